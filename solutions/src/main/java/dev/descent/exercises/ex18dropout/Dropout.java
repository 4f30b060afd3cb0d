package dev.descent.exercises.ex18dropout;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Dropout.
 *
 * <pre>
 *   training     f = 0 where u &lt; p, 1 / (1 − p) elsewhere;   y = f x,  ∂L/∂x = f ∂L/∂y
 *   inference    y = x,  ∂L/∂x = ∂L/∂y
 * </pre>
 *
 * <p>PyTorch: {@code nn.Dropout(p)}. Paper: N. Srivastava et al., Dropout: A Simple Way to Prevent
 * Neural Networks from Overfitting (2014).
 */
public final class Dropout {
  private final double p;
  private boolean training = true;
  private INDArray f; // the factors of the last forward pass; null if that was in inference mode

  /**
   * @param p probability to drop an element, in [0, 1)
   */
  public Dropout(double p) {
    this.p = p;
  }

  /** To training mode, in which a new one is. */
  public void train() {
    training = true;
  }

  /** To inference mode. */
  public void eval() {
    training = false;
  }

  /** The factors of training mode, f, as a new array; u stays as it is. */
  public INDArray factors(INDArray u) {
    return u.gte(p).castTo(DataType.DOUBLE).divi(1 - p);
  }

  /** The output y. */
  public INDArray forward(INDArray x, INDArray u) {
    f = training ? factors(u) : null;
    return training ? x.mul(f) : x;
  }

  /** From ∂L/∂y to ∂L/∂x, in the mode of the last forward pass. */
  public INDArray backward(INDArray dy) {
    return f == null ? dy : dy.mul(f);
  }
}
