package dev.descent.lessons.l4schedules;

import org.nd4j.linalg.schedule.ISchedule;

/**
 * The formula of {@link Line} in a class whose fields are not saved. It trains as well, and is the
 * mistake that {@link SavedSchedule} shows.
 */
public final class ForgetfulLine implements ISchedule {
  private static final long serialVersionUID = 1;

  private double lr;
  private int epochs;

  /** Jackson restores with this one. Without it, restoring fails, and says so. */
  public ForgetfulLine() {}

  ForgetfulLine(double lr, int epochs) {
    this.lr = lr;
    this.epochs = epochs;
  }

  @Override
  public double valueAt(int iteration, int epoch) {
    return lr * (1 - (double) epoch / epochs);
  }

  @Override
  public ISchedule clone() {
    return new ForgetfulLine(lr, epochs);
  }
}
