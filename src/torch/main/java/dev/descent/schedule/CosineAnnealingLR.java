package dev.descent.schedule;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Half a cosine wave down, as PyTorch's CosineAnnealingLR:
 *
 * <pre>
 *   lr(i) = η + (lr₀ − η) · (1 + cos(π i / T)) / 2
 * </pre>
 *
 * with i the number of epochs or steps done, lr₀ the rate at the start, η the lowest rate and T the
 * count at which it is reached. After T the wave goes on, up again to lr₀ at 2T, as in PyTorch; it
 * does not start anew. DL4J has no such schedule: its {@code CycleSchedule} is made of straight
 * lines.
 *
 * <p>Source: I. Loshchilov and F. Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts
 * (2017), without the restarts.
 *
 * @param type whether i counts epochs or steps
 * @param lr lr₀, finite and at least 0
 * @param tMax T, at least 1
 * @param etaMin η, finite and at least 0
 */
public record CosineAnnealingLR(
    @JsonProperty("type") ScheduleType type,
    @JsonProperty("lr") double lr,
    @JsonProperty("tMax") int tMax,
    @JsonProperty("etaMin") double etaMin)
    implements ISchedule {

  public CosineAnnealingLR {
    Schedules.requireType(type);
    Schedules.requireAmount("lr", lr);
    Schedules.requireWhole("tMax", tMax, 1);
    Schedules.requireAmount("etaMin", etaMin);
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    int i = Schedules.count(type, iteration, epoch);
    return etaMin + (lr - etaMin) * (1 + Math.cos(Math.PI * i / tMax)) / 2;
  }

  @Override
  public ISchedule clone() {
    return this; // nothing in it can change
  }
}
