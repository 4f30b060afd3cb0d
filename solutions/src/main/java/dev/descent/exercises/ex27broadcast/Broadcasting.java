package dev.descent.exercises.ex27broadcast;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/** In place or not, along rows or columns, whole numbers or not. */
public final class Broadcasting {
  private Broadcasting() {}

  /** Subtracts from each column its mean, in the caller's array. */
  public static void centreColumns(INDArray x) {
    x.subiRowVector(x.mean(0));
  }

  /** Each row minus its mean. */
  public static INDArray centredRows(INDArray x) {
    return x.subColumnVector(x.mean(1));
  }

  /** The share of each count in all of them; divided by div, as castTo may give counts itself. */
  public static INDArray shares(INDArray counts) {
    double sum = counts.sumNumber().doubleValue();
    return counts.castTo(DataType.DOUBLE).div(sum);
  }
}
