package dev.descent.exercises.ex18dropout;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class DropoutTest {
  /** Numbers for each element; one of them is p itself, which is not below p. */
  private static INDArray u(RandomInputs draw, int rows, int columns, double p) {
    INDArray u = draw.numbers(rows * columns, 0, 1).reshape(rows, columns);
    return u.putScalar(draw.whole(0, rows - 1), draw.whole(0, columns - 1), p);
  }

  /** Small and large ones, far from 1/2; and 0, which drops nothing. */
  private static double[] probabilities(RandomInputs draw) {
    return new double[] {draw.number(0.15, 0.35), draw.number(0.65, 0.85), 0};
  }

  private static double[][] factors(INDArray u, double p) {
    double[][] f = u.toDoubleMatrix();
    for (double[] row : f) {
      for (int i = 0; i < row.length; i++) {
        row[i] = row[i] < p ? 0 : 1 / (1 - p);
      }
    }
    return f;
  }

  private static double[][] times(double[][] f, INDArray x) {
    double[][] y = x.toDoubleMatrix();
    for (int row = 0; row < y.length; row++) {
      for (int i = 0; i < y[row].length; i++) {
        y[row][i] *= f[row][i];
      }
    }
    return y;
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the factor is 0 where u < p, and 1/(1 − p) elsewhere")
  void factors(RandomInputs draw, Check check) {
    for (double p : probabilities(draw)) {
      INDArray u = u(draw, draw.whole(2, 5), draw.whole(6, 9), p);
      double[][] expected = factors(u, p);
      check.keep("u", u);
      INDArray found = new Dropout(p).factors(u);
      check.equal("f for p = %.3f".formatted(p), expected, found, Tolerance.ROUNDING);
      check.kept();
    }
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(1)
  @DisplayName("training mode drops and scales, inference mode does nothing")
  void forward(RandomInputs draw, Check check) {
    for (double p : probabilities(draw)) {
      Dropout dropout = new Dropout(p);
      for (boolean training : new boolean[] {true, false, true}) {
        if (training) {
          dropout.train();
        } else {
          dropout.eval();
        }
        INDArray x = draw.normal(draw.whole(2, 5), draw.whole(6, 9));
        INDArray u = u(draw, x.rows(), x.columns(), p);
        double[][] expected = training ? times(factors(u, p), x) : x.toDoubleMatrix();
        check.keep("x", x).keep("u", u);
        INDArray y = dropout.forward(x, u);
        check.kept();
        check.equal(
            "y in %s mode, p = %.3f".formatted(training ? "training" : "inference", p),
            expected,
            y,
            Tolerance.ROUNDING);
        if (!training) {
          check.equal(
              "f of training mode, asked for in inference mode, p = %.3f".formatted(p),
              factors(u, p),
              dropout.factors(u),
              Tolerance.ROUNDING);
        }
      }
    }
  }

  @Test
  @Tag("task-3")
  @Needs({"task-1", "task-2"})
  @Points(1)
  @DisplayName("the gradient passes where the input has passed, with the same factor")
  void backward(RandomInputs draw, Check check) {
    for (double p : probabilities(draw)) {
      Dropout dropout = new Dropout(p);
      int pass = 0;
      for (boolean changed : new boolean[] {false, true}) {
        for (boolean training : new boolean[] {true, false, true}) {
          pass++;
          check.given(
              "pass %d of the same Dropout, forward and backward, each with a u of its own", pass);
          setMode(dropout, training);
          INDArray x = draw.normal(4, 7);
          INDArray u = u(draw, 4, 7, p);
          INDArray dy = draw.normal(4, 7);
          double[][] expected = training ? times(factors(u, p), dy) : dy.toDoubleMatrix();
          dropout.forward(x, u);
          dropout.factors(u(draw, 2, 3, p)); // of nobody's pass
          if (changed) { // for the next pass: this one was in the other mode
            setMode(dropout, !training);
          }
          check.keep("dy", dy);
          INDArray dx = dropout.backward(dy);
          check.kept();
          check.equal(
              "∂L/∂x of a pass in %s mode%s, p = %.3f"
                  .formatted(
                      training ? "training" : "inference",
                      changed ? ", after which the mode was changed" : "",
                      p),
              expected,
              dx,
              Tolerance.ROUNDING);
        }
      }
    }
  }

  private static void setMode(Dropout dropout, boolean training) {
    if (training) {
      dropout.train();
    } else {
      dropout.eval();
    }
  }
}
