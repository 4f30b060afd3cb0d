package dev.descent.exercises.ex19penalties;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * L1 and L2 penalties.
 *
 * <pre>
 *   L1     l1 Σ |w|           to the gradient   l1 sign(w)
 *   L2     l2 / 2 · Σ w²      to the gradient   l2 w
 * </pre>
 *
 * <p>What comes in must stay as it is, but for the gradients of a network.
 *
 * <p>PyTorch: {@code loss + l1 * w.abs().sum()} and {@code SGD(params, lr, weight_decay=l2)}.
 */
public final class Penalties {
  private Penalties() {}

  /** The term of the loss. */
  public static double loss(INDArray w, double l1, double l2) {
    double magnitudes = Transforms.abs(w).sumNumber().doubleValue(); // Σ|w|
    double squares = w.mul(w).sumNumber().doubleValue(); // Σw²
    return l1 * magnitudes + l2 / 2 * squares;
  }

  /** The term of the gradient of w: a new array. */
  public static INDArray gradient(INDArray w, double l1, double l2) {
    return Transforms.sign(w).muli(l1).addi(w.mul(l2));
  }

  /**
   * Adds the penalties to the gradients of a network, in place.
   *
   * @param gradients by name as DL4J has it: 0_W the weights of layer 0, 0_b its biases, and so on
   * @param parameters by the same names
   * @param biases whether biases have penalties too
   */
  public static void addTo(
      Map<String, INDArray> gradients,
      Map<String, INDArray> parameters,
      double l1,
      double l2,
      boolean biases) {
    for (String name : gradients.keySet()) {
      if (biases || !name.endsWith("_b")) {
        gradients.get(name).addi(gradient(parameters.get(name), l1, l2));
      }
    }
  }
}
