package dev.descent.exercises.ex23clipping;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class Clipping {
  private Clipping() {}

  public static double norm(List<INDArray> gradients) {
    double squares = 0;
    for (INDArray g : gradients) {
      double length = g.norm2Number().doubleValue();
      squares += length * length;
    }
    return Math.sqrt(squares);
  }

  public static double clip(List<INDArray> gradients, double maxNorm) {
    double norm = norm(gradients);
    for (INDArray g : gradients) {
      g.assign(Transforms.min(Transforms.max(g, -maxNorm), maxNorm));
    }
    return norm;
  }
}
