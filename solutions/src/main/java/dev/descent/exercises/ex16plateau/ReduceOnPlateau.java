package dev.descent.exercises.ex16plateau;

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
 * Lesson 4.
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

  /** The best loss so far. */
  public double best() {
    return best;
  }

  /**
   * Tells whether this loss is better than the best so far; if so, it becomes the best.
   *
   * @param loss on the validation part, after an epoch
   */
  public boolean better(double loss) {
    if (loss < best * (1 - threshold)) {
      best = loss;
      return true;
    }
    return false;
  }

  /**
   * Takes note that an epoch is over.
   *
   * @param loss on the validation part
   * @return the rate of the next epoch
   */
  public double step(double loss) {
    bad = better(loss) ? 0 : bad + 1;
    if (resting > 0) {
      resting--;
      bad = 0;
    }
    if (bad > patience) {
      rate *= factor;
      bad = 0;
      resting = cooldown;
    }
    return rate;
  }
}
