package dev.descent.exercises.ex16plateau;

public final class ReduceOnPlateau {
  private final double factor;
  private final int patience;
  private final double threshold;
  private final int cooldown;

  private double rate;
  private double best = Double.POSITIVE_INFINITY;
  private int bad;
  private int resting;

  public ReduceOnPlateau(double lr, double factor, int patience, double threshold, int cooldown) {
    this.rate = lr;
    this.factor = factor;
    this.patience = patience;
    this.threshold = threshold;
    this.cooldown = cooldown;
  }

  public double best() {
    return best;
  }

  public boolean better(double loss) {
    if (loss < best * (1 - threshold)) {
      best = loss;
      return true;
    }
    return false;
  }

  public double step(double loss) {
    bad = better(loss) ? 0 : bad + 1;
    if (resting > 0) {
      resting--;
    } else if (bad > patience) {
      rate *= factor;
      bad = 0;
      resting = cooldown;
    }
    return rate;
  }
}
