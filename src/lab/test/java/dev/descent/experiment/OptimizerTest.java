package dev.descent.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.updater.Adadelta;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Case;
import dev.descent.updater.Steps;
import dev.descent.updater.WeightDecay;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class OptimizerTest {
  private static final double[][] GRADIENTS = Steps.gradients(100, 8, 7);

  private static void follows(Case.Formula formula, IUpdater updater, double rate) {
    double[][] steps = Steps.of(updater, DataType.DOUBLE, GRADIENTS);
    for (int t = 0; t < GRADIENTS.length; t++) {
      double expected = formula.step(GRADIENTS[t][7], t + 1, rate);
      assertEquals(expected, steps[t][7], 1e-13 * Math.abs(expected), "step " + t);
    }
  }

  @Test
  @DisplayName("the tutorial's optimizers have its settings")
  void settings() {
    double[] s = new double[4];
    follows((g, t, lr) -> lr * (s[0] = 0.9 * s[0] + g), Optimizer.SGD.updater(0.01, null), 0.01);
    follows((g, t, lr) -> lr * g, Optimizer.PLAIN_SGD.updater(0.5, null), 0.5);
    for (Optimizer optimizer : new Optimizer[] {Optimizer.ADAM, Optimizer.ADAMW}) {
      s[1] = s[2] = 0;
      follows(
          (g, t, lr) -> {
            s[1] = 0.9 * s[1] + 0.1 * g;
            s[2] = 0.999 * s[2] + 0.001 * g * g;
            double root = Math.sqrt(s[2] / (1 - Math.pow(0.999, t)));
            return lr * s[1] / (1 - Math.pow(0.9, t)) / (root + 1e-8);
          },
          optimizer.updater(0.001, null),
          0.001);
    }
    follows(
        (g, t, lr) -> lr * g / (Math.sqrt(s[3] = 0.99 * s[3] + 0.01 * g * g) + 1e-8),
        Optimizer.RMSPROP.updater(0.001, null),
        0.001);
    assertEquals(new Adagrad(0.01, 0, 0, 1e-10), Optimizer.ADAGRAD.updater(0.01, null));
    assertEquals(new Adadelta(0.5, 0.9, 1e-6), Optimizer.ADADELTA.updater(0.5, null));
    assertEquals(1, Optimizer.ADADELTA.defaultRate());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("every optimizer is found by its key, and keeps its schedule when DL4J clones it")
  void each(Optimizer optimizer) {
    assertEquals(optimizer, Optimizer.of(optimizer.key().toUpperCase()));
    var schedule = new StepSchedule(ScheduleType.EPOCH, 0.25, 0.5, 1);
    IUpdater clone = optimizer.updater(0.25, schedule).clone();
    assertEquals(0.125, clone.getLearningRate(0, 1));
    assertTrue(optimizer.defaultRate() > 0);
  }

  @Test
  @DisplayName("only AdamW decays the weights")
  void weightDecay() {
    for (Optimizer optimizer : Optimizer.values()) {
      assertEquals(
          optimizer == Optimizer.ADAMW
              ? Optional.of(WeightDecay.decoupled(0.01))
              : Optional.empty(),
          optimizer.weightDecay());
    }
  }

  @Test
  @DisplayName("an unknown name is refused with the names there are")
  void unknown() {
    assertEquals(
        "unknown optimizer 'adan'; there are sgd, plain-sgd, adam, adamw, rmsprop, adagrad,"
            + " adadelta",
        assertThrows(BadInputException.class, () -> Optimizer.of("adan")).getMessage());
  }
}
