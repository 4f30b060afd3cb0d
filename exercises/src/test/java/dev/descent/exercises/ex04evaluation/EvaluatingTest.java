package dev.descent.exercises.ex04evaluation;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class EvaluatingTest {
  /**
   * Counts of four classes or more; many mistakes look right where they are the same everywhere.
   */
  private static int[][] counts(RandomInputs draw) {
    int classes = draw.whole(4, 6);
    int[][] counts = new int[classes][classes];
    for (int c = 0; c < classes; c++) {
      for (int p = 0; p < classes; p++) {
        counts[c][p] = c == p ? draw.whole(5, 30) : draw.whole(0, 4 + 3 * c);
      }
    }
    return counts;
  }

  /** The same, with a class that was never predicted, and one that has no rows. */
  private static int[][] withNone(RandomInputs draw) {
    int[][] counts = counts(draw);
    int never = draw.whole(0, 1);
    int none = draw.whole(2, 3);
    for (int c = 0; c < counts.length; c++) {
      counts[c][never] = 0;
      counts[none][c] = 0;
    }
    return counts;
  }

  private static String brief(int[][] counts) {
    return Arrays.deepToString(counts);
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the confusion matrix counts classes in rows and predictions in columns")
  void confusion(RandomInputs draw, Check check) {
    for (int unused : new int[] {0, 0, draw.whole(1, 2)}) { // the last classes never occur
      int rows = draw.whole(10, 20);
      int occurring = draw.whole(2, 4);
      int classes = occurring + unused;
      int[][] expected = new int[classes][classes];
      INDArray labels = Nd4j.zeros(DataType.DOUBLE, rows, classes);
      INDArray outputs = draw.normal(rows, classes);
      for (int i = 0; i < rows * unused; i++) {
        outputs.putScalar(i / unused, occurring + i % unused, -100);
      }
      int[] drawn = draw.labels(rows, occurring);
      drawn[0] = 0;
      for (int i = 0; i < rows; i++) {
        labels.putScalar(i, drawn[i], 1);
        // One row of class 0 is taken for 1, and none of class 1 for 0: never symmetric.
        if (i == 0 || drawn[i] == 1) {
          outputs.putScalar(i, 1, outputs.getRow(i).maxNumber().doubleValue() + 1);
        }
        int largest = 0;
        for (int c = 1; c < classes; c++) {
          largest = outputs.getDouble(i, c) > outputs.getDouble(i, largest) ? c : largest;
        }
        expected[drawn[i]][largest]++;
      }
      INDArray y = labels.dup('f'); // in the order of columns, as arrays may be
      INDArray z = outputs.dup('f');
      check.keep("labels", y).keep("outputs", z);
      int[][] found = Evaluating.confusion(y, z);
      String what = "the confusion matrix of %d rows and %d classes".formatted(rows, classes);
      check.same(what, brief(expected), found == null ? null : brief(found));
      check.kept();
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("accuracy is the share of right answers")
  void accuracy(RandomInputs draw, Check check) {
    for (int[][] counts : List.of(counts(draw), withNone(draw))) {
      double right = 0;
      double all = 0;
      for (int c = 0; c < counts.length; c++) {
        right += counts[c][c];
        all += Arrays.stream(counts[c]).sum();
      }
      String what = "accuracy of " + brief(counts);
      check.keep("confusion", counts);
      double found = Evaluating.accuracy(counts);
      check.equal(what, right / all, found, Tolerance.ROUNDING);
      check.kept();
    }
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("precision and recall are those of each class, and 0 where there is nothing")
  void scores(RandomInputs draw, Check check) {
    for (int[][] counts : List.of(counts(draw), withNone(draw))) {
      double[] precision = new double[counts.length];
      double[] recall = new double[counts.length];
      for (int c = 0; c < counts.length; c++) {
        double predicted = 0;
        for (int[] row : counts) {
          predicted += row[c];
        }
        precision[c] = predicted == 0 ? 0 : counts[c][c] / predicted;
        double rows = Arrays.stream(counts[c]).sum();
        recall[c] = rows == 0 ? 0 : counts[c][c] / rows;
      }
      String of = " of the classes of " + brief(counts);
      check.keep("confusion", counts);
      Evaluating.Scores found = Evaluating.scores(counts);
      check.holds("scores gives Scores", found != null, "null");
      check.equal("precision" + of, precision, found.precision(), Tolerance.ROUNDING);
      check.equal("recall" + of, recall, found.recall(), Tolerance.ROUNDING);
      check.kept();
    }
  }
}
