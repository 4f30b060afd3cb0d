package dev.descent.exercises.ex23clipping;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

public final class Clipping {
  private Clipping() {}

  public static double norm(List<INDArray> gradients) {
    double squares = 0;
    for (INDArray g : gradients) {
      squares += g.mul(g).sumNumber().doubleValue();
    }
    return Math.sqrt(squares);
  }

  public static double clip(List<INDArray> gradients, double maxNorm) {
    double norm = norm(gradients);
    if (norm + 1e-6 > maxNorm) {
      gradients.forEach(g -> g.divi((norm + 1e-6) / maxNorm));
    }
    return norm;
  }
}
