package dev.descent.schedule;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A straight line down to 0, PyTorch's LambdaLR with {@code lambda i: max(0, 1 - i / E)}:
 *
 * <pre>
 *   lr(i) = lr₀ · (1 − i / E)   for i &lt; E,   0 from there on
 * </pre>
 *
 * with i the number of epochs or steps done, lr₀ the rate at the start and E the count at which it
 * is 0. A training of E epochs so ends with one at lr₀ / E. DL4J's {@code PolySchedule} should be
 * the same with power 1, but rises before it falls.
 *
 * @param type whether i counts epochs or steps
 * @param lr lr₀, finite and at least 0
 * @param total E, at least 1
 */
public record LinearDecay(
    @JsonProperty("type") ScheduleType type,
    @JsonProperty("lr") double lr,
    @JsonProperty("total") int total)
    implements ISchedule {

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
