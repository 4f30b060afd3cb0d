package dev.descent.plot;

import static dev.descent.plot.LineChartTest.assertRefused;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.plot.Contours.Area;
import dev.descent.plot.Contours.Path;
import java.awt.geom.Path2D;
import java.util.List;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.Test;

class ContoursTest {
  private static final Area AREA = new Area(-2, 2, -1, 1);
  private static final DoubleBinaryOperator BOWL = (x, y) -> x * x + y * y;
  private static final String BLUE_LINE = "stroke:rgb(0,114,178);stroke-width:2.2;";
  private static final String INK = "fill:rgb(34,34,34)";

  private static Figure draw(double[] minimum, Path... paths) {
    return Contours.draw("title", "a", "b", AREA, BOWL, List.of(paths), minimum);
  }

  private static Path path(double... x) {
    return new Path("p", x, new double[x.length]);
  }

  @Test
  void anOutlineHoldsExactlyThePlacesAtTheLevelAndAbove() {
    Isolines lines = Isolines.of(BOWL, AREA, 201, 101);
    assertEquals(0, lines.lowest(), 1e-12);
    assertEquals(5, lines.highest());
    Path2D.Double outside = lines.atLeast(0.64); // outside a circle of radius 0.8
    for (double x = -1.9; x < 2; x += 0.3) {
      for (double y = -0.93; y < 1; y += 0.17) {
        double radius = Math.hypot(x, y);
        if (Math.abs(radius - 0.8) > 0.01) {
          assertEquals(
              radius > 0.8, outside.contains((x + 2) / 4, (y + 1) / 2), "at " + x + ", " + y);
        }
      }
    }
    assertFalse(lines.atLeast(6).contains(0.5, 0.5));
    assertTrue(lines.atLeast(-1).contains(0.5, 0.5));
  }

  @Test
  void saddlesAndFlatGroundHaveClosedOutlinesToo() {
    Isolines saddle = Isolines.of((x, y) -> x * y, AREA, 21, 21);
    Path2D.Double positive = saddle.atLeast(1e-9);
    assertTrue(positive.contains(0.9, 0.9) && positive.contains(0.1, 0.1));
    assertFalse(positive.contains(0.1, 0.9) || positive.contains(0.9, 0.1));
    Contours.draw("title", "a", "b", AREA, (x, y) -> 3, List.of(), null).svg();
  }

  @Test
  void whereTheFunctionIsNoNumberTheGroundIsHigh() {
    Isolines lines = Isolines.of((x, y) -> x < 0 ? Double.NaN : x, AREA, 21, 21);
    assertEquals(2, lines.highest());
    assertTrue(lines.atLeast(1.9).contains(0.2, 0.5));
    assertRefused("f must", () -> Isolines.of((x, y) -> Double.NaN, AREA, 21, 21));
  }

  @Test
  void thePathIsALineWithAStartAndAnEnd() {
    Figure figure = draw(new double[] {0, 0}, path(1, 0.5, 0.75, 0.25));
    assertEquals(1, Svg.elements(figure, "path", BLUE_LINE).size());
    assertEquals(
        3, Svg.elements(figure, "path", BLUE_LINE).get(0).getAttribute("d").split("L").length - 1);
    assertEquals(
        2, Svg.elements(figure, "ellipse", "fill:rgb(0,114,178)").size(), "end and legend");
    assertEquals(2, Svg.elements(figure, "ellipse", INK).size(), "start and legend");
    assertEquals(
        "Contour lines over a and b. Last places of the paths: p (0.25, 0). Minimum: (0, 0).",
        figure.description());
  }

  @Test
  void aPathThatLeavesHasNoEndMarkerAndOneThatDivergesIsDrawn() {
    Figure figure = draw(null, path(1, 7, 1e300, Double.NaN, 0));
    assertEquals(1, Svg.elements(figure, "path", BLUE_LINE).size());
    assertEquals(1, Svg.elements(figure, "ellipse", "fill:rgb(0,114,178)").size(), "only legend");
    assertTrue(figure.description().contains("p (1E+300, 0)"), figure.description());
    assertTrue(draw(null, path(Double.NaN)).description().contains("p none"));
  }

  @Test
  void sameNumbersSameBytes() {
    double[] minimum = {0, 0};
    assertArrayEquals(draw(minimum, path(1, 0)).png(), draw(minimum, path(1, 0)).png());
    assertArrayEquals(draw(minimum, path(1, 0)).svg(), draw(minimum, path(1, 0)).svg());
  }

  @Test
  void badArgumentsAreRefused() {
    assertRefused("xMin < xMax", () -> new Area(1, 1, 0, 1));
    assertRefused("xMin < xMax", () -> new Area(0, 1, Double.NaN, 1));
    assertRefused("x and y of p", () -> path());
    assertRefused("x and y of p", () -> new Path("p", new double[2], new double[1]));
    assertRefused("name", () -> new Path(" ", new double[1], new double[1]));
    assertRefused("minimum", () -> draw(new double[] {0, 3}));
    assertRefused("minimum", () -> draw(new double[1]));
  }
}
