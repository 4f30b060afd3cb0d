package dev.descent.exercises.ex19penalties;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

public final class Penalties {
  private Penalties() {}

  public static double loss(INDArray w, double l1, double l2) {
    double magnitudes = w.norm1Number().doubleValue();
    double squares = Math.pow(w.norm2Number().doubleValue(), 2);
    return l1 * magnitudes + l2 / 2 * squares;
  }

  public static INDArray gradient(INDArray w, double l1, double l2) {
    return w.mul(l2).add(w.gt(0).castTo(w.dataType()).sub(w.lt(0).castTo(w.dataType())).mul(l1));
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
