package dev.descent.exercises.ex01step;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class GradientStep {
  private GradientStep() {}

  public static void step(INDArray p, INDArray g, double lr) {
    p.addi(g.mul(lr));
  }
}
