package dev.descent.exercises.ex28backprop;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import dev.descent.exercises.ex28backprop.Backprop.Layers;
import dev.descent.exercises.ex28backprop.Backprop.Pass;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

@Graded
class BackpropTest {
  private static final Tolerance LIMIT = Tolerance.ROUNDING;

  /** A network with its rows, in plain numbers; forward and backward as in the formulas. */
  private static final class Plain {
    final double[][] x;
    final int[] y;
    final double[][] w1;
    final double[] b1;
    final double[][] w2;
    final double[] b2;
    double[][] z1;
    double[][] h;
    double[][] p;
    double[][] delta2;
    double[][] dw1;
    double[] db1;
    double[][] dw2;
    double[] db2;

    /** Sizes are rows, in, hidden, classes. The first unit is exactly 0 for the first row. */
    Plain(RandomInputs draw, int[] size) {
      x = draw.normal(size[0], size[1]).toDoubleMatrix();
      y = draw.labels(size[0], size[3]);
      w1 = draw.normal(size[1], size[2]).toDoubleMatrix();
      b1 = draw.normal(size[2]).toDoubleVector();
      w2 = draw.normal(size[2], size[3]).toDoubleMatrix();
      b2 = draw.normal(size[3]).toDoubleVector();
      x[0] = new double[size[1]];
      b1[0] = 0;
      compute();
    }

    void compute() {
      z1 = z1(b1);
      h = new double[x.length][b1.length];
      p = new double[x.length][];
      delta2 = new double[x.length][];
      for (int row = 0; row < x.length; row++) {
        for (int j = 0; j < b1.length; j++) {
          h[row][j] = Math.max(z1[row][j], 0);
        }
        p[row] = b2.clone();
        double sum = 0;
        for (int k = 0; k < b2.length; k++) {
          for (int j = 0; j < b1.length; j++) {
            p[row][k] += h[row][j] * w2[j][k];
          }
          p[row][k] = Math.exp(p[row][k]);
          sum += p[row][k];
        }
        delta2[row] = new double[b2.length];
        for (int k = 0; k < b2.length; k++) {
          p[row][k] /= sum;
          delta2[row][k] = (p[row][k] - (k == y[row] ? 1 : 0)) / x.length;
        }
      }
      dw1 = new double[w1.length][b1.length];
      db1 = new double[b1.length];
      dw2 = new double[b1.length][b2.length];
      db2 = new double[b2.length];
      for (int row = 0; row < x.length; row++) {
        for (int j = 0; j < b1.length; j++) {
          double delta1 = 0;
          for (int k = 0; k < b2.length; k++) {
            dw2[j][k] += h[row][j] * delta2[row][k];
            delta1 += z1[row][j] > 0 ? delta2[row][k] * w2[j][k] : 0;
          }
          db1[j] += delta1;
          for (int i = 0; i < w1.length; i++) {
            dw1[i][j] += x[row][i] * delta1;
          }
        }
        for (int k = 0; k < b2.length; k++) {
          db2[k] += delta2[row][k];
        }
      }
    }

    private double[][] z1(double[] bias) {
      double[][] z = new double[x.length][];
      for (int row = 0; row < x.length; row++) {
        z[row] = bias.clone();
        for (int j = 0; j < bias.length; j++) {
          for (int i = 0; i < w1.length; i++) {
            z[row][j] += x[row][i] * w1[i][j];
          }
        }
      }
      return z;
    }

    /** Does a step of b1 alone shut a unit that was open for a row, or open one? */
    boolean switches(double lr) {
      double[] moved = b1.clone();
      move(moved, db1, lr);
      double[][] z = z1(moved);
      for (int row = 0; row < z.length; row++) {
        for (int j = 0; j < moved.length; j++) {
          if (z[row][j] > 0 != z1[row][j] > 0 && row > 0) {
            return true;
          }
        }
      }
      return false;
    }

    void step(double lr) {
      for (int i = 0; i < w1.length; i++) {
        move(w1[i], dw1[i], lr);
      }
      move(b1, db1, lr);
      for (int j = 0; j < w2.length; j++) {
        move(w2[j], dw2[j], lr);
      }
      move(b2, db2, lr);
      compute();
    }

    private static void move(double[] values, double[] gradient, double lr) {
      for (int i = 0; i < values.length; i++) {
        values[i] -= lr * gradient[i];
      }
    }

    Layers layers() {
      return new Layers(array(w1), Nd4j.createFromArray(b1), array(w2), Nd4j.createFromArray(b2));
    }
  }

