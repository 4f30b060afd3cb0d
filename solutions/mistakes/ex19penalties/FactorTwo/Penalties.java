package dev.descent.exercises.ex19penalties;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class Penalties {
  private Penalties() {}

  public static double loss(INDArray w, double l1, double l2) {
    double magnitudes = Transforms.abs(w).sumNumber().doubleValue();
    double squares = w.mul(w).sumNumber().doubleValue();
    return l1 * magnitudes + l2 / 2 * squares;
  }

  public static INDArray gradient(INDArray w, double l1, double l2) {
    return Transforms.sign(w).muli(l1).addi(w.mul(2 * l2));
  }

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
