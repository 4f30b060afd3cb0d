package dev.descent.exercises.ex13updaters;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

@Graded
class UpdatersTest {
  private static final int STEPS = 10;

  /** The step of one parameter; it may keep two numbers. */
  private interface Formula {
    double step(double g, double[] state, int t);
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("SGD takes the steps of lr = 0.01 and momentum 0.9")
  void sgd(RandomInputs draw, Check check) {
    compare(
        draw,
        check,
        "SGD",
        (g, state, t) -> {
          state[0] = 0.9 * state[0] + g;
          return 0.01 * state[0];
        });
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("Adam and RMSprop take the steps of lr = 0.001, small gradients included")
  void squares(RandomInputs draw, Check check) {
    compare(draw, check, "Adam", adam(0.001));
    compare(
        draw,
        check,
        "RMSprop",
        (g, state, t) -> {
          state[0] = 0.99 * state[0] + 0.01 * g * g;
          return 0.001 * g / (Math.sqrt(state[0]) + 1e-8);
        });
  }

  private static Formula adam(double lr) {
    return (g, state, t) -> {
      state[0] = 0.9 * state[0] + 0.1 * g;
      state[1] = 0.999 * state[1] + 0.001 * g * g;
      double root = Math.sqrt(state[1] / (1 - Math.pow(0.999, t)));
      return lr * state[0] / (1 - Math.pow(0.9, t)) / (root + 1e-8);
    };
  }

  /** Some gradients are as small as ε, so that it matters where it stands and where v starts. */
  private static void compare(RandomInputs draw, Check check, String name, Formula formula) {
    IUpdater updater = Updaters.updater(name);
    check.holds("there is an updater for " + name, updater != null, "null");
    int n = draw.whole(3, 6);
    long size = updater.stateSize(n);
    INDArray state = size == 0 ? null : Nd4j.zeros(DataType.DOUBLE, 1, size);
    GradientUpdater<?> steps = updater.instantiate(state, true);
    double[] p = draw.numbers(n, -0.1, 0.1).toDoubleVector();
    double[] q = p.clone();
    double[][] kept = new double[n][2];
    double[][] expected = new double[STEPS][];
    double[][] found = new double[STEPS][];
    for (int step = 0; step < STEPS; step++) {
      INDArray g = draw.normal(n);
      for (int i = 0; i < n; i++) {
        g.putScalar(i, g.getDouble(i) * Math.pow(10, -4 * (i % 3)));
        p[i] -= formula.step(g.getDouble(i), kept[i], step + 1);
      }
      steps.applyUpdater(g, step, 0);
      for (int i = 0; i < n; i++) {
        q[i] -= g.getDouble(i);
      }
      expected[step] = p.clone();
      found[step] = q.clone();
    }
    check.steps("p with " + name, expected, found, Tolerance.ROUNDING);
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("0.001 times each weight and bias is added to its gradient, before the step")
  void decay(RandomInputs draw, Check check) {
    for (double momentum : new double[] {draw.number(0.5, 0.6), draw.number(0.8, 0.9)}) {
      double lr = draw.number(0.02, 0.04);
      String name = "SGD, lr %.4g, momentum %.4g".formatted(lr, momentum);
      SGD updater = new SGD(lr, momentum);
      decay(
          draw,
          check,
          name,
          updater,
          (g, state, t) -> {
            state[0] = momentum * state[0] + g;
            return lr * state[0];
          });
    }
    double lr = draw.number(0.02, 0.04);
    decay(draw, check, "Adam, lr %.4g".formatted(lr), new Adam(lr), adam(lr));
  }

  private static void decay(
      RandomInputs draw, Check check, String name, IUpdater updater, Formula formula) {
    int in = draw.whole(5, 6); // no two sizes are the same
    int hidden = draw.whole(2, 3);
    int out = draw.whole(0, 1) == 0 ? 1 : 4;
    int rows = draw.whole(3, 6);
    MultiLayerConfiguration made = Updaters.network(updater, in, hidden, out);
    check.holds("there is a configuration", made != null, "null");
    MultiLayerNetwork network = new MultiLayerNetwork(made);
    network.init();
    int n = (in + 1) * hidden + (hidden + 1) * out;
    check.same("the number of the network's parameters", (long) n, network.numParams());
    network.params().assign(draw.numbers(n, -1, 1));
    double[] p = network.params().toDoubleVector();
    double[][] kept = new double[n][2];
    double[][] expected = new double[STEPS][];
    double[][] found = new double[STEPS][];
    for (int step = 0; step < STEPS; step++) {
      INDArray x = draw.normal(rows, in);
      INDArray y = draw.normal(rows, out);
      double[] g = gradient(p, x.toDoubleMatrix(), y.toDoubleMatrix(), hidden);
      for (int i = 0; i < n; i++) {
        p[i] -= formula.step(g[i] + 0.001 * p[i], kept[i], step + 1);
      }
      network.fit(new DataSet(x, y));
      expected[step] = p.clone();
      found[step] = network.params().toDoubleVector();
    }
    check.steps("the array of parameters (" + name + ")", expected, found, Tolerance.ROUNDING);
  }

  /**
   * Of the mean squared error, in the order of the parameters: of each layer the weights and then
   * the biases; the weight from i to j is number i + j · inputs.
   */
  private static double[] gradient(double[] p, double[][] x, double[][] y, int hidden) {
    int in = x[0].length;
    int out = y[0].length;
    int first = in * hidden; // where the biases of the first layer are
    int second = first + hidden; // where the second layer is
    int last = second + hidden * out;
    double[] g = new double[p.length];
    for (int row = 0; row < x.length; row++) {
      double[] h = new double[hidden];
      for (int j = 0; j < hidden; j++) {
        h[j] = p[first + j];
        for (int i = 0; i < in; i++) {
          h[j] += x[row][i] * p[i + j * in];
        }
      }
      for (int k = 0; k < out; k++) {
        double slope = p[last + k] - y[row][k];
        for (int j = 0; j < hidden; j++) {
          slope += h[j] * p[second + j + k * hidden];
        }
        slope *= 2.0 / (x.length * out);
        g[last + k] += slope;
        for (int j = 0; j < hidden; j++) {
          g[second + j + k * hidden] += slope * h[j];
          double back = slope * p[second + j + k * hidden];
          g[first + j] += back;
          for (int i = 0; i < in; i++) {
            g[i + j * in] += back * x[row][i];
          }
        }
      }
    }
    return g;
  }
}
