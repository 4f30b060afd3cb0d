package dev.descent.schedule;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Straight line down to 0, as PyTorch's LambdaLR with {@code lambda i: max(0, 1 - i / E)}:
 *
 * <pre>
 *   lr(i) = lr₀ · (1 − i / E)   for i &lt; E,   0 from there on
 * </pre>
 *
 * with i the number of epochs or steps done, lr₀ the rate at the start and E the count at which it
 * is 0. In a training of E epochs the last one has the rate lr₀ / E.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.lr_scheduler.LambdaLR(optimizer, lambda i: max(0, 1 - i / 100))
 * ISchedule schedule = new LinearDecay(ScheduleType.EPOCH, 0.1, 100);
 * SGD sgd = new SGD(0.1);
 * sgd.setLrAndSchedule(0.1, schedule);
 * // The rate in an iteration and an epoch, both from 0:
 * sgd.getLearningRate(0, 50); // 0.05
 * sgd.getLearningRate(0, 99); // 0.001
 * }</pre>
 *
 * <p>DL4J's {@code PolySchedule} should be the same with power 1, but rises before it falls.
 *
 * @param type whether i counts epochs or steps
 * @param lr lr₀
 * @param total E, in epochs or steps
 */
public record LinearDecay(
    @JsonProperty("type") ScheduleType type,
    @JsonProperty("lr") double lr,
    @JsonProperty("total") int total)
    implements ISchedule {

  /**
   * Creates the schedule.
   *
   * @param type EPOCH or ITERATION
   * @param lr finite and at least 0
   * @param total at least 1
   * @throws IllegalArgumentException where a value is not in its range
   */
  public LinearDecay {
    Schedules.requireType(type);
    Schedules.requireAmount("lr", lr);
    Schedules.requireWhole("total", total, 1);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    int i = Schedules.count(type, iteration, epoch);
    return lr * Math.max(0, 1 - (double) i / total);
  }

  @Override
  public ISchedule clone() {
    return this; // nothing in it can change
  }
}
