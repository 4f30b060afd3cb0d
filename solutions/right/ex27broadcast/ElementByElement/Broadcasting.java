package dev.descent.exercises.ex27broadcast;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** With plain numbers. */
public final class Broadcasting {
  private Broadcasting() {}

  public static void centreColumns(INDArray x) {
    for (int j = 0; j < x.columns(); j++) {
      double sum = 0;
      for (int i = 0; i < x.rows(); i++) {
        sum += x.getDouble(i, j);
      }
      for (int i = 0; i < x.rows(); i++) {
        x.putScalar(i, j, x.getDouble(i, j) - sum / x.rows());
      }
    }
  }

  public static INDArray centredRows(INDArray x) {
    double[][] centred = new double[x.rows()][x.columns()];
    for (int i = 0; i < x.rows(); i++) {
      double sum = 0;
      for (int j = 0; j < x.columns(); j++) {
        sum += x.getDouble(i, j);
      }
      for (int j = 0; j < x.columns(); j++) {
        centred[i][j] = x.getDouble(i, j) - sum / x.columns();
      }
    }
    return Nd4j.createFromArray(centred);
  }

  public static INDArray shares(INDArray counts) {
    double[] shares = new double[(int) counts.length()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += counts.getDouble(i);
    }
    for (int i = 0; i < shares.length; i++) {
      shares[i] = counts.getDouble(i) / sum;
    }
    return Nd4j.createFromArray(shares);
  }
}
