package dev.descent.experiment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.updater.Adadelta;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.Case;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import dev.descent.updater.Steps;
import dev.descent.updater.WeightDecay;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
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

  @Test
  @DisplayName("a setting that is given takes the place of the optimizer's own, and of no other")
  void given() {
    assertEquals(new SGD(0.1, 0.99), Optimizer.SGD.updater(0.1, Map.of("momentum", 0.99), null));
    for (Optimizer optimizer : List.of(Optimizer.ADAM, Optimizer.ADAMW)) {
      assertEquals(
          new Adam(0.1, 0.8, 0.999, 1e-8), optimizer.updater(0.1, Map.of("beta1", 0.8), null));
      assertEquals(
          new Adam(0.1, 0.9, 0.95, 1e-4),
          optimizer.updater(0.1, Map.of("beta2", 0.95, "eps", 1e-4), null));
    }
    assertEquals(
        new RMSprop(0.1, 0.9, 1e-6),
        Optimizer.RMSPROP.updater(0.1, Map.of("alpha", 0.9, "eps", 1e-6), null));
    assertEquals(
        new Adagrad(0.1, 0, 0, 1e-5), Optimizer.ADAGRAD.updater(0.1, Map.of("eps", 1e-5), null));
    assertEquals(
        new Adadelta(1, 0.95, 1e-5),
        Optimizer.ADADELTA.updater(1, Map.of("rho", 0.95, "eps", 1e-5), null));
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("what equals the optimizer's own is no change")
  void own(Optimizer optimizer) {
    Map<String, Double> own =
        optimizer.settings().stream()
            .collect(Collectors.toMap(OptimizerSetting::name, OptimizerSetting::own));
    assertEquals(optimizer.updater(0.1, null), optimizer.updater(0.1, own, null));
    assertEquals(Map.of(), optimizer.changed(own));
    own.replaceAll((name, value) -> value / 2);
    assertEquals(own, optimizer.changed(own));
    assertEquals(
        optimizer.settings().stream().map(OptimizerSetting::name).toList(),
        List.copyOf(optimizer.changed(own).keySet()));
    if (!own.isEmpty()) {
      assertNotEquals(optimizer.updater(0.1, null), optimizer.updater(0.1, own, null));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adam | beta1 | 1.5 | beta1 of adam must be at least 0 and below 1, got 1.5",
        "adamw | beta2 | 1 | beta2 of adamw must be at least 0 and below 1, got 1.0",
        "rmsprop | alpha | -0.1 | alpha of rmsprop must be at least 0 and at most 1, got -0.1",
        "adadelta | rho | NaN | rho of adadelta must be at least 0 and at most 1, got NaN",
        "sgd | momentum | -1 | momentum of sgd must be at least 0 and at most 1e38, got -1.0",
        "adagrad | eps | 1e39 | eps of adagrad must be at least 0 and at most 1e38, got 1.0E39",
        "sgd | beta1 | 0.9 | sgd has no beta1; it has momentum",
        "adam | momentum | 0.9 | adam has no momentum; it has beta1, beta2, eps",
        "plain-sgd | momentum | 0 | plain-sgd has no momentum; it has nothing to set",
      })
  @DisplayName("settings that an optimizer does not have, or not with this value, are refused")
  void refused(String key, String name, double value, String message) {
    Optimizer optimizer = Optimizer.of(key);
    assertEquals(
        message,
        assertThrows(BadInputException.class, () -> optimizer.changed(Map.of(name, value)))
            .getMessage());
  }

  @ParameterizedTest
  @EnumSource
  @DisplayName("the ends of a setting's range are those of the updater")
  void ranges(Optimizer optimizer) {
    for (OptimizerSetting setting : optimizer.settings()) {
      for (double value : new double[] {-1e-9, 0, Math.nextDown(1.0), 1, Math.nextUp(1.0)}) {
        Map<String, Double> given = Map.of(setting.name(), value);
        boolean isTaken = isTaken(() -> optimizer.updater(0.1, given, null));
        assertEquals(isTaken, isTaken(() -> optimizer.changed(given)), setting.name() + value);
      }
    }
  }

  private static boolean isTaken(Runnable use) {
    try {
      use.run();
      return true;
    } catch (IllegalArgumentException | BadInputException e) {
      return false;
    }
  }
}
