package dev.descent.exercises.ex27broadcast;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class BroadcastingTest {
  /** Square first, where a wrong direction gives numbers; then wide, then tall. */
  private static int[][] shapes(RandomInputs draw) {
    int n = draw.whole(3, 4);
    return new int[][] {{n, n}, {n, n + 2}, {n + 3, n}};
  }

  /** Numbers whose rows and columns have means of their own, far from 0. */
  private static INDArray matrix(RandomInputs draw, int[] shape) {
    INDArray x = draw.normal(shape[0], shape[1]);
    x.addiRowVector(draw.numbers(shape[1], 2, 9));
    return x.addiColumnVector(draw.numbers(shape[0], 2, 9));
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the mean of each column is subtracted from it, in the caller's array")
  void centreColumns(RandomInputs draw, Check check) {
    for (int[] shape : shapes(draw)) {
      INDArray x = matrix(draw, shape);
      double[][] expected = x.toDoubleMatrix();
      for (int j = 0; j < shape[1]; j++) {
        double mean = 0;
        for (double[] row : expected) {
          mean += row[j] / shape[0];
        }
        for (double[] row : expected) {
          row[j] -= mean;
        }
      }
      check.changes("x", x);
      Broadcasting.centreColumns(x);
      String what = "matrix x of shape [" + shape[0] + ", " + shape[1] + "] afterwards";
      check.equal(what, expected, x, Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("the mean of each row is subtracted from it, in a new array")
  void centredRows(RandomInputs draw, Check check) {
    for (int[] shape : shapes(draw)) {
      INDArray x = matrix(draw, shape);
      double[][] expected = x.toDoubleMatrix();
      for (double[] row : expected) {
        double mean = 0;
        for (double value : row) {
          mean += value / shape[1];
        }
        for (int j = 0; j < shape[1]; j++) {
          row[j] -= mean;
        }
      }
      check.keep("x", x);
      INDArray found = Broadcasting.centredRows(x);
      check.kept();
      String what = "matrix of centred rows, for x of shape [" + shape[0] + ", " + shape[1] + "]";
      check.equal(what, expected, found, Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("shares are float64 and add up to 1, whatever the type of the counts")
  void shares(RandomInputs draw, Check check) {
    for (DataType type :
        new DataType[] {DataType.INT32, DataType.INT64, DataType.DOUBLE, DataType.FLOAT}) {
      int n = draw.whole(3, 6);
      double unit = type == DataType.INT64 ? 1e8 : 1; // more than an int holds
      double[] values = new double[n];
      double sum = 0;
      for (int i = 0; i < n; i++) {
        values[i] = draw.whole(1, 40) * unit;
        sum += values[i];
      }
      double[] expected = new double[n];
      for (int i = 0; i < n; i++) {
        expected[i] = values[i] / sum;
      }
      INDArray counts = Nd4j.createFromArray(values).castTo(type);
      check.keep(type + " counts", counts);
      INDArray found = Broadcasting.shares(counts);
      check.kept();
      check.equal("shares of " + n + " counts, " + type, expected, found, Tolerance.ROUNDING);
    }
  }
}
