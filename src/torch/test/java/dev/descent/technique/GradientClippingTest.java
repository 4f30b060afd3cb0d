package dev.descent.technique;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.Sgd;

class GradientClippingTest {
  private static final DataSet BATCH = Toy.batch(DataType.DOUBLE, 7, 1);

  /**
   * Returns the change of each parameter in a step of plain SGD with learning rate 1: the gradient
   * of the mean loss as it reaches the updater, and the change of the running statistics.
   */
  private static Map<String, double[]> step(boolean miniBatch, TrainingListener... listeners) {
    MultiLayerNetwork network =
        Toy.network(Toy.builder(DataType.DOUBLE, new Sgd(1)).miniBatch(miniBatch));
    network.setListeners(listeners);
    Map<String, double[]> steps = new LinkedHashMap<>();
    network
        .paramTable()
        .forEach((name, value) -> steps.put(name, value.dup().ravel().toDoubleVector()));
    network.fit(BATCH);
    network
        .paramTable()
        .forEach(
            (name, value) -> {
              double[] after = value.dup().ravel().toDoubleVector();
              double[] step = steps.get(name);
              for (int i = 0; i < after.length; i++) {
                step[i] -= after[i];
              }
            });
    return steps;
  }

  private static boolean isStatistic(String name) {
    return name.equals("1_mean") || name.equals("1_var");
  }

  private static double norm(Map<String, double[]> gradient) {
    double squares = 0;
    for (var entry : gradient.entrySet()) {
      if (!isStatistic(entry.getKey())) {
        for (double value : entry.getValue()) {
          squares += value * value;
        }
      }
    }
    return Math.sqrt(squares);
  }

  /** Compares the clipped gradient with the free one, changed; the statistics stay as they are. */
  private static void assertClipped(
      Map<String, double[]> free, DoubleUnaryOperator change, Map<String, double[]> clipped) {
    free.forEach(
        (name, values) -> {
          for (int i = 0; i < values.length; i++) {
            double expected = isStatistic(name) ? values[i] : change.applyAsDouble(values[i]);
            assertEquals(expected, clipped.get(name)[i], 1e-14, name + " " + i);
          }
        });
  }

  @ParameterizedTest(name = "mini-batch {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("by norm: the gradient over all parameters is shortened to the limit")
  void byNorm(boolean miniBatch) {
    Map<String, double[]> free = step(miniBatch);
    double norm = norm(free);
    Random random = new Random(1);
    for (double share : new double[] {0, random.nextDouble(), random.nextDouble(), 1, 3}) {
      double limit = share * norm;
      GradientClipping clipping = GradientClipping.byNorm(limit);
      double factor = Math.min(1, limit / (norm + 1e-6));
      assertClipped(free, g -> g * factor, step(miniBatch, clipping));
      assertEquals(norm, clipping.lastNorm(), 1e-12 * norm, "norm before clipping");
    }
  }

  @ParameterizedTest(name = "mini-batch {0}")
  @ValueSource(booleans = {true, false})
  @DisplayName("by value: each element is brought between the limits")
  void byValue(boolean miniBatch) {
    Map<String, double[]> free = step(miniBatch);
    double norm = norm(free);
    for (double share : new double[] {0, 0.03, 0.1, 10}) {
      double limit = share * norm;
      GradientClipping clipping = GradientClipping.byValue(limit);
      assertClipped(free, g -> Math.max(-limit, Math.min(limit, g)), step(miniBatch, clipping));
      assertEquals(norm, clipping.lastNorm(), 1e-12 * norm, "norm before clipping");
    }
  }

  @Test
  @DisplayName("a limit that is never reached changes no bit")
  void idle() {
    MultiLayerNetwork plain = Toy.network(DataType.FLOAT, new Adam(0.01));
    MultiLayerNetwork clipped = Toy.network(DataType.FLOAT, new Adam(0.01));
    clipped.addListeners(
        GradientClipping.byNorm(Double.POSITIVE_INFINITY), GradientClipping.byValue(1e9));
    for (int i = 0; i < 20; i++) {
      plain.fit(Toy.batch(DataType.FLOAT, 8, i));
      clipped.fit(Toy.batch(DataType.FLOAT, 8, i));
    }
    assertSameBits(plain.params(), clipped.params());
  }

  @Test
  @DisplayName("listeners before it see the free gradient, those behind it the clipped one")
  void order() {
    GradientClipping before = GradientClipping.byNorm(Double.POSITIVE_INFINITY);
    GradientClipping clipping = GradientClipping.byNorm(0.01);
    GradientClipping behind = GradientClipping.byNorm(Double.POSITIVE_INFINITY);
    assertTrue(Double.isNaN(clipping.lastNorm()));
    step(true, before, clipping, behind);
    assertEquals(before.lastNorm(), clipping.lastNorm());
    assertTrue(clipping.lastNorm() > 0.1, "norm " + clipping.lastNorm());
    assertEquals(0.01, behind.lastNorm(), 1e-6);
  }

  /** Returns the first three elements of a gradient after clipping. */
  private static double[] clip(GradientClipping clipping, double first, double second) {
    MultiLayerNetwork network = Toy.network(DataType.DOUBLE, new Sgd(0));
    double[] seen = new double[3];
    network.setListeners(
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            INDArray gradient = network.getFlattenedGradients();
            gradient.assign(70); // 10 a row
            gradient.putScalar(0, first);
            gradient.putScalar(1, second);
          }
        },
        clipping,
        new BaseTrainingListener() {
          @Override
          public void onGradientCalculation(Model model) {
            for (int i = 0; i < seen.length; i++) {
              seen[i] = network.getFlattenedGradients().getDouble(i) / 7;
            }
          }
        });
    network.fit(BATCH);
    return seen;
  }

  @Test
  @DisplayName("what is not finite becomes what it becomes in PyTorch")
  void nonFinite() {
    double inf = Double.POSITIVE_INFINITY;
    double nan = Double.NaN;
    GradientClipping norm = GradientClipping.byNorm(1);
    assertEquals("[NaN, 0.0, 0.0]", Arrays.toString(clip(norm, inf, 7)));
    assertEquals(inf, norm.lastNorm());
    assertEquals("[NaN, NaN, NaN]", Arrays.toString(clip(norm, nan, 7)));
    assertTrue(Double.isNaN(norm.lastNorm()));
    GradientClipping value = GradientClipping.byValue(5);
    assertEquals("[5.0, -5.0, 5.0]", Arrays.toString(clip(value, inf, -inf)));
    assertEquals("[NaN, 1.0, 5.0]", Arrays.toString(clip(value, nan, 7)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1, Double.NEGATIVE_INFINITY, Double.NaN})
  @DisplayName("a limit below 0 or NaN is refused")
  void rejections(double limit) {
    var norm = assertThrows(IllegalArgumentException.class, () -> GradientClipping.byNorm(limit));
    assertEquals("maxNorm must be at least 0, got " + limit, norm.getMessage());
    var value = assertThrows(IllegalArgumentException.class, () -> GradientClipping.byValue(limit));
    assertEquals("limit must be at least 0, got " + limit, value.getMessage());
  }
}
