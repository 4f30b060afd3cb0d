package dev.descent.exercises.ex27broadcast;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** By means that keep their dimension, and row by row. */
public final class Broadcasting {
  private Broadcasting() {}

  public static void centreColumns(INDArray x) {
    x.subi(x.mean(true, 0)); // [1, columns]
  }

  public static INDArray centredRows(INDArray x) {
    INDArray centred = x.dup();
    for (int i = 0; i < x.rows(); i++) {
      centred.getRow(i).subi(x.getRow(i).meanNumber());
    }
    return centred;
  }

  public static INDArray shares(INDArray counts) {
    INDArray numbers = counts.castTo(DataType.DOUBLE);
    return numbers.div(numbers.sum());
  }
}
