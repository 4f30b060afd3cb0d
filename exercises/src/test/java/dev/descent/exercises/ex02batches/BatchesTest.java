package dev.descent.exercises.ex02batches;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

@Graded
class BatchesTest {
  /** Rows to be moved about are compared bit by bit. */
  private static final Tolerance SAME = new Tolerance(0, "rows are moved, and not changed");

  /** Columns with means and spreads of their own. */
  private static DataSet data(RandomInputs draw, int rows) {
    int width = draw.whole(2, 4);
    INDArray x = draw.normal(rows, width);
    x.muliRowVector(draw.numbers(width, 2, 9)).addiRowVector(draw.numbers(width, 5, 20));
    return new DataSet(x, draw.normal(rows, draw.whole(1, 3)));
  }

  private static double[][] rows(double[][] x, int from, int to) {
    return Arrays.copyOfRange(x, from, to);
  }

  /** An order that is not its own inverse, and so moves at least three rows. */
  private static int[] order(RandomInputs draw, int rows) {
    int[] order = IntStream.range(0, rows).toArray();
    do {
      for (int i = rows - 1; i > 0; i--) {
        int j = draw.whole(0, i);
        int swap = order[i];
        order[i] = order[j];
        order[j] = swap;
      }
    } while (IntStream.range(0, rows).allMatch(i -> order[order[i]] == i));
    return order;
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("features and labels come in the order given, and stay together")
  void shuffled(RandomInputs draw, Check check) {
    for (int rows : new int[] {3, draw.whole(5, 9)}) {
      DataSet data = data(draw, rows);
      double[][] x = data.getFeatures().toDoubleMatrix();
      double[][] y = data.getLabels().toDoubleMatrix();
      int[] order = order(draw, rows);
      double[][] features = new double[rows][];
      double[][] labels = new double[rows][];
      for (int i = 0; i < rows; i++) {
        features[i] = x[order[i]];
        labels[i] = y[order[i]];
      }
      String by = " in the order " + Arrays.toString(order);
      check.keep("data", data).keep("order", order);
      DataSet found = Batches.shuffled(data, order);
      check.holds("shuffled gives a DataSet", found != null, "null");
      check.equal("matrix of features" + by, features, found.getFeatures(), SAME);
      check.equal("matrix of labels" + by, labels, found.getLabels(), SAME);
      check.kept();
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("the last rows are the validation part, all others the training part")
  void split(RandomInputs draw, Check check) {
    for (int rows : new int[] {3, draw.whole(7, 12)}) {
      DataSet data = data(draw, rows);
      double[][] x = data.getFeatures().toDoubleMatrix();
      double[][] y = data.getLabels().toDoubleMatrix();
      int validation = draw.whole(1, (rows - 1) / 2);
      int training = rows - validation;
      check.keep("data", data);
      Batches.Split found = Batches.split(data, validation);
      check.kept();
      check.holds("split gives a Split", found != null, "null");
      String of = " of " + rows + " rows with " + validation + " for validation";
      DataSet first = found.training();
      DataSet last = found.validation();
      check.equal(
          "matrix of training features" + of, rows(x, 0, training), first.getFeatures(), SAME);
      check.equal("matrix of training labels" + of, rows(y, 0, training), first.getLabels(), SAME);
      check.equal(
          "matrix of validation features" + of, rows(x, training, rows), last.getFeatures(), SAME);
      check.equal(
          "matrix of validation labels" + of, rows(y, training, rows), last.getLabels(), SAME);
    }
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("both parts are standardised by mean and deviation of the training part")
  void standardised(RandomInputs draw, Check check) {
    for (int rows : new int[] {3, draw.whole(5, 9)}) {
      DataSet training = data(draw, rows);
      INDArray x = training.getFeatures().dup();
      INDArray other = draw.normal(draw.whole(2, 4), x.columns()).muli(3).addi(5);
      DataSet validation = new DataSet(other.dup(), draw.normal(other.rows(), 1));
      double[][] first = x.toDoubleMatrix();
      double[][] second = other.toDoubleMatrix();
      for (int j = 0; j < x.columns(); j++) {
        double mean = 0;
        for (double[] row : x.toDoubleMatrix()) {
          mean += row[j] / rows;
        }
        double square = 0;
        for (double[] row : x.toDoubleMatrix()) {
          square += (row[j] - mean) * (row[j] - mean) / rows;
        }
        for (double[][] part : List.of(first, second)) {
          for (double[] row : part) {
            row[j] = (row[j] - mean) / Math.sqrt(square);
          }
        }
      }
      double[][] labels = training.getLabels().toDoubleMatrix();
      check.keep("the training part", training).keep("the validation part", validation);
      Batches.Split found = Batches.standardised(new Batches.Split(training, validation));
      check.holds("standardised gives a Split", found != null, "null");
      Tolerance limit = Tolerance.ROUNDING;
      check.equal("standardised training part", first, found.training().getFeatures(), limit);
      check.equal("standardised validation part", second, found.validation().getFeatures(), limit);
      check.kept();
      check.equal("matrix of training labels", labels, found.training().getLabels(), SAME);
    }
  }

  @Test
  @Tag("task-4")
  @Points(1)
  @DisplayName("every row is in one batch, and only the last batch may be shorter")
  void batches(RandomInputs draw, Check check) {
    int size = draw.whole(3, 5);
    int full = draw.whole(2, 4);
    int left = draw.whole(2, size - 1);
    for (int rows : new int[] {full * size + left, full * size + 1, full * size, left}) {
      DataSet data = data(draw, rows);
      double[][] allX = data.getFeatures().toDoubleMatrix();
      double[][] allY = data.getLabels().toDoubleMatrix();
      check.keep("data", data);
      List<DataSet> found = Batches.batches(data, size);
      check.kept();
      check.holds("batches gives a List", found != null, "null");
      String of = " of " + rows + " rows in batches of " + size;
      int number = (rows + size - 1) / size;
      check.same("number of batches" + of, number, found.size());
      for (int i = 0; i < number; i++) {
        int from = i * size;
        int to = Math.min(from + size, rows);
        double[][] x = rows(allX, from, to);
        double[][] y = rows(allY, from, to);
        check.equal(
            "matrix of features of batch " + (i + 1) + of, x, found.get(i).getFeatures(), SAME);
        check.equal("matrix of labels of batch " + (i + 1) + of, y, found.get(i).getLabels(), SAME);
      }
    }
  }
}
