package dev.descent.exercises.ex06regression;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import dev.descent.exercises.ex06regression.RegressionLosses.Loss;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.BiFunction;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class RegressionLossesTest {
  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("MSE is the mean of all squared residuals, and its gradient belongs to it")
  void mse(RandomInputs draw, Check check) {
    for (int batch = 1; batch <= 3; batch++) {
      Batch b = Batch.of(draw, draw.number(0.3, 2));
      Loss loss = b.run(check, RegressionLosses::mse);
      b.checkValue("MSE", check, d -> d * d, loss);
      b.checkGradient("MSE", check, d -> 2 * d, loss);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("L1 is the mean of all absolute residuals, and its gradient belongs to it")
  void l1(RandomInputs draw, Check check) {
    for (int batch = 1; batch <= 3; batch++) {
      Batch b = Batch.of(draw, draw.number(0.3, 2));
      Loss loss = b.run(check, RegressionLosses::l1);
      b.checkValue("L1", check, Math::abs, loss);
      b.checkGradient("L1", check, Math::signum, loss);
    }
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("SmoothL1 is a parabola below β and a line from there on, without a jump")
  void smoothL1(RandomInputs draw, Check check) {
    for (int batch = 1; batch <= 3; batch++) {
      double beta = draw.number(0.3, 0.8) * (batch == 2 ? 4 : 1);
      Batch b = Batch.of(draw, beta);
      Loss loss = b.run(check, (a, y) -> RegressionLosses.smoothL1(a, y, beta));
      DoubleUnaryOperator l = d -> Math.abs(d) < beta ? d * d / (2 * beta) : Math.abs(d) - beta / 2;
      b.checkValue("SmoothL1 with β = %.2f".formatted(beta), check, l, loss);
    }
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("the gradient of SmoothL1 grows to 1 until β, and stays there")
  void smoothL1Gradient(RandomInputs draw, Check check) {
    for (int batch = 1; batch <= 3; batch++) {
      double beta = draw.number(0.3, 0.8) * (batch == 2 ? 4 : 1);
      Batch b = Batch.of(draw, beta);
      Loss loss = b.run(check, (a, y) -> RegressionLosses.smoothL1(a, y, beta));
      DoubleUnaryOperator slope = d -> Math.abs(d) < beta ? d / beta : Math.signum(d);
      b.checkGradient("SmoothL1 with β = %.2f".formatted(beta), check, slope, loss);
    }
  }

  /**
   * Outputs and labels; of the residuals one is 0 and one beta, the others are about half below it.
   */
  private record Batch(INDArray a, INDArray y, double[][] residuals) {
    static Batch of(RandomInputs draw, double beta) {
      int rows = draw.whole(4, 7);
      int columns = draw.whole(2, 4);
      INDArray y = draw.normal(rows, columns);
      INDArray a = y.dup();
      for (int i = 1; i < rows * columns; i++) {
        double size = beta * (i % 2 == 0 ? draw.number(0.1, 0.9) : draw.number(1.2, 3));
        double d = draw.oneOf(-1, 1) * size;
        if (i == 1) {
          y.putScalar(0, i, -2 * d); // so that one output has another sign than its residual
        }
        a.putScalar(i / columns, i % columns, y.getDouble(i / columns, i % columns) + d);
      }
      y.putScalar(rows - 1, columns - 1, 0); // so that this residual is β itself
      a.putScalar(rows - 1, columns - 1, draw.oneOf(-1, 1) * beta);
      return new Batch(a, y, a.sub(y).toDoubleMatrix());
    }

    /** The student's answer, for which the inputs must not change. */
    Loss run(Check check, BiFunction<INDArray, INDArray, Loss> student) {
      check.given("the first residuals d: %s", first());
      check.keep("a", a).keep("y", y);
      Loss loss = student.apply(a, y);
      check.kept();
      check.holds("a loss is returned", loss != null, loss);
      return loss;
    }

    void checkValue(String name, Check check, DoubleUnaryOperator l, Loss found) {
      double sum = 0;
      for (double[] row : each(l)) {
        for (double element : row) {
          sum += element;
        }
      }
      check.equal(name + of(), sum / a.length(), found.value(), Tolerance.ROUNDING);
    }

    void checkGradient(String name, Check check, DoubleUnaryOperator slope, Loss found) {
      double[][] expected = each(d -> slope.applyAsDouble(d) / a.length());
      check.equal("the gradient of " + name + of(), expected, found.gradient(), Tolerance.ROUNDING);
    }

    private List<String> first() {
      return Arrays.stream(residuals)
          .flatMapToDouble(Arrays::stream)
          .limit(4)
          .mapToObj(d -> String.format(Locale.ROOT, "%.4f", d))
          .toList();
    }

    private String of() {
      return " of a batch of " + a.rows() + " rows with " + a.columns() + " outputs";
    }

    private double[][] each(DoubleUnaryOperator function) {
      return Arrays.stream(residuals)
          .map(row -> Arrays.stream(row).map(function).toArray())
          .toArray(double[][]::new);
    }
  }
}
