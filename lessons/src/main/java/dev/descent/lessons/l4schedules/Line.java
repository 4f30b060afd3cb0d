package dev.descent.lessons.l4schedules;

import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * A schedule of one's own: lr · (1 − epoch / epochs), with the epochs done, from 0.
 *
 * <p>DL4J saves it with the network, as JSON: {@code @JsonProperty} names what is saved, and what
 * the constructor gets when it is restored. Layers with equal updaters are trained as one, so a
 * schedule needs {@code equals}; a record has it. Each layer gets a clone; what cannot change may
 * return itself. It must be public, for whoever restores it.
 *
 * @param lr the rate of the first epoch
 * @param epochs how many there are; after them the rate is 0
 */
public record Line(@JsonProperty("lr") double lr, @JsonProperty("epochs") int epochs)
    implements ISchedule {

  @Override
  public double valueAt(int iteration, int epoch) {
    return lr * Math.max(0, 1 - (double) epoch / epochs);
  }

  @Override
  public ISchedule clone() {
    return this;
  }
}
