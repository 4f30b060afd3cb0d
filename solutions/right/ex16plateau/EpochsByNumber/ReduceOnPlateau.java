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
  private int epoch;
  private int lastGood;
  private int countFrom;
  private int falls;

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
    if (loss / (1 - threshold) >= best) {
      return false;
    }
    best = loss;
    return true;
  }

  public double step(double loss) {
    epoch++;
    if (better(loss) || epoch <= countFrom) {
      lastGood = epoch;
    }
    if (epoch - lastGood > patience) {
      falls++;
      lastGood = epoch;
      countFrom = epoch + cooldown;
    }
    return rate * Math.pow(factor, falls);
  }
}
