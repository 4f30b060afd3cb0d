package dev.descent.schedule;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Straight rise to a learning rate and then another schedule from its beginning, PyTorch's {@code
 * SequentialLR([LinearLR(start_factor=f, total_iters=n), next], [n])}:
 *
 * <pre>
 *   lr(i) = lr₀ · (f + (1 − f) · i / n)   for i &lt; n,   next(i − n) from there on
 * </pre>
 *
 * with i the number of epochs or steps done, lr₀ the rate it rises to, f the share of it to start
 * from and n how long it rises. Only the count in the unit of the warm-up is shifted: a warm-up
 * over steps leaves a {@code next} by epochs where it would be without.
 *
 * <pre>{@code
 * // PyTorch: SequentialLR(optimizer, [LinearLR(optimizer, start_factor=0.1, total_iters=10),
 * //     CosineAnnealingLR(optimizer, T_max=90)], [10])
 * ISchedule next = Schedules.cosineAnnealingLR(ScheduleType.EPOCH, 0.1, 90, 0);
 * ISchedule schedule = new WarmUp(ScheduleType.EPOCH, 0.1, 10, 0.1, next);
 * SGD sgd = new SGD(0.1);
 * sgd.setLrAndSchedule(0.1, schedule);
 * // The rate in an iteration and an epoch, both from 0:
 * sgd.getLearningRate(0, 0); // 0.01
 * sgd.getLearningRate(0, 5); // 0.055
 * sgd.getLearningRate(0, 55); // 0.05
 * }</pre>
 *
 * <p>DL4J's {@code RampSchedule} neither starts {@code next} from its beginning nor can be saved.
 *
 * <p>Source: P. Goyal et al., Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour (2017).
 *
 * @param type whether i counts epochs or steps
 * @param lr lr₀, from which {@code next} starts
 * @param steps n, in epochs or steps
 * @param startFactor f
 * @param next the schedule after the rise, of either type
 */
public record WarmUp(
    @JsonProperty("type") ScheduleType type,
    @JsonProperty("lr") double lr,
    @JsonProperty("steps") int steps,
    @JsonProperty("startFactor") double startFactor,
    @JsonProperty("next") ISchedule next)
    implements ISchedule {

  /**
   * Creates the schedule.
   *
   * @param type EPOCH or ITERATION
   * @param lr finite and at least 0
   * @param steps at least 0
   * @param startFactor above 0, at most 1
   * @param next any schedule
   * @throws IllegalArgumentException where a value is not in its range
   */
  public WarmUp {
    Schedules.requireType(type);
    Schedules.requireAmount("lr", lr);
    Schedules.requireWhole("steps", steps, 0);
    if (!(startFactor > 0 && startFactor <= 1)) {
      throw new IllegalArgumentException(
          "startFactor must be above 0 and at most 1, got " + startFactor);
    }
    if (next == null) {
      throw new IllegalArgumentException("next must be a schedule, got null");
    }
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    int i = Schedules.count(type, iteration, epoch);
    if (i < steps) {
      return lr * (startFactor + (1 - startFactor) * i / steps);
    }
    return type == ScheduleType.ITERATION
        ? next.valueAt(iteration - steps, epoch)
        : next.valueAt(iteration, epoch - steps);
  }

  @Override
  public ISchedule clone() {
    return new WarmUp(type, lr, steps, startFactor, next.clone());
  }
}
