package dev.descent.exercises.ex24scaling;

import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

public final class LossScaler {
  private final double growth;
  private final double backoff;
  private final int interval;

  private double s;
  private int count; // finite gradients in a row

  public LossScaler(double s, double growth, double backoff, int interval) {
    this.s = s;
    this.growth = growth;
    this.backoff = backoff;
    this.interval = interval;
  }

  public double scale() {
    return s;
  }

  public boolean unscale(INDArray g) {
    boolean finite = true;
    for (long i = 0; i < g.length(); i++) {
      double x = g.getDouble(i) / s;
      finite &= Double.isFinite(x);
      g.putScalar(i, x);
    }
    return finite;
  }

  public void update(boolean finite) {
    if (!finite) {
      s *= backoff;
      count = 0;
      return;
    }
    count++;
    if (count == interval) {
      s *= growth;
      count = 0;
    }
  }

  public boolean step(INDArray p, DoubleFunction<INDArray> backward, double lr, double maxNorm) {
    INDArray g = backward.apply(s);
    if (!unscale(g)) {
      update(false);
      return false;
    }
    double norm = 0;
    for (double x : g.toDoubleVector()) {
      norm = Math.hypot(norm, x);
    }
    if (norm + 1e-6 > maxNorm) {
      lr *= maxNorm / (norm + 1e-6);
    }
    for (long i = 0; i < p.length(); i++) {
      p.putScalar(i, p.getDouble(i) - lr * g.getDouble(i));
    }
    update(true);
    return true;
  }
}
