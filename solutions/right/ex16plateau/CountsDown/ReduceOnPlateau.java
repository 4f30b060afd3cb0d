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
  private int left;

  public ReduceOnPlateau(double lr, double factor, int patience, double threshold, int cooldown) {
    this.rate = lr;
    this.factor = factor;
    this.patience = patience;
    this.threshold = threshold;
    this.cooldown = cooldown;
    this.left = patience;
  }

  public double best() {
    return best;
  }

  public boolean better(double loss) {
    boolean better = (best - loss) / best > threshold || Double.isInfinite(best);
    best = better ? loss : best;
    return better;
  }

  public double step(double loss) {
    if (better(loss)) {
      left = patience;
      resting = Math.max(0, resting - 1);
    } else if (resting > 0) {
      resting--;
      left = patience;
    } else if (left-- == 0) {
      rate = rate * factor;
      left = patience;
      resting = cooldown;
    }
    return rate;
  }
}
