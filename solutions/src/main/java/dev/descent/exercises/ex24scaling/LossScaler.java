package dev.descent.exercises.ex24scaling;

import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loss scaling, with a scale s that is looked for all the time.
 *
 * <pre>
 *   g ← gradient of s · L             from the backward pass
 *   g ← g / s                         in float64; skip the step where an element is not finite
 *   g ← g · min(1, maxNorm / (‖g‖ + 1e-6))
 *   p ← p − lr · g
 *
 *   s ← s · backoff                   where a gradient was not finite
 *   s ← s · growth                    after interval finite gradients in a row; then count anew
 * </pre>
 *
 * <p>PyTorch: {@code torch.cuda.amp.GradScaler}. Paper: P. Micikevicius et al., Mixed Precision
 * Training (2018).
 */
public final class LossScaler {
  private final double growth;
  private final double backoff;
  private final int interval;

  private double s;
  private int count; // finite gradients in a row

  /**
   * @param s the scale at the start
   */
  public LossScaler(double s, double growth, double backoff, int interval) {
    this.s = s;
    this.growth = growth;
    this.backoff = backoff;
    this.interval = interval;
  }

  /** The scale, s. */
  public double scale() {
    return s;
  }

  /**
   * Divides a gradient by s, in place.
   *
   * @return whether all its elements are finite
   */
  public boolean unscale(INDArray g) {
    g.divi(s);
    return Double.isFinite(g.sumNumber().doubleValue());
  }

  /** Brings s up to date after a gradient. */
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

  /**
   * One step of SGD.
   *
   * @param p parameters, shape [n]; changed in place
   * @param backward gives the gradient of so many times the loss
   * @param maxNorm how long the gradient of the loss may be
   * @return whether the step was made, and not skipped
   */
  public boolean step(INDArray p, DoubleFunction<INDArray> backward, double lr, double maxNorm) {
    INDArray g = backward.apply(s);
    boolean finite = unscale(g);
    if (finite) {
      double norm = g.norm2Number().doubleValue(); // ‖g‖
      g.muli(Math.min(1, maxNorm / (norm + 1e-6)));
      p.subi(g.muli(lr));
    }
    update(finite);
    return finite;
  }
}
