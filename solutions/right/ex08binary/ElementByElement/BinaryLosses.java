package dev.descent.exercises.ex08binary;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class BinaryLosses {
  private BinaryLosses() {}

  public static double bce(INDArray p, INDArray y) {
    double sum = 0;
    for (int i = 0; i < p.length(); i++) {
      double yes = Math.max(Math.log(p.getDouble(i)), -100);
      double no = Math.max(Math.log1p(-p.getDouble(i)), -100);
      sum -= y.getDouble(i) * yes + (1 - y.getDouble(i)) * no;
    }
    return sum / p.length();
  }

  public static double bceWithLogits(INDArray z, INDArray y) {
    double sum = 0;
    for (int i = 0; i < z.length(); i++) {
      double x = z.getDouble(i);
      sum += Math.max(x, 0) - y.getDouble(i) * x + Math.log1p(Math.exp(-Math.abs(x)));
    }
    return sum / z.length();
  }

  public static INDArray gradient(INDArray z, INDArray y) {
    INDArray g = z.dup();
    for (int i = 0; i < z.length(); i++) {
      double p = 1 / (1 + Math.exp(-z.getDouble(i)));
      g.putScalar(i, (p - y.getDouble(i)) / z.length());
    }
    return g;
  }
}
