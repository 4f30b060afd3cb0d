package dev.descent.parity;

import dev.descent.parity.Deviation.Departure;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Compares a training with a fixture as it goes, step by step. */
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
    double limit = max(LIMIT, TIMES * of(quantity, fixture.rounding()));
    return quantity.startsWith("state.") ? max(limit, 2 * constantFactor()) : limit;
  }

  private static double of(String quantity, Map<String, Double> losses) {
    return Rules.there(quantity, losses.get(quantity));
  }

  /**
   * Returns by how much ND4J's operations keep the averages of Adam and RMSprop too large in
   * float32: they subtract a decay from 1 after rounding it. The factor is constant, and the step
   * takes it out.
   */
  private double constantFactor() {
    return Arrays.stream(fixture.optimizer().decays())
        .filter(decay -> decay < 1)
        .map(decay -> Math.abs((1.0 - (float) decay) / (1 - decay) - 1))
        .max()
        .orElse(0);
  }

  /** Returns the deviation that a quantity may have where PyTorch is as far from itself. */
  private double allowance(String quantity) {
    return max(limit(quantity), TIMES * of(quantity, fixture.spread()));
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
    double off;
    if (ours.length == 0 || scalar && ours.length != 1) {
      off = Double.POSITIVE_INFINITY;
    } else if (scalar) {
      off = Math.abs(ours[0] - reference[0]);
    } else {
      off = Math.abs(SignedSketch.length(ours) - reference[0]);
      double[] fold = Arrays.copyOfRange(reference, 1, reference.length);
      off = max(off, SignedSketch.distance(SignedSketch.fold(ours, fold.length), fold));
    }
    double[] checkpoint = fixture.checkpoints().getOrDefault(step, Map.of()).get(name);
    if (checkpoint != null) {
      double distance =
          SignedSketch.distance(SignedSketch.fold(ours, checkpoint.length), checkpoint);
      off = max(off, distance);
      if (name.equals("parameters")) {
        parameters.put(step, length > 0 ? distance / length : distance);
      }
    }
    note(step, name, length > 0 ? off / length : off, limit(name), allowance(name));
  }

  /** Compares something that is there once, at the end. */
  void end(String name, double[] reference, double[] ours) {
    double length = SignedSketch.length(reference);
    double off = SignedSketch.distance(SignedSketch.fold(ours, reference.length), reference);
    note(fixture.steps(), name, length > 0 ? off / length : off, limit(name), allowance(name));
  }

  /** Notes something that is right or wrong. */
  void require(int step, String name, boolean right) {
    note(step, name, right ? 0 : Double.POSITIVE_INFINITY, 0, 0);
  }

  private void note(int step, String name, double deviation, double limit, double allowance) {
    double off = Double.isNaN(deviation) ? Double.POSITIVE_INFINITY : deviation;
    worst.merge(name, off, Math::max);
    share = Math.max(share, off == 0 ? 0 : off / limit); // a limit of 0 is right or wrong
    if (off > limit && beyond == null) {
      beyond = new Departure(step, name, off, limit);
    }
    if (off > allowance && departure == null) {
      departure = new Departure(step, name, off, allowance);
    }
  }

  private static double max(double a, double b) {
    return Double.isNaN(a) || Double.isNaN(b) ? Double.NaN : Math.max(a, b);
  }

  Deviation result() {
    return new Deviation(parameters, worst, share, beyond, departure);
  }
}
