package dev.descent.schedule;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.nd4j.linalg.schedule.ExponentialSchedule;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

/**
 * PyTorch's learning-rate schedules as DL4J's {@link ISchedule}.
 *
 * <p>Each gives the rate lr(i) of count i, which is the number of whole epochs ({@link
 * ScheduleType#EPOCH}) or of steps ({@link ScheduleType#ITERATION}) done before; i = 0 is the
 * first. That is PyTorch's rate where {@code scheduler.step()} is called after every epoch, or
 * after every step. lr₀ is the rate at the start, finite and at least 0.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.lr_scheduler.StepLR(optimizer, step_size=30, gamma=0.1)
 * ISchedule schedule = Schedules.stepLR(ScheduleType.EPOCH, 0.1, 30, 0.1);
 * Adam adam = new Adam(0.1);
 * adam.setLrAndSchedule(0.1, schedule);
 * // The rate in an iteration and an epoch, both from 0:
 * adam.getLearningRate(0, 29); // 0.1
 * adam.getLearningRate(0, 30); // 0.01
 * }</pre>
 *
 * <p>Where DL4J's own class has PyTorch's numbers, that class is returned. All of them can be saved
 * with a network's configuration. An argument outside its range gives an {@link
 * IllegalArgumentException} with its name, the rule and the value.
 */
public final class Schedules {
  private Schedules() {}

  /**
   * Creates PyTorch's StepLR, lr(i) = lr₀ · γ^⌊i / s⌋; DL4J's {@link StepSchedule}.
   *
   * @param type whether i counts epochs or steps
   * @param lr lr₀, finite and at least 0
   * @param stepSize s, in epochs or steps, at least 1
   * @param gamma γ, finite and at least 0
   * @return a rate that falls every s counts
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static ISchedule stepLR(ScheduleType type, double lr, int stepSize, double gamma) {
    requireType(type);
    return new StepSchedule(
        type,
        requireAmount("lr", lr),
        requireAmount("gamma", gamma),
        requireWhole("stepSize", stepSize, 1));
  }

  /**
   * Creates PyTorch's MultiStepLR, lr(i) = lr₀ · γ^n(i), where n(i) is the number of milestones m ≤
   * i, a repeated one counted as often as it stands there; DL4J's {@link MapSchedule}. A milestone
   * 0 changes the very first rate.
   *
   * @param type whether i counts epochs or steps
   * @param lr lr₀, finite and at least 0
   * @param milestones in epochs or steps, at least 0 and in rising order
   * @param gamma γ, finite and at least 0
   * @return a rate that falls at each milestone
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static ISchedule multiStepLR(
      ScheduleType type, double lr, List<Integer> milestones, double gamma) {
    requireType(type);
    requireAmount("gamma", gamma);
    Map<Integer, Double> rates = new HashMap<>();
    double rate = requireAmount("lr", lr);
    rates.put(0, rate);
    int last = 0;
    for (int milestone : milestones) {
      if (milestone < last) {
        throw new IllegalArgumentException(
            "milestones must be at least 0 and in rising order, got " + milestones);
      }
      rate *= gamma;
      rates.put(milestone, rate);
      last = milestone;
    }
    return new MapSchedule(type, rates);
  }

  /**
   * Creates PyTorch's ExponentialLR, lr(i) = lr₀ · γ^i; DL4J's {@link ExponentialSchedule}.
   *
   * @param type whether i counts epochs or steps
   * @param lr lr₀, finite and at least 0
   * @param gamma γ, finite and at least 0
   * @return a rate that falls with every count
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static ISchedule exponentialLR(ScheduleType type, double lr, double gamma) {
    requireType(type);
    return new ExponentialSchedule(type, requireAmount("lr", lr), requireAmount("gamma", gamma));
  }

  /**
   * Creates PyTorch's CosineAnnealingLR, see {@link CosineAnnealingLR}.
   *
   * @param type whether i counts epochs or steps
   * @param lr lr₀, finite and at least 0
   * @param tMax T, in epochs or steps, at least 1
   * @param etaMin the lowest rate, finite and at least 0
   * @return half a cosine wave down
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static ISchedule cosineAnnealingLR(ScheduleType type, double lr, int tMax, double etaMin) {
    return new CosineAnnealingLR(type, lr, tMax, etaMin);
  }

  /**
   * Creates a straight line down to 0, see {@link LinearDecay}.
   *
   * @param type whether i counts epochs or steps
   * @param lr lr₀, finite and at least 0
   * @param total the count at which the rate is 0, in epochs or steps, at least 1
   * @return a straight line
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static ISchedule linearDecay(ScheduleType type, double lr, int total) {
    return new LinearDecay(type, lr, total);
  }

  /**
   * Creates a straight rise to a rate and then another schedule, see {@link WarmUp}.
   *
   * @param type whether the rise counts epochs or steps
   * @param lr the rate at the end of the rise, finite and at least 0; {@code next} starts from it
   * @param steps the length of the rise, in epochs or steps, at least 0
   * @param startFactor the share of the rate to start from, above 0, at most 1
   * @param next the schedule after the rise, of either type
   * @return the rise and the other schedule
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static ISchedule warmUp(
      ScheduleType type, double lr, int steps, double startFactor, ISchedule next) {
    return new WarmUp(type, lr, steps, startFactor, next);
  }

  static void requireType(ScheduleType type) {
    if (type == null) {
      throw new IllegalArgumentException("type must be EPOCH or ITERATION, got null");
    }
  }

  static double requireAmount(String name, double value) {
    if (!(value >= 0 && value < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(name + " must be finite and at least 0, got " + value);
    }
    return value;
  }

  static int requireWhole(String name, int value, int least) {
    if (value < least) {
      throw new IllegalArgumentException(name + " must be at least " + least + ", got " + value);
    }
    return value;
  }

  /** Returns the count that a schedule of this type goes by. */
  static int count(ScheduleType type, int iteration, int epoch) {
    return type == ScheduleType.ITERATION ? iteration : epoch;
  }
}
