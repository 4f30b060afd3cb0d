package dev.descent.exercises.ex12adaptive;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class Adaptive {
  private Adaptive() {}

  public static void adagrad(INDArray p, INDArray g, INDArray v, double lr, double eps) {
    for (long i = 0; i < p.length(); i++) {
      double x = g.getDouble(i);
      double sum = v.getDouble(i) + x * x;
      v.putScalar(i, sum);
      p.putScalar(i, p.getDouble(i) - lr / (Math.sqrt(sum) + eps) * x);
    }
  }

  public static void rmsprop(
      INDArray p, INDArray g, INDArray v, double lr, double alpha, double eps) {
    for (long i = 0; i < p.length(); i++) {
      double x = g.getDouble(i);
      double average = alpha * v.getDouble(i) + (1 - alpha) * x * x;
      v.putScalar(i, average);
      p.putScalar(i, p.getDouble(i) - lr / (Math.sqrt(average) + eps) * x);
    }
  }

  public static void adadelta(
      INDArray p, INDArray g, INDArray v, INDArray u, double lr, double rho, double eps) {
    for (long i = 0; i < p.length(); i++) {
      double x = g.getDouble(i);
      double average = rho * v.getDouble(i) + (1 - rho) * x * x;
      double d = x * Math.sqrt((u.getDouble(i) + eps) / (average + eps));
      v.putScalar(i, average);
      u.putScalar(i, rho * u.getDouble(i) + (1 - rho) * d * d);
      p.putScalar(i, p.getDouble(i) - lr * d);
    }
  }
}
