package dev.descent.exercises.ex23clipping;

import dev.descent.exercise.Todo;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Gradient clipping by the global norm, against gradients that explode: one that is too long is
 * made shorter and keeps its direction.
 *
 * <pre>
 *   ‖g‖ = √( Σ g² )                        over all elements of all arrays
 *   c   = maxNorm / (‖g‖ + 1e-6)
 *   g   ← c · g   if c is below 1, otherwise g stays as it is
 * </pre>
 *
 * with g the gradient of all parameters of a network, in an array for each weight matrix, of shape
 * [inputs, outputs], and each bias, of shape [outputs]; maxNorm above 0. There is one norm and one
 * factor for all arrays. The 1e-6 is PyTorch's, against a division by 0.
 *
 * <p>PyTorch: {@code torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm)}, between {@code
 * loss.backward()} and {@code optimizer.step()}. Lesson 6. Paper: R. Pascanu, T. Mikolov and Y.
 * Bengio, On the difficulty of training recurrent neural networks (2013).
 */
public final class Clipping {
  private Clipping() {}

  /** The length of the gradient, ‖g‖; the arrays stay as they are. */
  public static double norm(List<INDArray> gradients) {
    // TODO 1: g.norm2Number().doubleValue() is the length of one array, √(Σ g²). How do lengths
    // add up?
    throw new Todo(1);
  }

  /**
   * Clips.
   *
   * @param gradients changed in place, or left as they are
   * @return the norm before
   */
  public static double clip(List<INDArray> gradients, double maxNorm) {
    // TODO 2: the factor c, and every array times c where it is below 1. muli changes an array in
    // place.
    throw new Todo(2);
  }
}
