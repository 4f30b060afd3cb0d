package dev.descent.exercises.ex08binary;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Binary cross entropy, for answers yes or no: from probabilities, and from logits.
 *
 * <pre>
 *   BCE              l = −(y log p + (1 − y) log(1 − p)),   no logarithm below −100
 *   BCE with logits  l = max(z, 0) − y z + log(1 + exp(−|z|))
 *                    dl/dz = σ(z) − y
 *   L = (1/N) Σ l                      dL/dz = (1/N) dl/dz
 * </pre>
 *
 * with p a probability, from 0 to 1; y the label, 1 for yes and 0 for no, or a probability; z the
 * logit, any number; σ(z) = 1 / (1 + exp(−z)), the sigmoid; N = batch · outputs, the number of all
 * elements. p, y and z have the shape [batch, outputs]. log is the natural logarithm.
 *
 * <p>With p = σ(z) both are the same formula, but not the same numbers. In float64 σ(40) is rounded
 * to 1: BCE holds the logarithm of the 0 that remains at −100, as PyTorch does, and knows no more
 * how large z was. The second form never rounds, since exp(−|z|) is at most 1.
 *
 * <p>PyTorch: {@code nn.BCELoss()(p, y)} and {@code nn.BCEWithLogitsLoss()(z, y)}, and the gradient
 * that {@code loss.backward()} leaves in {@code z.grad}. Lesson 2.
 */
public final class BinaryLosses {
  private BinaryLosses() {}

  /** BCE of probabilities p and labels y, which must stay as they are. */
  public static double bce(INDArray p, INDArray y) {
    // TODO 1: Transforms.log(x) is a new array, Transforms.max(x, a) has a where x is smaller.
    // x.rsub(1) is 1 − x; x.sumNumber().doubleValue() adds up all elements, x.length() counts them.
    throw new Todo(1);
  }

  /** BCE of logits z and labels y, which must stay as they are. */
  public static double bceWithLogits(INDArray z, INDArray y) {
    // TODO 2: by the second formula, not through σ(z). Transforms.abs(x) and Transforms.exp(x).
    throw new Todo(2);
  }

  /**
   * The gradient of {@link #bceWithLogits} with respect to z, of its shape; z and y must stay as
   * they are.
   */
  public static INDArray gradient(INDArray z, INDArray y) {
    // TODO 3: Transforms.sigmoid(x) is a new array.
    throw new Todo(3);
  }
}
