package dev.descent.parity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.parity.Deviation.Departure;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The deviation, the limits, and the step and quantity that are named where one is passed. */
class TrajectoryComparisonTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final OptimizerSpec SGD = new OptimizerSpec.SGD(0.1, null, null, false, null);

  private static Fixture fixture(
      Map<String, double[][]> trajectory,
      Map<Integer, Map<String, double[]>> checkpoints,
      Map<String, Double> rounding) {
    Map<String, Double> none =
        new HashMap<>(Map.of("outputs", 0.0, "best", 0.0, "validation_loss", 0.0));
    trajectory.keySet().forEach(name -> none.put(name, 0.0));
    return fixture(trajectory, checkpoints, rounding, rounding == null ? none : rounding, SGD);
  }

  private static Fixture fixture(
      Map<String, double[][]> trajectory,
      Map<Integer, Map<String, double[]>> checkpoints,
      Map<String, Double> rounding,
      Map<String, Double> spread,
      OptimizerSpec optimizer) {
    int steps = trajectory.values().iterator().next().length;
    return new Fixture(
        1,
        "made.float",
        rounding == null ? Fixture.Dtype.FLOAT64 : Fixture.Dtype.FLOAT32,
        "1.13",
        "updater",
        Construct.SGD,
        "made",
        1,
        null,
        null,
        optimizer,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        steps,
        trajectory,
        checkpoints,
        null,
        null,
        null,
        null,
        rounding,
        spread);
  }

  private static double[][] numbers(double... values) {
    return Arrays.stream(values).mapToObj(v -> new double[] {v}).toArray(double[][]::new);
  }

  /** A training whose only quantity is a number. */
  private static Deviation number(String name, double[] reference, double... ours) {
    TrajectoryComparison comparison =
        new TrajectoryComparison(fixture(Map.of(name, numbers(reference)), Map.of(), null));
    for (int i = 0; i < ours.length; i++) {
      comparison.step(i + 1, Map.of(name, new double[] {ours[i]}));
    }
    return comparison.result();
  }

  private static double length(double[] x) {
    return Math.sqrt(Arrays.stream(x).map(v -> v * v).sum());
  }

  private static double distance(double[] a, double[] b) {
    double[] difference = new double[a.length];
    Arrays.setAll(difference, i -> a[i] - b[i]);
    return length(difference);
  }

  /** Two sums with the signs + - - + of rows of two, for up to eight elements. */
  private static double[] fold(double[] x) {
    int[] signs = {1, -1, -1, 1};
    double[] sums = new double[2];
    for (int i = 0; i < x.length; i++) {
      sums[i % 2] += signs[i / 2] * x[i];
    }
    return sums;
  }

  @Test
  @DisplayName(
      "a vector's deviation: of length, fold and checkpoint the largest, over max ‖b‖ so far")
  void definition() {
    Random random = new Random(7);
    int steps = 20;
    double[][] reference = new double[steps][];
    List<double[]> theirs = new ArrayList<>();
    List<double[]> ours = new ArrayList<>();
    for (int s = 0; s < steps; s++) {
      double size = Math.exp(random.nextGaussian());
      double[] b = random.doubles(7, -size, size).toArray();
      double[] a = Arrays.stream(b).map(v -> v + 1e-12 * random.nextGaussian()).toArray();
      theirs.add(b);
      ours.add(a);
      reference[s] = new double[] {length(b), fold(b)[0], fold(b)[1]};
    }
    TrajectoryComparison comparison =
        new TrajectoryComparison(
            fixture(
                Map.of("parameters", reference),
                Map.of(
                    1, Map.of("parameters", theirs.get(0)),
                    10, Map.of("parameters", theirs.get(9))),
                null));
    double longest = 0;
    double worst = 0;
    for (int s = 0; s < steps; s++) {
      double[] a = ours.get(s);
      double[] b = theirs.get(s);
      longest = Math.max(longest, length(b));
      double off = Math.max(Math.abs(length(a) - length(b)), distance(fold(a), fold(b)));
      if (s == 0 || s == 9) {
        off = Math.max(off, distance(a, b));
      }
      worst = Math.max(worst, off / longest);
      comparison.step(s + 1, Map.of("parameters", a));
      if (s == 9) {
        double atTen = distance(a, b) / longest;
        assertEquals(atTen, comparison.result().parameters().get(10), 1e-6 * atTen);
      }
    }
    Deviation deviation = comparison.result();
    assertEquals(worst, deviation.worst().get("parameters"), 1e-6 * worst);
    assertEquals(worst / 1e-9, deviation.share(), 1e-6 * worst / 1e-9);
    assertEquals(List.of(1, 10), List.copyOf(deviation.parameters().keySet()));
    assertNull(deviation.departure());
  }

  @Test
  @DisplayName("relative to the largest so far: a value next to 0 later on is not held against 0")
  void largestSoFar() {
    double[] falling = {100, 1e-3, 0};
    Deviation later = number("loss", falling, 100, 1e-3 + 1e-8, 1e-8);
    assertEquals(1e-10, later.worst().get("loss"), 1e-20);
    assertNull(later.departure());
    double[] rising = {1e-3, 100};
    Deviation early = number("loss", rising, 1e-3 + 1e-8, 100);
    assertEquals(1e-5, early.worst().get("loss"), 1e-14);
    assertEquals(1, early.departure().step());
    assertEquals(0.25, number("norm", new double[] {0}, 0.25).worst().get("norm"), "of nothing");
    assertEquals(0.5, number("lr", new double[] {-2}, -3).worst().get("lr"), "without a sign");
  }

  @Test
  @DisplayName("an element that a fold shows leaves between checkpoints; one at a checkpoint, too")
  void shows() {
    double[] b = {1, 2, 3, 4};
    double[] reference = {length(b), fold(b)[0], fold(b)[1]};
    double[] swapped = {3, 2, 1, 4}; // as long as b, with another fold
    double[] hidden = {2, 2, 4, 4}; // 1 more in each of two signs: the same fold, another length
    double[] turned = {1, 2, 3, 4};
    for (double[] a : List.of(swapped, hidden, turned)) {
      TrajectoryComparison comparison =
          new TrajectoryComparison(
              fixture(Map.of("gradient", new double[][] {reference}), Map.of(), null));
      comparison.step(1, Map.of("gradient", a));
      assertEquals(a == turned, comparison.result().departure() == null, Arrays.toString(a));
    }
    // {a, b} with a swapped pair of one sum and sign: only the checkpoint sees it.
    double[] six = {1, 2, 3, 4, 5, 6};
    double[] invisible = {1, 2, 5, 4, 3, 6};
    double[][] folded = {{length(six), fold(six)[0], fold(six)[1]}};
    for (boolean checkpoint : new boolean[] {false, true}) {
      TrajectoryComparison comparison =
          new TrajectoryComparison(
              fixture(
                  Map.of("gradient", folded),
                  checkpoint ? Map.of(1, Map.of("gradient", six)) : Map.of(),
                  null));
      comparison.step(1, Map.of("gradient", invisible));
      assertEquals(checkpoint, comparison.result().departure() != null);
    }
  }

  @Test
  @DisplayName("the first step over the limit is named, and in it the quantity that came first")
  void departure() {
    Map<String, double[][]> trajectory = new LinkedHashMap<>();
    trajectory.put("lr", numbers(1, 1, 1, 1));
    trajectory.put("loss", numbers(2, 2, 2, 2));
    trajectory.put("norm", numbers(4, 4, 4, 4));
    TrajectoryComparison comparison = new TrajectoryComparison(fixture(trajectory, Map.of(), null));
    double[][] ours = {{1, 2, 4}, {1 + 1e-10, 2, 4}, {1, 2.5, 5}, {9, 2, 4}};
    for (int s = 0; s < ours.length; s++) {
      comparison.step(
          s + 1,
          Map.of(
              "norm", new double[] {ours[s][2]},
              "loss", new double[] {ours[s][1]},
              "lr", new double[] {ours[s][0]}));
      boolean left = s >= 2;
      assertEquals(
          left ? new Departure(3, "loss", 0.25, 1e-9) : null, comparison.result().departure());
    }
    Deviation result = comparison.result();
    assertEquals(Map.of("lr", 8.0, "loss", 0.25, "norm", 0.25), result.worst());
    assertEquals(8e9, result.share(), 1);
  }

  @ParameterizedTest
  @CsvSource({"NaN", "Infinity", "-Infinity"})
  @DisplayName("a number that is not finite is infinitely off, and never mended by a later step")
  void notFinite(double value) {
    Deviation scalar = number("loss", new double[] {1, 1, 1}, 1, value, 1);
    assertEquals(new Departure(2, "loss", INFINITE, 1e-9), scalar.departure());
    assertEquals(INFINITE, scalar.worst().get("loss"));
    double[] b = {1, 2, 3};
    TrajectoryComparison vector =
        new TrajectoryComparison(
            fixture(
                Map.of("gradient", new double[][] {{length(b), fold(b)[0], fold(b)[1]}}),
                Map.of(1, Map.of("gradient", b)),
                null));
    vector.step(1, Map.of("gradient", new double[] {1, value, 3}));
    assertEquals(new Departure(1, "gradient", INFINITE, 1e-9), vector.result().departure());
  }

  @Test
  @DisplayName("a quantity that is missing, or of another shape, is infinitely off")
  void missing() {
    Map<String, double[][]> trajectory =
        Map.of("gradient", new double[][] {{5, 3, 4}}, "loss", numbers(1));
    double[] two = {3, 4};
    double[] one = {1};
    for (Map<String, double[]> ours :
        List.of(
            Map.of("loss", one),
            Map.of("loss", one, "gradient", new double[0]),
            Map.of("loss", one, "gradient", new double[] {5}),
            Map.of("gradient", two),
            Map.of("gradient", two, "loss", new double[] {1, 1}))) {
      TrajectoryComparison comparison =
          new TrajectoryComparison(fixture(trajectory, Map.of(), null));
      comparison.step(1, ours);
      assertEquals(INFINITE, comparison.result().departure().deviation(), ours.keySet().toString());
    }
    TrajectoryComparison whole = new TrajectoryComparison(fixture(trajectory, Map.of(), null));
    whole.step(1, Map.of("gradient", two, "loss", one, "more", new double[] {Double.NaN}));
    assertNull(whole.result().departure(), "what PyTorch does not have is not compared");
  }

  @Test
  @DisplayName("limits: 1e-9 in float64; four times PyTorch's own loss below")
  void limits() {
    Map<String, double[][]> trajectory = Map.of("loss", numbers(1), "state.sum", numbers(1));
    TrajectoryComparison exact = new TrajectoryComparison(fixture(trajectory, Map.of(), null));
    assertEquals(1e-9, exact.limit("loss"));
    assertEquals(1e-9, exact.limit("state.sum"));
    Map<String, Double> rounding =
        Map.of("lr", 0.0, "loss", 2e-7, "parameters", 1e-12, "state.sum", 1e-6, "state.x", 0.01);
    TrajectoryComparison single = new TrajectoryComparison(fixture(trajectory, Map.of(), rounding));
    assertEquals(8e-7, single.limit("loss"));
    assertEquals(1e-9, single.limit("lr"), "the least");
    assertEquals(1e-9, single.limit("parameters"), "the least");
    assertEquals(4e-6, single.limit("state.sum"));
    assertEquals(0.04, single.limit("state.x"));

    single.step(
        1, Map.of("loss", new double[] {1 + 7.9e-7}, "state.sum", new double[] {1 + 3.9e-6}));
    assertNull(single.result().departure());
    assertEquals(0.9875, single.result().share(), 1e-6);
    TrajectoryComparison over = new TrajectoryComparison(fixture(trajectory, Map.of(), rounding));
    over.step(1, Map.of("loss", new double[] {1 + 8.1e-7}, "state.sum", new double[] {1}));
    assertEquals("loss", over.result().departure().quantity());
    assertTrue(over.result().share() > 1);
  }

  @Test
  @DisplayName("over the limit but within PyTorch's spread is noted, and is no departure")
  void spread() {
    Map<String, double[][]> trajectory = Map.of("loss", numbers(1, 1, 1));
    Fixture fixture =
        fixture(trajectory, Map.of(), Map.of("loss", 1e-7), Map.of("loss", 1e-3), SGD);
    TrajectoryComparison comparison = new TrajectoryComparison(fixture);
    comparison.step(1, Map.of("loss", new double[] {1}));
    comparison.step(2, Map.of("loss", new double[] {1.003}));
    assertNull(comparison.result().departure());
    assertEquals(2, comparison.result().beyond().step());
    assertEquals(4e-7, comparison.result().beyond().limit());
    comparison.step(3, Map.of("loss", new double[] {1.005}));
    assertEquals(3, comparison.result().departure().step());
    assertEquals(4e-3, comparison.result().departure().limit());
    assertEquals(2, comparison.result().beyond().step());
  }

  @Test
  @DisplayName("steps beyond PyTorch's last, and quantities that are right or wrong")
  void exactly() {
    Fixture fixture = fixture(Map.of("loss", numbers(1, 1)), Map.of(), null);
    TrajectoryComparison longer = new TrajectoryComparison(fixture);
    for (int step = 1; step <= 3; step++) {
      longer.step(step, Map.of("loss", new double[] {1}));
    }
    assertEquals(3, longer.result().departure().step());
    assertEquals("steps", longer.result().departure().quantity());

    TrajectoryComparison right = new TrajectoryComparison(fixture);
    right.require(1, "skipped", true);
    assertNull(right.result().departure());
    assertEquals(0, right.result().share());
    right.require(2, "skipped", false);
    assertEquals(new Departure(2, "skipped", INFINITE, 0), right.result().departure());
    assertEquals(INFINITE, right.result().share());
  }

  @Test
  @DisplayName("numbers that are there once are compared at the end, whole or folded")
  void end() {
    Fixture fixture = fixture(Map.of("loss", numbers(1, 1)), Map.of(), null);
    TrajectoryComparison comparison = new TrajectoryComparison(fixture);
    comparison.end("outputs", new double[] {3, 4}, new double[] {3, 4 + 5e-10});
    assertEquals(1e-10, comparison.result().worst().get("outputs"), 1e-16);
    assertNull(comparison.result().departure());
    double[] six = {1, 2, 3, 4, 5, 6};
    comparison.end("best", fold(six), six);
    assertEquals(0, comparison.result().worst().get("best"));
    comparison.end("validation_loss", new double[] {1, 2}, new double[] {1});
    assertEquals(
        new Departure(2, "validation_loss", INFINITE, 1e-9), comparison.result().departure());
  }
}
