package dev.descent.landscape;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.plot.Contours.Area;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

class SurfacesTest {
  private static final List<Surface> SURFACES = Surfaces.ALL;

  @ParameterizedTest
  @FieldSource("SURFACES")
  void theGradientIsThatOfF(Surface surface) {
    Random random = new Random(1);
    Area area = surface.area();
    double h = 1e-5;
    for (int i = 0; i < 200; i++) {
      double x = random.nextDouble(area.xMin(), area.xMax());
      double y = random.nextDouble(area.yMin(), area.yMax());
      double dx = (f(surface, x + h, y) - f(surface, x - h, y)) / (2 * h);
      double dy = (f(surface, x, y + h) - f(surface, x, y - h)) / (2 * h);
      assertEquals(dx, surface.dx().applyAsDouble(x, y), 1e-6 * (1 + Math.abs(dx)), "dx");
      assertEquals(dy, surface.dy().applyAsDouble(x, y), 1e-6 * (1 + Math.abs(dy)), "dy");
      assertTrue(f(surface, x, y) >= 0, "f at " + x + ", " + y);
    }
  }

  @ParameterizedTest
  @FieldSource("SURFACES")
  void theMinimaAreInTheAreaAndFlat(Surface surface) {
    for (Place minimum : surface.minima()) {
      double x = minimum.x();
      double y = minimum.y();
      assertTrue(isIn(surface.area(), minimum), "minimum " + minimum);
      assertEquals(0, f(surface, x, y), 1e-12);
      assertEquals(0, surface.dx().applyAsDouble(x, y), 1e-6);
      assertEquals(0, surface.dy().applyAsDouble(x, y), 1e-6);
      assertEquals(0, surface.distance(x, y));
    }
  }

  @ParameterizedTest
  @FieldSource("SURFACES")
  void whatItSuggestsIsAllowed(Surface surface) {
    assertTrue(isIn(surface.area(), surface.start()), "start " + surface.start());
    assertTrue(surface.steps() <= WalkRequest.MOST_STEPS, "steps " + surface.steps());
    Arrays.stream(Walker.values())
        .forEach(walker -> walker.rate().checked(surface.rate(walker), walker));
    surface.rates().keySet().forEach(Walker::of);
    assertEquals(surface, Surfaces.of(surface.key()));
  }

  @Test
  void theTurnedRavineIsTheRavine() {
    double turn = Math.sqrt(0.5);
    assertEquals(
        f(Surfaces.RAVINE, 1.3, -0.4),
        f(Surfaces.TURNED, turn * (1.3 + 0.4), turn * (1.3 - 0.4)),
        1e-12);
  }

  @Test
  void othersAreRefused() {
    String message = assertThrows(BadInputException.class, () -> Surfaces.of("hill")).getMessage();
    assertEquals(
        "surface must be one of ravine, turned, bowl, rosenbrock, saddle, hole, himmelblau,"
            + " got hill",
        message);
  }

  private static double f(Surface surface, double x, double y) {
    return surface.f().applyAsDouble(x, y);
  }

  private static boolean isIn(Area area, Place place) {
    return place.x() >= area.xMin()
        && place.x() <= area.xMax()
        && place.y() >= area.yMin()
        && place.y() <= area.yMax();
  }
}
