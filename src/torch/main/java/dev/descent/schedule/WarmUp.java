package dev.descent.schedule;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A straight rise to a learning rate, and then another schedule from its beginning; PyTorch's
 * {@code SequentialLR([LinearLR(start_factor=f, total_iters=n), next], [n])}:
 *
 * <pre>
 *   lr(i) = lr₀ · (f + (1 − f) · i / n)   for i &lt; n,   next(i − n) from there on
 * </pre>
 *
 * with i the number of epochs or steps done, lr₀ the rate it rises to, f the share of it to start
 * from and n how long it rises. Only the count in the unit of the warm-up is shifted: a warm-up
 * over steps leaves a {@code next} by epochs where it would be without. DL4J's {@code RampSchedule}
 * neither starts {@code next} from its beginning nor can be saved.
 *
 * <p>Source: P. Goyal et al., Accurate, Large Minibatch SGD: Training ImageNet in 1 Hour (2017).
 *
 * @param type whether i counts epochs or steps
 * @param lr lr₀, at least 0; the one that {@code next} starts from
 * @param steps n, at least 0
 * @param startFactor f, above 0, at most 1
 * @param next what follows, of either type
 */
public record WarmUp(
    @JsonProperty("type") ScheduleType type,
    @JsonProperty("lr") double lr,
    @JsonProperty("steps") int steps,
    @JsonProperty("startFactor") double startFactor,
    @JsonProperty("next") ISchedule next)
    implements ISchedule {

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
