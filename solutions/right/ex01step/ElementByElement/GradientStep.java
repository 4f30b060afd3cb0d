package dev.descent.exercises.ex01step;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class GradientStep {
  private GradientStep() {}

  public static void step(INDArray p, INDArray g, double lr) {
    for (long i = 0; i < p.length(); i++) {
      p.putScalar(i, p.getDouble(i) - lr * g.getDouble(i));
    }
  }
}
