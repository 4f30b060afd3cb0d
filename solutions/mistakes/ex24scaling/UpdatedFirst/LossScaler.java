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
    g.divi(s);
    return Double.isFinite(g.sumNumber().doubleValue());
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
    boolean finite = Double.isFinite(g.sumNumber().doubleValue());
    update(finite);
    unscale(g);
    if (finite) {
      double norm = g.norm2Number().doubleValue();
      g.muli(Math.min(1, maxNorm / (norm + 1e-6)));
      p.subi(g.muli(lr));
    }
    return finite;
  }
}