  private static INDArray array(double[][] values) {
    return Nd4j.createFromArray(values);
  }

  /** Rows, inputs, hidden units, classes: all the same first, so that wrong products have one. */
  private static int[][] sizes(RandomInputs draw) {
    int n = draw.whole(3, 4);
    return new int[][] {{n, n, n, n}, {6, 2, 5, 3}, {5, 4, draw.whole(6, 8), 2}};
  }

  private static String of(int[] size) {
    return " of %d rows through %d-%d-%d".formatted(size[0], size[1], size[2], size[3]);
  }

  private static void keep(Check check, Layers layers) {
    check.keep("W1", layers.w1()).keep("b1", layers.b1());
    check.keep("W2", layers.w2()).keep("b2", layers.b2());
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the forward pass gives z1, h and the probabilities")
  void forward(RandomInputs draw, Check check) {
    for (int[] size : sizes(draw)) {
      Plain plain = new Plain(draw, size);
      Layers layers = plain.layers();
      INDArray x = array(plain.x);
      keep(check, layers);
      check.keep("x", x);
      Pass found = Backprop.forward(layers, x);
      check.holds("forward gives a Pass", found != null, "null");
      check.equal("z1" + of(size), plain.z1, found.z1(), LIMIT);
      check.equal("h" + of(size), plain.h, found.h(), LIMIT);
      check.equal("p" + of(size), plain.p, found.p(), LIMIT);
      check.kept();
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("δ2 is the probabilities minus 1 at the right class, over the rows")
  void delta(RandomInputs draw, Check check) {
    for (int[] size : sizes(draw)) {
      Plain plain = new Plain(draw, size);
      INDArray p = array(plain.p);
      int[] y = plain.y.clone();
      check.keep("p", p).keep("y", y);
      INDArray found = Backprop.delta(p, y);
      check.kept();
      check.equal("δ2" + of(size), plain.delta2, found, LIMIT);
    }
  }

  @Test
  @Tag("task-3")
  @Needs("task-2")
  @Points(1)
  @DisplayName("each gradient has the shape of its parameter, and its numbers")
  void gradients(RandomInputs draw, Check check) {
    for (int[] size : sizes(draw)) {
      Plain plain = new Plain(draw, size);
      Layers layers = plain.layers();
      INDArray x = array(plain.x);
      int[] y = plain.y.clone();
      Pass pass = new Pass(array(plain.z1), array(plain.h), array(plain.p));
      keep(check, layers);
      check.keep("x", x).keep("y", y);
      check.keep("z1", pass.z1()).keep("h", pass.h()).keep("p", pass.p());
      Layers found = Backprop.gradients(layers, x, y, pass);
      check.kept();
      check.holds("gradients gives Layers", found != null, "null");
      check.equal("∂L/∂W2" + of(size), plain.dw2, found.w2(), LIMIT);
      check.equal("∂L/∂b2" + of(size), plain.db2, found.b2(), LIMIT);
      check.equal("∂L/∂b1" + of(size), plain.db1, found.b1(), LIMIT);
      check.equal("∂L/∂W1" + of(size), plain.dw1, found.w1(), LIMIT);
    }
  }

  @Test
  @Tag("task-4")
  @Needs({"task-1", "task-2", "task-3"})
  @Points(1)
  @DisplayName("a step moves all four parameters by the gradients of one forward pass")
  void step(RandomInputs draw, Check check) {
    for (int[] size : sizes(draw)) {
      double lr = draw.number(0.5, 1.5);
      Plain plain = new Plain(draw, size);
      while (!plain.switches(lr)) { // so that it matters when one asks which units are open
        plain = new Plain(draw, size);
      }
      Layers layers = plain.layers();
      for (int step = 1; step <= 2; step++) {
        plain.step(lr);
        INDArray x = array(plain.x);
        int[] y = plain.y.clone();
        check.given("lr %.4g, step %d", lr, step);
        check.keep("x", x).keep("y", y);
        check.changes("W1", layers.w1()).changes("b1", layers.b1());
        check.changes("W2", layers.w2()).changes("b2", layers.b2());
        Backprop.step(layers, x, y, lr);
        String after = " after step " + step + of(size);
        check.equal("W2" + after, plain.w2, layers.w2(), LIMIT);
        check.equal("b2" + after, plain.b2, layers.b2(), LIMIT);
        check.equal("b1" + after, plain.b1, layers.b1(), LIMIT);
        check.equal("W1" + after, plain.w1, layers.w1(), LIMIT);
        check.kept();
      }
    }
  }
}
