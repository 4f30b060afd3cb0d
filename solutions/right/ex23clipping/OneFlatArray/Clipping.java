package dev.descent.exercises.ex23clipping;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public final class Clipping {
  private Clipping() {}

  public static double norm(List<INDArray> gradients) {
    return Nd4j.toFlattened(gradients).norm2Number().doubleValue();
  }

  public static double clip(List<INDArray> gradients, double maxNorm) {
    double norm = norm(gradients);
    double factor = maxNorm / (norm + 1e-6);
    if (factor < 1) {
      gradients.forEach(g -> g.muli(factor));
    }
    return norm;
  }
}
