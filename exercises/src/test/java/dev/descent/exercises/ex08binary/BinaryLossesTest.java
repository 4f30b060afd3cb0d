package dev.descent.exercises.ex08binary;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import java.util.Locale;
import java.util.function.DoubleBinaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class BinaryLossesTest {
  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("BCE of probabilities is a mean, and no logarithm in it is below −100")
  void bce(RandomInputs draw, Check check) {
    for (boolean ends : new boolean[] {false, true}) {
      INDArray p = probabilities(draw);
      INDArray y = labels(draw, p);
      for (int i = 0; ends && i < p.rows(); i++) {
        double label = y.getDouble(i, 1);
        p.putScalar(i, 1, i % 2 == 0 ? 1 - label : label); // sure and wrong, sure and right
      }
      if (ends) { // sure, where the label is not
        p.putScalar(0, 0, draw.oneOf(0, 1));
      }
      double expected =
          mean(p, y, (a, b) -> -b * Math.max(Math.log(a), -100) - (1 - b) * logOfRest(a));
      check.given("the first row: p %s, y %s", row(p), row(y));
      check.keep("p", p).keep("y", y);
      double found = BinaryLosses.bce(p, y);
      check.kept();
      String what = ends ? ", some of them 0 or 1" : "";
      check.equal(
          "BCE of " + size(p) + " probabilities" + what, expected, found, Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("BCE with logits is that of their sigmoid")
  void bceWithLogits(RandomInputs draw, Check check) {
    for (int batch = 1; batch <= 3; batch++) {
      checkLogits(draw, check, draw.normal(draw.whole(3, 6), draw.whole(2, 4)).mul(2), "");
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("BCE with logits holds for logits from 40 to 1000 and their negatives")
  void stable(RandomInputs draw, Check check) {
    checkLogits(draw, check, large(draw, 40, 120), " between −120 and 120");
    checkLogits(draw, check, large(draw, 800, 1000), " between −1000 and 1000");
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("the gradient by the logits is σ(z) − y over all elements, of large logits, too")
  void gradient(RandomInputs draw, Check check) {
    INDArray first = draw.normal(draw.whole(3, 6), draw.whole(2, 4));
    for (INDArray z : new INDArray[] {first, large(draw, 40, 120), large(draw, 800, 1000)}) {
      INDArray y = labels(draw, z);
      double[][] expected = new double[z.rows()][z.columns()];
      for (int i = 0; i < z.rows(); i++) {
        for (int j = 0; j < z.columns(); j++) {
          double p = 1 / (1 + Math.exp(-z.getDouble(i, j)));
          expected[i][j] = (p - y.getDouble(i, j)) / z.length();
        }
      }
      check.given("the first row: z %s, y %s", row(z), row(y));
      check.keep("z", z).keep("y", y);
      INDArray found = BinaryLosses.gradient(z, y);
      check.kept();
      check.equal("the gradient for " + size(z) + " logits", expected, found, Tolerance.ROUNDING);
    }
  }

  private static void checkLogits(RandomInputs draw, Check check, INDArray z, String range) {
    INDArray y = labels(draw, z);
    double expected =
        mean(z, y, (a, b) -> Math.max(a, 0) - b * a + Math.log1p(Math.exp(-Math.abs(a))));
    check.given("the first row: z %s, y %s", row(z), row(y));
    check.keep("z", z).keep("y", y);
    double found = BinaryLosses.bceWithLogits(z, y);
    check.kept();
    check.equal("the loss of " + size(z) + " logits" + range, expected, found, Tolerance.ROUNDING);
  }

  private static String row(INDArray x) {
    return Arrays.stream(x.getRow(0).toDoubleVector())
        .mapToObj(value -> String.format(Locale.ROOT, "%.4g", value))
        .toList()
        .toString();
  }

  private static INDArray probabilities(RandomInputs draw) {
    int columns = draw.whole(2, 4);
    return draw.numbers(columns * draw.whole(3, 6), 0.05, 0.95).reshape(-1, columns);
  }

  /** In turn below 0 and above. */
  private static INDArray large(RandomInputs draw, double from, double to) {
    int n = 2 * draw.whole(3, 6);
    INDArray z = draw.numbers(n, from, to);
    for (int i = 0; i < n; i += 2) {
      z.putScalar(i, -z.getDouble(i));
    }
    return z.reshape(2, -1);
  }

  /** As many no as yes, in changing order, and one in between. */
  private static INDArray labels(RandomInputs draw, INDArray like) {
    INDArray y = like.dup();
    int first = draw.whole(0, 1);
    for (int i = 0; i < y.length(); i++) {
      y.putScalar(i, (first + i / 2) % 2);
    }
    return y.putScalar(0, draw.number(0.2, 0.4));
  }

  private static double mean(INDArray a, INDArray y, DoubleBinaryOperator term) {
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        sum += term.applyAsDouble(a.getDouble(i, j), y.getDouble(i, j));
      }
    }
    return sum / a.length();
  }

  private static double logOfRest(double p) {
    return Math.max(Math.log(1 - p), -100);
  }

  private static String size(INDArray array) {
    return array.rows() + " · " + array.columns();
  }
}
