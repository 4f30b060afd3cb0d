package dev.descent.exercises.ex18dropout;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Dropout: in training each element is set to 0 with probability p, so that no neuron can rely on
 * another. Those that are kept become larger, so that the mean stays as it is, and in inference
 * nothing has to be done.
 *
 * <pre>
 *   training     f = 0             where u &lt; p: the element is dropped
 *                f = 1 / (1 − p)   elsewhere: it is kept
 *                y = f x           element by element
 *                ∂L/∂x = f ∂L/∂y   backwards, the same
 *   inference    y = x,  ∂L/∂x = ∂L/∂y
 * </pre>
 *
 * with x the input, y the output and L the loss; u drawn evenly from [0, 1), a number for each
 * element; p in [0, 1). All arrays have the shape [batch, features].
 *
 * <p>PyTorch: {@code nn.Dropout(p)}, {@code train()} and {@code eval()}. Lesson 5. Paper: N.
 * Srivastava et al., Dropout: A Simple Way to Prevent Neural Networks from Overfitting (2014).
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
    // TODO 1: f by the formula. u.lt(p) and u.gte(p) compare each element with p: < and ≥. Their
    // castTo(DataType.DOUBLE), of org.nd4j.linalg.api.buffer, is 1 where that is true, else 0.
    throw new Todo(1);
  }

  /** The output y; x and u stay as they are. */
  public INDArray forward(INDArray x, INDArray u) {
    // TODO 2: y in the mode in which this is. Keep the factors in the field f: backward needs them.
    throw new Todo(2);
  }

  /**
   * The gradient of the last forward pass.
   *
   * @param dy ∂L/∂y; stays as it is
   * @return ∂L/∂x; it may be dy itself where they are the same
   */
  public INDArray backward(INDArray dy) {
    // TODO 3: ∂L/∂x in the mode of the last forward pass. x.mul(f) is a new array, x times f.
    throw new Todo(3);
  }
}
