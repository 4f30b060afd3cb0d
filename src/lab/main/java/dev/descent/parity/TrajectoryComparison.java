package dev.descent.parity;

import dev.descent.parity.Deviation.Departure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The comparison of a training with a fixture as it goes, step by step. */
final class TrajectoryComparison {
  /** The limit in float64; in lower precision no limit is below it. */
  static final double LIMIT = 1e-9;

  /** The limit in lower precision, in units of what PyTorch itself loses there. */
  static final double TIMES = 4;

  private static final double[] NOTHING = {};

  private final Fixture fixture;
  private final Map<String, Double> lengths = new LinkedHashMap<>();
  private final Map<String, Double> worst = new LinkedHashMap<>();
  private final Map<Integer, Double> parameters = new TreeMap<>();
  private double share;
  private @Nullable Departure beyond;
  private @Nullable Departure departure;

  TrajectoryComparison(Fixture fixture) {
    this.fixture = fixture;
  }

  /** Returns the deviation that a quantity may have anywhere. */
  double limit(String quantity) {
    if (fixture.rounding() == null) {
      return LIMIT;
    }
    return max(LIMIT, TIMES * loss(quantity, fixture.rounding()));
  }

  private static double loss(String quantity, Map<String, Double> losses) {
    return Rules.there(quantity, losses.get(quantity));
  }

  /** Returns the deviation that a quantity may have where PyTorch is as far from itself. */
  private double allowance(String quantity) {
    return max(limit(quantity), TIMES * loss(quantity, fixture.spread()));
  }

  /**
   * Compares the quantities of a step.
   *
   * @param step from 1
   * @param quantities ours, by name; one that is missing, or shorter than its fold, is infinitely
   *     off
   */
  void step(int step, Map<String, double[]> quantities) {
    if (step > fixture.steps()) {
      require(step, "steps", false);
      return;
    }
    fixture
        .trajectory()
        .forEach(
            (name, reference) ->
                compare(step, name, reference[step - 1], quantities.getOrDefault(name, NOTHING)));
  }

  private void compare(int step, String name, double[] reference, double[] ours) {
    boolean scalar = reference.length == 1;
    double length = lengths.merge(name, Math.abs(reference[0]), Math::max);
    double difference;
    if (ours.length == 0 || scalar && ours.length != 1) {
      difference = Double.POSITIVE_INFINITY;
    } else if (scalar) {
      difference = Math.abs(ours[0] - reference[0]);
    } else {
      difference = Math.abs(SignedSketch.length(ours) - reference[0]);
      double[] sketch = Arrays.copyOfRange(reference, 1, reference.length);
      difference = max(difference, distance(ours, sketch));
    }
    double[] checkpoint = fixture.checkpoints().getOrDefault(step, Map.of()).get(name);
    if (checkpoint != null) {
      double distance = distance(ours, checkpoint);
      difference = max(difference, distance);
      if (name.equals("parameters")) {
        parameters.put(step, relative(distance, length));
      }
    }
    note(step, name, relative(difference, length), limit(name), allowance(name));
  }

  /** Returns the distance of a vector from the sketch of another. */
  private static double distance(double[] ours, double[] sketch) {
    return SignedSketch.distance(SignedSketch.fold(ours, sketch.length), sketch);
  }

  private static double relative(double difference, double length) {
    return length > 0 ? difference / length : difference;
  }

  /** Compares something that is there once, at the end. */
  void end(String name, double[] reference, double[] ours) {
    double deviation = relative(distance(ours, reference), SignedSketch.length(reference));
    note(fixture.steps(), name, deviation, limit(name), allowance(name));
  }

  /** Notes something that is right or wrong. */
  void require(int step, String name, boolean right) {
    note(step, name, right ? 0 : Double.POSITIVE_INFINITY, 0, 0);
  }

  private void note(int step, String name, double measured, double limit, double allowance) {
    double deviation = Double.isNaN(measured) ? Double.POSITIVE_INFINITY : measured;
    worst.merge(name, deviation, Math::max);
    // A limit of 0 is that of something right or wrong.
    share = Math.max(share, deviation == 0 ? 0 : deviation / limit);
    if (deviation > limit && beyond == null) {
      beyond = new Departure(step, name, deviation, limit);
    }
    if (deviation > allowance && departure == null) {
      departure = new Departure(step, name, deviation, allowance);
    }
  }

  private static double max(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : Math.max(a, b);
  }

  Deviation result() {
    return new Deviation(parameters, worst, share, beyond, departure);
  }
}
