package dev.descent.exercises.ex23clipping;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;

/** Clipping by the global norm: g ← g · min(1, maxNorm / (‖g‖ + 1e-6)), over all arrays. */
public final class Clipping {
  private Clipping() {}

  /** The length of the gradient. */
  public static double norm(List<INDArray> gradients) {
    double squares = 0;
    for (INDArray g : gradients) {
      double length = g.norm2Number().doubleValue();
      squares += length * length;
    }
    return Math.sqrt(squares);
  }

  /**
   * Clips.
   *
   * @param gradients changed in place, or left as they are
   * @return the norm before
   */
  public static double clip(List<INDArray> gradients, double maxNorm) {
    double norm = norm(gradients);
    double factor = maxNorm / (norm + 1e-6); // c
    if (factor < 1) {
      gradients.forEach(g -> g.muli(factor));
    }
    return norm;
  }
}
