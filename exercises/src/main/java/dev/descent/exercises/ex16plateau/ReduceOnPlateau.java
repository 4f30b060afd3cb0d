package dev.descent.exercises.ex16plateau;

import dev.descent.exercise.Todo;

/**
 * ReduceLROnPlateau: lowers the rate when the validation loss has stopped to fall.
 *
 * <pre>
 *   better   loss &lt; best · (1 − t)             then best ← loss
 *   bad      0 after a better epoch, else one more than before
 *   where bad &gt; patience:   rate ← rate · factor,  bad ← 0
 *   cooldown: in the c epochs after a fall, bad stays 0
 * </pre>
 *
 * with best the last loss that was better, ∞ before the first; t the threshold, a share of best;
 * bad the number of epochs in a row that were none better; factor what a fall multiplies the rate
 * by; patience how many bad epochs are let pass; c the cooldown. A better loss counts in the
 * cooldown, too. All losses are above 0. One call of {@link #step} is one epoch.
 *
 * <p>PyTorch: {@code ReduceLROnPlateau(optimizer, mode='min', factor=factor, patience=patience,
 * threshold=t, cooldown=c)}, {@code scheduler.step(validation_loss)} after each epoch. Lesson 4.
 */
public final class ReduceOnPlateau {
  private final double factor;
  private final int patience;
  private final double threshold;
  private final int cooldown;

  private double rate;
  private double best = Double.POSITIVE_INFINITY;
  private int bad; // bad epochs in a row
  private int resting; // epochs of the cooldown that are still to come

  /**
   * @param lr the rate of the first epoch
   */
  public ReduceOnPlateau(double lr, double factor, int patience, double threshold, int cooldown) {
    this.rate = lr;
    this.factor = factor;
    this.patience = patience;
    this.threshold = threshold;
    this.cooldown = cooldown;
  }

  /** The last loss that was better than those before it by the threshold. */
  public double best() {
    return best;
  }

  /**
   * Tells whether this loss is better than the best so far; if so, it becomes the best.
   *
   * @param loss on the validation part, after an epoch
   */
  public boolean better(double loss) {
    // TODO 1: compare with best by the formula, and keep a better loss in best.
    throw new Todo(1);
  }

  /**
   * Takes note that an epoch is over.
   *
   * @param loss on the validation part
   * @return the rate of the next epoch
   */
  public double step(double loss) {
    // TODO 2: bring bad up to date with better(loss). In the cooldown (resting > 0) one epoch of it
    // is over, and bad is 0. Then lower the rate if bad says so: bad is 0, a cooldown begins.
    throw new Todo(2);
  }
}
