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
 * does not start anew.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.lr_scheduler.CosineAnnealingLR(optimizer, T_max=100)
 * ISchedule schedule = new CosineAnnealingLR(ScheduleType.EPOCH, 0.1, 100, 0);
 * SGD sgd = new SGD(0.1);
 * sgd.setLrAndSchedule(0.1, schedule);
 * // The rate in an iteration and an epoch, both from 0:
 * sgd.getLearningRate(0, 50); // 0.05
 * sgd.getLearningRate(0, 100); // 0
 * }</pre>
 *
 * <p>DL4J has no such schedule: its {@code CycleSchedule} is made of straight lines.
 *
 * <p>Source: I. Loshchilov and F. Hutter, SGDR: Stochastic Gradient Descent with Warm Restarts
 * (2017), without the restarts.
 *
 * @param type whether i counts epochs or steps
 * @param lr lr₀
 * @param tMax T, in epochs or steps
 * @param etaMin η
 */
public record CosineAnnealingLR(
    @JsonProperty("type") ScheduleType type,
    @JsonProperty("lr") double lr,
    @JsonProperty("tMax") int tMax,
    @JsonProperty("etaMin") double etaMin)
    implements ISchedule {

  /**
   * Creates the schedule.
   *
   * @param type EPOCH or ITERATION
   * @param lr finite and at least 0
   * @param tMax at least 1
   * @param etaMin finite and at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
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
