package dev.descent.exercises.ex24scaling;

import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class LossScaler {
  private final double growth;
  private final double backoff;
  private final int interval;

  private double s;
  private int left; // finite gradients until s grows; 0 at the start of a row

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
    INDArray magnitudes = Transforms.abs(g);
    boolean finite = magnitudes.lt(Double.POSITIVE_INFINITY).all();
    g.muli(1 / s);
    return finite;
  }

  public void update(boolean finite) {
    if (left == 0) {
      left = interval;
    }
    left = finite ? left - 1 : interval;
    s = finite ? left == 0 ? s * growth : s : s * backoff;
  }

  public boolean step(INDArray p, DoubleFunction<INDArray> backward, double lr, double maxNorm) {
    INDArray g = backward.apply(s);
    boolean finite = unscale(g);
    if (finite) {
      double norm = g.norm2Number().doubleValue();
      g.muli(Math.min(1, maxNorm / (norm + 1e-6)));
      p.subi(g.muli(lr));
    }
    update(finite);
    return finite;
  }
}
