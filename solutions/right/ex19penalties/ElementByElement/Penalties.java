package dev.descent.exercises.ex19penalties;

import java.util.Map;
import org.nd4j.linalg.api.ndarray.INDArray;

public final class Penalties {
  private Penalties() {}

  public static double loss(INDArray w, double l1, double l2) {
    double sum = 0;
    for (long i = 0; i < w.length(); i++) {
      double x = w.getDouble(i);
      sum += l1 * Math.abs(x) + l2 * x * x / 2;
    }
    return sum;
  }

  public static INDArray gradient(INDArray w, double l1, double l2) {
    INDArray gradient = w.dup();
    for (long i = 0; i < w.length(); i++) {
      double x = w.getDouble(i);
      gradient.putScalar(i, l1 * Math.signum(x) + l2 * x);
    }
    return gradient;
  }

  public static void addTo(
      Map<String, INDArray> gradients,
      Map<String, INDArray> parameters,
      double l1,
      double l2,
      boolean biases) {
    parameters.forEach(
        (name, w) -> {
          boolean isBias = name.charAt(name.length() - 1) == 'b';
          double share = isBias && !biases ? 0 : 1;
          gradients.get(name).addi(gradient(w, share * l1, share * l2));
        });
  }
}
