package dev.descent.exercises.ex07crossentropy;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class CrossEntropy {
  private CrossEntropy() {}

  public static INDArray softmax(INDArray z) {
    INDArray p = z.dup();
    for (int i = 0; i < z.rows(); i++) {
      double logSum = logSum(z, i);
      for (int c = 0; c < z.columns(); c++) {
        p.putScalar(i, c, Math.exp(z.getDouble(i, c) - logSum));
      }
    }
    return p;
  }

  public static double loss(INDArray z, int[] y) {
    double mean = 0;
    for (int i = 0; i < y.length; i++) {
      mean += (logSum(z, i) - z.getDouble(i, y[i])) / y.length;
    }
    return mean;
  }

  public static INDArray gradient(INDArray z, int[] y) {
    INDArray g = softmax(z);
    for (int i = 0; i < y.length; i++) {
      g.putScalar(i, y[i], g.getDouble(i, y[i]) - 1);
    }
    return g.divi(y.length);
  }

  private static double logSum(INDArray z, int i) {
    double max = Double.NEGATIVE_INFINITY;
    for (int c = 0; c < z.columns(); c++) {
      max = Math.max(max, z.getDouble(i, c));
    }
    double sum = 0;
    for (int c = 0; c < z.columns(); c++) {
      sum += Math.exp(z.getDouble(i, c) - max);
    }
    return max + Math.log(sum);
  }
}
