package dev.descent.exercises.ex01twice;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class Twice {
  public static INDArray twice(INDArray x) {
    return x.mul(2);
  }

  public static INDArray moved(INDArray x, double by) {
    return x.add(by);
  }
}
