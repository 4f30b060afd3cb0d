package dev.descent.exercises.ex19penalties;

import dev.descent.exercise.Todo;
import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Penalties: large weights cost something, so that a network does not learn its rows by heart. To
 * the loss is added
 *
 * <pre>
 *   L1     l1 Σ |w|           to the gradient   l1 sign(w)
 *   L2     l2 / 2 · Σ w²      to the gradient   l2 w
 * </pre>
 *
 * with w the weights, of any shape; l1 and l2 at least 0. The sign is 1, 0 or −1; that of 0 is 0,
 * so a weight that is 0 stays there.
 *
 * <p>What comes in must stay as it is, but for the gradients of a network.
 *
 * <p>PyTorch: {@code loss + l1 * w.abs().sum()}, and {@code SGD(params, lr, weight_decay=l2)},
 * which adds {@code l2 * w} to the gradient of all parameters, weights and biases. DL4J: {@code
 * builder.l1(l1).l2(l2)}, for the weights only. Lesson 5. Paper: A. Krogh and J. Hertz, A Simple
 * Weight Decay Can Improve Generalization (1992).
 */
public final class Penalties {
  private Penalties() {}

  /** The term of the loss: both penalties of w together. */
  public static double loss(INDArray w, double l1, double l2) {
    // TODO 1: by the formula. w.sumNumber().doubleValue() is the sum of all elements, w.mul(w) the
    // square of each; abs(w) of org.nd4j.linalg.ops.transforms.Transforms is the magnitude of each,
    // in a new array.
    throw new Todo(1);
  }

  /** The term of the gradient of w: a new array of its shape. */
  public static INDArray gradient(INDArray w, double l1, double l2) {
    // TODO 2: by the formula. Transforms.sign(w) is the sign of each element, in a new array.
    throw new Todo(2);
  }

  /**
   * Adds the penalties to the gradients of a network, in place.
   *
   * @param gradients by name as DL4J has it: 0_W the weights of layer 0, 0_b its biases, and so on
   * @param parameters by the same names; stay as they are
   * @param biases whether biases have penalties too, as in PyTorch, or weights only, as in DL4J
   */
  public static void addTo(
      Map<String, INDArray> gradients,
      Map<String, INDArray> parameters,
      double l1,
      double l2,
      boolean biases) {
    // TODO 3: for each name in gradients.keySet(). Names of biases end in "_b". addi adds in place.
    throw new Todo(3);
  }
}
