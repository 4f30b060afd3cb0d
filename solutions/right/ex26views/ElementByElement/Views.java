package dev.descent.exercises.ex26views;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** With plain numbers. */
public final class Views {
  private Views() {}

  public static INDArray row(INDArray a, int i) {
    double[] row = new double[a.columns()];
    for (int j = 0; j < row.length; j++) {
      row[j] = a.getDouble(i, j);
    }
    return Nd4j.createFromArray(row);
  }

  public static void scaleRows(INDArray a, int[] rows, double factor) {
    for (int row : rows) {
      for (int j = 0; j < a.columns(); j++) {
        a.putScalar(row, j, a.getDouble(row, j) * factor);
      }
    }
  }

  public static void swapRows(INDArray a, int i, int j) {
    for (int column = 0; column < a.columns(); column++) {
      double kept = a.getDouble(i, column);
      a.putScalar(i, column, a.getDouble(j, column));
      a.putScalar(j, column, kept);
    }
  }
}
