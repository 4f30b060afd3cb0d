package dev.descent.exercises.ex07crossentropy;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class CrossEntropyTest {
  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("softmax makes probabilities of each row, of large logits, too")
  void softmax(RandomInputs draw, Check check) {
    INDArray small = logits(draw);
    for (INDArray z : new INDArray[] {small, logits(draw), low(draw), large(draw)}) {
      double[][] expected = softmax(z);
      String what = "softmax of " + of(z);
      check.keep("z", z);
      INDArray found = CrossEntropy.softmax(z);
      check.kept();
      check.equal(what, expected, found, Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("the loss is the mean of −log softmax at the right class")
  void loss(RandomInputs draw, Check check) {
    for (int batch = 1; batch <= 3; batch++) {
      INDArray z = logits(draw);
      checkLoss(check, z, draw.labels(z.rows(), z.columns()));
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("the loss holds for logits of ±1000")
  void stable(RandomInputs draw, Check check) {
    for (INDArray z : new INDArray[] {low(draw), large(draw), large(draw)}) {
      checkLoss(check, z, draw.labels(z.rows(), z.columns()));
    }
  }

  @Test
  @Tag("task-3")
  @Needs("task-1")
  @Points(1)
  @DisplayName("the gradient is softmax minus one-hot, over the batch")
  void gradient(RandomInputs draw, Check check) {
    INDArray small = logits(draw);
    for (INDArray z : new INDArray[] {small, logits(draw), large(draw)}) {
      int[] y = draw.labels(z.rows(), z.columns());
      double[][] expected = softmax(z);
      for (int i = 0; i < y.length; i++) {
        expected[i][y[i]] -= 1;
        for (int c = 0; c < z.columns(); c++) {
          expected[i][c] /= y.length;
        }
      }
      String what = "the gradient for " + of(z);
      check.keep("z", z).keep("y", y);
      INDArray found = CrossEntropy.gradient(z, y);
      check.kept();
      check.equal(what, expected, found, Tolerance.ROUNDING);
    }
  }

  private static INDArray logits(RandomInputs draw) {
    return draw.normal(draw.whole(4, 7), draw.whole(3, 5)).mul(draw.number(1, 2));
  }

  /** All rows about −1000: here only the largest of each matters, not that of others. */
  private static INDArray low(RandomInputs draw) {
    return draw.normal(draw.whole(4, 7), 3).sub(1000);
  }

  /** Rows about 1000, about −1000, and with both; in a drawn order. */
  private static INDArray large(RandomInputs draw) {
    INDArray z = draw.normal(6, 3);
    int shift = draw.whole(0, 2);
    for (int i = 0; i < 6; i++) {
      for (int c = 0; c < 3; c++) {
        int kind = (i + shift) % 3;
        double size = kind == 0 ? 1000 : kind == 1 ? -1000 : 1000 * (c - 1);
        z.putScalar(i, c, z.getDouble(i, c) + size);
      }
    }
    return z;
  }

  private static String of(INDArray z) {
    String of = z.rows() + " rows of " + z.columns() + " logits";
    return of + (Math.abs(z.getDouble(0, 0)) > 500 ? " about ±1000" : "");
  }

  private static void checkLoss(Check check, INDArray z, int[] y) {
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      double[] row = z.getRow(i).toDoubleVector();
      double max = Arrays.stream(row).max().orElseThrow();
      sum += max + Math.log(Arrays.stream(row).map(x -> Math.exp(x - max)).sum()) - row[y[i]];
    }
    String what = "the loss of " + of(z);
    check.keep("z", z).keep("y", y);
    double found = CrossEntropy.loss(z, y);
    check.kept();
    check.equal(what, sum / y.length, found, Tolerance.ROUNDING);
  }

  private static double[][] softmax(INDArray z) {
    double[][] rows = z.toDoubleMatrix();
    for (double[] row : rows) {
      double max = Arrays.stream(row).max().orElseThrow();
      double sum = Arrays.stream(row).map(x -> Math.exp(x - max)).sum();
      Arrays.setAll(row, c -> Math.exp(row[c] - max) / sum);
    }
    return rows;
  }
}
