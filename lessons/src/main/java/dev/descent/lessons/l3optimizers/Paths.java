package dev.descent.lessons.l3optimizers;

import dev.descent.lessons.l3optimizers.Surface.Walk;
import dev.descent.plot.Animation;
import dev.descent.plot.Contours;
import dev.descent.plot.Contours.Area;
import dev.descent.plot.Figure;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/**
 * Pictures of walks over a surface.
 *
 * @param area what is seen of it
 * @param minimum where the star is: {x, y}
 */
record Paths(Surface surface, Area area, double[] minimum, Map<String, Walk> walks) {

  /** The first steps of all walks, as lines over the contours. */
  Figure draw(int steps) {
    List<Contours.Path> paths =
        walks.entrySet().stream()
            .map(walk -> path(walk.getKey(), walk.getValue(), steps + 1))
            .toList();
    String title = surface.name() + ": the first " + steps + " steps";
    return Contours.draw(title, "parameter x", "parameter y", area, surface.f(), paths, minimum);
  }

  private static Contours.Path path(String name, Walk walk, int places) {
    return new Contours.Path(
        name, Arrays.copyOf(walk.x(), places), Arrays.copyOf(walk.y(), places));
  }

  /** The walks as they go on, so many steps from picture to picture. */
  Animation race(int steps, int each) {
    return Animation.of(
        IntStream.rangeClosed(0, steps / each).mapToObj(i -> draw(i * each)).toList(), 120);
  }
}
