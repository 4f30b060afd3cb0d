package dev.descent.exercises.ex01step;

import org.nd4j.linalg.api.ndarray.INDArray;

/** One step of gradient descent: p ← p − lr · g. */
public final class GradientStep {
  private GradientStep() {}

  /**
   * One step.
   *
   * @param p parameters, shape [n]; changed in place
   * @param g gradient, shape [n]
   * @param lr learning rate
   */
  public static void step(INDArray p, INDArray g, double lr) {
    p.subi(g.mul(lr));
  }
}
