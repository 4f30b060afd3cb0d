package dev.descent.landscape;

import dev.descent.BadInputException;
import dev.descent.plot.Contours.Area;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** The surfaces that there are; ravine, banana and saddle are those of lesson 3. */
public final class Surfaces {
  /** The same curvature in all directions: no optimizer has a reason to turn. */
  static final Surface BOWL =
      new Surface(
          "bowl",
          "Bowl",
          "f = ½ (x² + y²)",
          "The gradient points straight at the minimum, so SGD goes there on a straight line.",
          (x, y) -> (x * x + y * y) / 2,
          (x, y) -> x,
          (x, y) -> y,
          new Area(-4, 4, -3, 3),
          new Place(-3, 2),
          List.of(new Place(0, 0)),
          Map.of("sgd", 0.1, "momentum", 0.1, "adagrad", 1.0, "rmsprop", 0.1, "adam", 0.2),
          150);

  static final Surface RAVINE =
      new Surface(
          "ravine",
          "Ravine",
          "f = ½ (x² + 100 y²)",
          "Steep across and flat along: a rate small enough for y is too small for x.",
          (x, y) -> (x * x + 100 * y * y) / 2,
          (x, y) -> x,
          (x, y) -> 100 * y,
          new Area(-4.5, 1.5, -1, 1),
          new Place(-4, 0.8),
          List.of(new Place(0, 0)),
          Map.of("sgd", 0.015, "momentum", 0.015, "adagrad", 1.0, "rmsprop", 0.05, "adam", 0.1),
          300);

  /** The ravine along u = (x + y) / √2, across w = (y − x) / √2. */
  static final Surface TURNED =
      new Surface(
          "turned",
          "Turned ravine",
          "f = ¼ ((x + y)² + 100 (y − x)²)",
          "The ravine, turned by 45°: x and y are equally steep, so a rate of its own for each of"
              + " them does not help.",
          (x, y) -> ((x + y) * (x + y) + 100 * (y - x) * (y - x)) / 4,
          (x, y) -> (x + y) / 2 - 50 * (y - x),
          (x, y) -> (x + y) / 2 + 50 * (y - x),
          new Area(-4.5, 1.5, -3.3, 1.2),
          new Place(-3.4, -2.3),
          List.of(new Place(0, 0)),
          Map.of("sgd", 0.015, "momentum", 0.015, "adagrad", 1.0, "rmsprop", 0.05, "adam", 0.1),
          400);

  static final Surface ROSENBROCK =
      new Surface(
          "rosenbrock",
          "Rosenbrock's banana",
          "f = (1 − x)² + 100 (y − x²)²",
          "All find the bent valley at once; along its floor, to the minimum, the gradient is"
              + " small.",
          (x, y) -> (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
          (x, y) -> -2 * (1 - x) - 400 * x * (y - x * x),
          (x, y) -> 200 * (y - x * x),
          new Area(-1.8, 1.8, -0.6, 2.4),
          new Place(-1.2, 1),
          List.of(new Place(1, 1)),
          Map.of("sgd", 0.002, "momentum", 0.002, "adagrad", 1.0, "rmsprop", 0.007, "adam", 0.1),
          1000);

  static final Surface SADDLE =
      new Surface(
          "saddle",
          "Saddle",
          "f = ½ x² + ¼ (y² − 1)²",
          "The start lies nearly on the ridge between two minima, where the gradient across it is"
              + " tiny.",
          (x, y) -> x * x / 2 + (y * y - 1) * (y * y - 1) / 4,
          (x, y) -> x,
          (x, y) -> y * (y * y - 1),
          new Area(-2, 2, -1.5, 1.5),
          new Place(-1.5, 0.001),
          List.of(new Place(0, 1), new Place(0, -1)),
          Map.of("sgd", 0.02, "momentum", 0.02, "adagrad", 0.02, "rmsprop", 0.02, "adam", 0.02),
          600);

  /** With s = x² + y². */
  static final Surface HOLE =
      new Surface(
          "hole",
          "Plateau and hole",
          "f = 1 − exp(−8 s) + s / 50,  s = x² + y²",
          "On the plateau steps are tiny, at the edge of the hole the gradient is a hundred times"
              + " larger: no single rate suits both.",
          (x, y) -> 1 - Math.exp(-8 * (x * x + y * y)) + (x * x + y * y) / 50,
          (x, y) -> x * (16 * Math.exp(-8 * (x * x + y * y)) + 0.04),
          (x, y) -> y * (16 * Math.exp(-8 * (x * x + y * y)) + 0.04),
          new Area(-3.2, 3.2, -2.4, 2.4),
          new Place(-2.5, 1.5),
          List.of(new Place(0, 0)),
          Map.of("sgd", 0.1, "momentum", 0.1, "adagrad", 0.2, "rmsprop", 0.02, "adam", 0.05),
          500);

  static final Surface HIMMELBLAU =
      new Surface(
          "himmelblau",
          "Himmelblau's four minima",
          "f = (x² + y − 11)² + (x + y² − 7)²",
          "Four minima, equally deep: start, optimizer and rate decide which one is found.",
          (x, y) -> {
            double a = x * x + y - 11;
            double b = x + y * y - 7;
            return a * a + b * b;
          },
          (x, y) -> 4 * x * (x * x + y - 11) + 2 * (x + y * y - 7),
          (x, y) -> 2 * (x * x + y - 11) + 4 * y * (x + y * y - 7),
          new Area(-6, 6, -4.5, 4.5),
          new Place(0, 0),
          List.of(
              new Place(3, 2),
              new Place(-2.805118086952745, 3.131312518250573),
              new Place(-3.779310253377747, -3.283185991286170),
              new Place(3.584428340330492, -1.848126526964404)),
          Map.of("sgd", 0.01, "momentum", 0.01, "adagrad", 1.0, "rmsprop", 0.1, "adam", 0.2),
          200);

  /** All, in the order in which they are offered. */
  public static final List<Surface> ALL =
      List.of(RAVINE, TURNED, BOWL, ROSENBROCK, SADDLE, HOLE, HIMMELBLAU);

  private Surfaces() {}

  /** The surface of this key. */
  public static Surface of(String key) {
    return ALL.stream()
        .filter(surface -> surface.key().equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "surface must be one of "
                        + ALL.stream().map(Surface::key).collect(Collectors.joining(", "))
                        + ", got "
                        + key));
  }
}
