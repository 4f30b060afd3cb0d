package dev.descent.updater;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.util.Random;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class OptimizerTest {
  private static final int N = 5;

  /** The steps an updater takes on given gradients, in float64. */
  private static double[][] steps(IUpdater updater, double[][] gradients) {
    INDArray state = Nd4j.zeros(DataType.DOUBLE, Math.max(1, updater.stateSize(N)));
    GradientUpdater<?> step =
        updater.stateSize(N) == 0
            ? updater.instantiate((INDArray) null, false)
            : updater.instantiate(state, true);
    double[][] steps = new double[gradients.length][];
    for (int t = 0; t < gradients.length; t++) {
      INDArray g = Nd4j.createFromArray(gradients[t]);
      step.applyUpdater(g, t, t / 10);
      steps[t] = g.toDoubleVector();
    }
    return steps;
  }

  private static double[][] gradients(int count) {
    Random random = new Random(7);
    double[][] all = new double[count][N];
    for (double[] g : all) {
      for (int i = 0; i < N; i++) {
        g[i] = random.nextGaussian();
      }
    }
    return all;
  }

  @Test
  @DisplayName("momentum follows b = 0.9 b + g, step = lr b, over 100 steps, rate scheduled or not")
  void momentum() {
    double[][] gradients = gradients(100);
    for (boolean scheduled : new boolean[] {false, true}) {
      IUpdater updater =
          Optimizer.SGD.updater(
              0.01, scheduled ? new StepSchedule(ScheduleType.EPOCH, 0.01, 0.5, 3) : null);
      double[][] steps = steps(updater, gradients);
      double[] b = new double[N];
      for (int t = 0; t < gradients.length; t++) {
        double lr = scheduled ? 0.01 * Math.pow(0.5, t / 10 / 3) : 0.01;
        double[] expected = new double[N];
        for (int i = 0; i < N; i++) {
          b[i] = 0.9 * b[i] + gradients[t][i];
          expected[i] = lr * b[i];
        }
        assertArrayEquals(expected, steps[t], 1e-15);
      }
    }
  }

  @Test
  @DisplayName("plain SGD steps by lr g")
  void plain() {
    double[][] gradients = gradients(3);
    double[][] steps = steps(Optimizer.PLAIN_SGD.updater(0.5, null), gradients(3));
    assertEquals(0.5 * gradients[2][4], steps[2][4], 1e-15);
  }

  @Test
  @DisplayName("Adam follows its paper with bias correction, epsilon aside")
  void adam() {
    double[][] gradients = gradients(50);
    double[][] steps = steps(Optimizer.ADAM.updater(0.001, null), gradients);
    double m = 0;
    double v = 0;
    for (int t = 1; t <= 50; t++) {
      double g = gradients[t - 1][0];
      m = 0.9 * m + 0.1 * g;
      v = 0.999 * v + 0.001 * g * g;
      double expected =
          0.001 * (m / (1 - Math.pow(0.9, t))) / Math.sqrt(v / (1 - Math.pow(0.999, t)));
      assertEquals(expected, steps[t - 1][0], 1e-3 * Math.abs(expected) + 1e-9);
    }
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("every optimizer is found by its key, and keeps its schedule when DL4J clones it")
  void each(Optimizer optimizer) {
    assertEquals(optimizer, Optimizer.of(optimizer.key().toUpperCase()));
    var schedule = new StepSchedule(ScheduleType.EPOCH, 0.25, 0.5, 1);
    IUpdater clone = optimizer.updater(0.25, schedule).clone();
    if (optimizer.hasLearningRate()) {
      assertEquals(0.125, clone.getLearningRate(0, 1));
      assertTrue(optimizer.defaultRate() > 0);
    }
  }

  @Test
  @DisplayName("equal momentum updaters are equal, so that DL4J steps all layers at once")
  void equality() {
    assertEquals(new Momentum(0.1, 0.9), new Momentum(0.1, 0.9));
    assertEquals(new Momentum(0.1, 0.9).hashCode(), new Momentum(0.1, 0.9).hashCode());
    assertNotEquals(new Momentum(0.1, 0.9), new Momentum(0.2, 0.9));
    assertNotEquals(new Momentum(0.1, 0.9), new Momentum(0.1, 0.8));
  }

  @Test
  @DisplayName("rejections name the argument, the rule and the value")
  void rejections() {
    assertEquals(
        "momentum must be at least 0, got -0.1",
        assertThrows(IllegalArgumentException.class, () -> new Momentum(0.1, -0.1)).getMessage());
    assertEquals(
        "learningRate must be at least 0, got NaN",
        assertThrows(IllegalArgumentException.class, () -> new Momentum(Double.NaN, 0))
            .getMessage());
    assertEquals(
        "unknown optimizer 'adan'; there are sgd, plain-sgd, adam, rmsprop, adagrad, adadelta",
        assertThrows(BadInputException.class, () -> Optimizer.of("adan")).getMessage());
  }
}
