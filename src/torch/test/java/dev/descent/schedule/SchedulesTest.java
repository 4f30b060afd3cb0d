package dev.descent.schedule;

import static dev.descent.SameBits.assertSameBits;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.nd4j.linalg.schedule.ScheduleType.EPOCH;
import static org.nd4j.linalg.schedule.ScheduleType.ITERATION;

import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class SchedulesTest {
  private static double[] values(double... values) {
    return values;
  }

  /**
   * Returns the first rates, by epochs while the iteration stays at 1000, or the other way round.
   */
  private static double[] rates(ISchedule schedule, ScheduleType type, int count) {
    return IntStream.range(0, count)
        .mapToDouble(i -> type == EPOCH ? schedule.valueAt(1000, i) : schedule.valueAt(i, 1000))
        .toArray();
  }

  /** A schedule's settings but its type. */
  private interface Factory {
    ISchedule of(ScheduleType type);
  }

  private static Arguments row(String name, Factory factory, double... rates) {
    return Arguments.of(name, factory, rates);
  }

  /**
   * PyTorch 1.13's rates:
   *
   * <pre>
   *   o = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
   *   s = ...(o, ...)
   *   for i in range(12): print(o.param_groups[0]['lr']); o.step(); s.step()
   * </pre>
   */
  static List<Arguments> torch() {
    return List.of(
        row(
            "StepLR(o, 1, 0.5)",
            t -> Schedules.stepLR(t, 0.1, 1, 0.5),
            0.1,
            0.05,
            0.025,
            0.0125,
            0.00625,
            0.003125,
            0.0015625,
            0.00078125),
        row("StepLR(o, 3, 0)", t -> Schedules.stepLR(t, 0.1, 3, 0), 0.1, 0.1, 0.1, 0, 0, 0, 0),
        row(
            "StepLR(o, 3, 1)",
            t -> Schedules.stepLR(t, 0.1, 3, 1),
            0.1,
            0.1,
            0.1,
            0.1,
            0.1,
            0.1,
            0.1),
        row(
            "StepLR(o, 3, 2)",
            t -> Schedules.stepLR(t, 0.1, 3, 2),
            0.1,
            0.1,
            0.1,
            0.2,
            0.2,
            0.2,
            0.4,
            0.4,
            0.4,
            0.8),
        row(
            "MultiStepLR(o, [0, 3, 3, 7], 0.5)",
            t -> Schedules.multiStepLR(t, 0.1, List.of(0, 3, 3, 7), 0.5),
            0.05,
            0.05,
            0.05,
            0.0125,
            0.0125,
            0.0125,
            0.0125,
            0.00625,
            0.00625,
            0.00625),
        row(
            "MultiStepLR(o, [2], 0)",
            t -> Schedules.multiStepLR(t, 0.1, List.of(2), 0),
            0.1,
            0.1,
            0,
            0,
            0),
        row(
            "MultiStepLR(o, [])",
            t -> Schedules.multiStepLR(t, 0.1, List.of(), 0.1),
            0.1,
            0.1,
            0.1),
        row(
            "ExponentialLR(o, 0.9)",
            t -> Schedules.exponentialLR(t, 0.1, 0.9),
            0.1,
            0.09,
            0.081,
            0.0729,
            0.06561,
            0.059049,
            0.0531441,
            0.04782969),
        row("ExponentialLR(o, 0)", t -> Schedules.exponentialLR(t, 0.1, 0), 0.1, 0, 0, 0, 0),
        row(
            "ExponentialLR(o, 1.5)",
            t -> Schedules.exponentialLR(t, 0.1, 1.5),
            0.1,
            0.15,
            0.225,
            0.3375,
            0.50625,
            0.759375,
            1.1390625),
        row(
            "CosineAnnealingLR(o, 1, 0.01)",
            t -> Schedules.cosineAnnealingLR(t, 0.1, 1, 0.01),
            0.1,
            0.01,
            0.1,
            0.01,
            0.1,
            0.01,
            0.1),
        row(
            "CosineAnnealingLR(o, 4, 0.01)",
            t -> Schedules.cosineAnnealingLR(t, 0.1, 4, 0.01),
            0.1,
            0.08681980515339464,
            0.055,
            0.023180194846605363,
            0.01,
            0.023180194846605363,
            0.055,
            0.08681980515339469,
            0.1,
            0.0868198051533947,
            0.055,
            0.023180194846605412),
        row(
            "LambdaLR(o, lambda i: max(0, 1 - i / 10))",
            t -> Schedules.linearDecay(t, 0.1, 10),
            0.1,
            0.09,
            0.08,
            0.07,
            0.06,
            0.05,
            0.04,
            0.03,
            0.02,
            0.01,
            0,
            0),
        row(
            "LambdaLR(o, lambda i: max(0, 1 - i / 1))",
            t -> Schedules.linearDecay(t, 0.1, 1),
            0.1,
            0,
            0),
        row(
            "SequentialLR(o, [LinearLR(o, 0.25, 1, 3), StepLR(o, 2, 0.5)], [3])",
            t -> Schedules.warmUp(t, 0.1, 3, 0.25, Schedules.stepLR(t, 0.1, 2, 0.5)),
            0.025,
            0.05,
            0.075,
            0.1,
            0.1,
            0.05,
            0.05,
            0.025,
            0.025,
            0.0125),
        row(
            "SequentialLR(o, [LinearLR(o, 1/3, 1, 4), CosineAnnealingLR(o, 5, 0.001)], [4])",
            t ->
                Schedules.warmUp(t, 0.1, 4, 1 / 3.0, Schedules.cosineAnnealingLR(t, 0.1, 5, 0.001)),
            0.03333333333333333,
            0.05,
            0.06666666666666668,
            0.08333333333333334,
            0.1,
            0.0905463412215599,
            0.06579634122155989,
            0.035203658778440096,
            0.010453658778440105,
            0.001,
            0.010453658778440102),
        row(
            "SequentialLR(o, [LinearLR(o, 0.1, 1, 2), ExponentialLR(o, 0.5)], [2])",
            t -> Schedules.warmUp(t, 0.1, 2, 0.1, Schedules.exponentialLR(t, 0.1, 0.5)),
            0.01,
            0.055,
            0.1,
            0.05,
            0.025,
            0.0125));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("the rates are PyTorch's, by epoch and by iteration")
  void torch(String name, Factory factory, double[] expected) {
    for (ScheduleType type : ScheduleType.values()) {
      assertArrayEquals(expected, rates(factory.of(type), type, expected.length), 1e-15);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("torch")
  @DisplayName("a schedule survives a network's JSON and a clone")
  void json(String name, Factory factory, double[] expected) {
    for (ScheduleType type : ScheduleType.values()) {
      ISchedule schedule = factory.of(type);
      assertEquals(schedule, schedule.clone());
      assertNotEquals(schedule, factory.of(type == EPOCH ? ITERATION : EPOCH));
      MultiLayerConfiguration configuration = configuration(schedule);
      MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());
      assertEquals(configuration, read);
      var layer = (OutputLayer) read.getConf(0).getLayer();
      assertEquals(schedule, ((Adam) layer.getIUpdater()).getLearningRateSchedule());
    }
  }

  private static MultiLayerConfiguration configuration(ISchedule schedule) {
    return new NeuralNetConfiguration.Builder()
        .seed(3)
        .updater(new Adam(schedule))
        .list()
        .layer(new OutputLayer.Builder(new LossMSE()).nIn(3).nOut(2).build())
        .build();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("torch")
  @DisplayName("saved in the middle and resumed, the next 50 steps are the same bit for bit")
  void resumes(String name, Factory factory, double[] expected, @TempDir Path folder)
      throws Exception {
    File file = folder.resolve("model.zip").toFile();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(factory.of(ITERATION)));
    network.init();
    Random random = new Random(9);
    for (int i = 0; i < 3; i++) {
      network.fit(batch(random));
    }
    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork again = ModelSerializer.restoreMultiLayerNetwork(file, true);
    for (int i = 0; i < 50; i++) {
      DataSet batch = batch(random);
      network.fit(batch);
      again.fit(batch);
    }
    assertSameBits(network.params(), again.params());
    assertEquals(network.getLearningRate(0), again.getLearningRate(0));
  }

  private static DataSet batch(Random random) {
    double[][] x = new double[4][3];
    double[][] y = new double[4][2];
    for (int i = 0; i < 4; i++) {
      for (int j = 0; j < 3; j++) {
        x[i][j] = random.nextGaussian();
      }
      y[i][0] = x[i][0] - x[i][1];
      y[i][1] = x[i][2];
    }
    return new DataSet(Nd4j.create(x), Nd4j.create(y));
  }

  @Test
  @DisplayName("for 200 schedules drawn at random, the rates are those of the step-by-step rule")
  void generated() {
    Random random = new Random(4);
    for (int k = 0; k < 200; k++) {
      double lr = random.nextDouble();
      double gamma = 1.5 * random.nextDouble();
      int size = 1 + random.nextInt(6);
      double low = 0.1 * random.nextDouble();
      List<Integer> milestones = random.ints(4, 0, 20).sorted().boxed().toList();
      walk(Schedules.stepLR(EPOCH, lr, size, gamma), lr, i -> i % size == 0 ? gamma : 1);
      walk(Schedules.exponentialLR(EPOCH, lr, gamma), lr, i -> gamma);
      long atStart = milestones.stream().filter(m -> m == 0).count();
      walk(
          Schedules.multiStepLR(EPOCH, lr, milestones, gamma),
          lr * Math.pow(gamma, atStart),
          i -> Math.pow(gamma, milestones.stream().filter(m -> m == i).count()));

      ISchedule cosine = Schedules.cosineAnnealingLR(EPOCH, lr, size, low);
      ISchedule line = Schedules.linearDecay(EPOCH, lr, size);
      assertEquals(lr, cosine.valueAt(0, 0), 1e-15);
      assertEquals(low, cosine.valueAt(0, size), 1e-15);
      for (int i = 0; i <= size; i++) {
        // the wave is symmetric about its middle, and about its lowest point
        double sum = cosine.valueAt(0, i) + cosine.valueAt(0, size - i);
        assertEquals(lr + low, sum, 1e-14);
        assertEquals(cosine.valueAt(0, size - i), cosine.valueAt(0, size + i), 1e-14);
        assertEquals(lr, line.valueAt(0, i) + line.valueAt(0, size - i), 1e-15);
      }
      assertEquals(0, line.valueAt(0, size + 1));
    }
  }

  private static void walk(ISchedule schedule, double start, DoubleUnaryOperator factor) {
    double rate = start;
    for (int i = 0; i < 25; i++) {
      rate *= i == 0 ? 1 : factor.applyAsDouble(i);
      assertEquals(rate, schedule.valueAt(1000, i), 1e-12 * rate, schedule + " at " + i);
    }
  }

  @Test
  @DisplayName("a warm-up shifts what follows in its own unit only, and one over 0 changes nothing")
  void warmUpUnits() {
    ISchedule byEpoch = Schedules.exponentialLR(EPOCH, 0.1, 0.5);
    ISchedule overSteps = Schedules.warmUp(ITERATION, 0.1, 10, 0.5, byEpoch);
    assertEquals(0.05, overSteps.valueAt(0, 0), 1e-15);
    assertEquals(0.075, overSteps.valueAt(5, 0), 1e-15);
    assertEquals(0.1, overSteps.valueAt(10, 0), 1e-15);
    assertEquals(0.025, overSteps.valueAt(30, 2), 1e-15);

    ISchedule overEpochs =
        Schedules.warmUp(EPOCH, 0.1, 2, 0.5, Schedules.exponentialLR(ITERATION, 0.1, 0.5));
    assertEquals(0.075, overEpochs.valueAt(7, 1), 1e-15);
    assertEquals(0.1 / 1024, overEpochs.valueAt(10, 2), 1e-15);

    ISchedule none = Schedules.warmUp(EPOCH, 0.1, 0, 0.5, byEpoch);
    assertArrayEquals(rates(byEpoch, EPOCH, 9), rates(none, EPOCH, 9));
  }

  @Test
  @DisplayName("a start share of 1 and a rate of 0 are allowed")
  void edges() {
    ISchedule flat = Schedules.warmUp(EPOCH, 0.1, 3, 1, Schedules.exponentialLR(EPOCH, 0.1, 1));
    assertArrayEquals(values(0.1, 0.1, 0.1, 0.1), rates(flat, EPOCH, 4), 1e-17);
    ISchedule zero = Schedules.warmUp(EPOCH, 0, 2, 0.5, Schedules.linearDecay(EPOCH, 0, 5));
    assertArrayEquals(new double[5], rates(zero, EPOCH, 5));
  }

  @Test
  @DisplayName("rejections name the argument, the rule and the value")
  void rejections() {
    for (double bad : values(-0.1, NaN, POSITIVE_INFINITY)) {
      String lr = "lr must be finite and at least 0, got " + bad;
      refuses(lr, () -> Schedules.stepLR(EPOCH, bad, 3, 0.1));
      refuses(lr, () -> Schedules.multiStepLR(EPOCH, bad, List.of(3), 0.1));
      refuses(lr, () -> Schedules.exponentialLR(EPOCH, bad, 0.1));
      refuses(lr, () -> Schedules.cosineAnnealingLR(EPOCH, bad, 3, 0));
      refuses(lr, () -> Schedules.linearDecay(EPOCH, bad, 3));
      String gamma = "gamma must be finite and at least 0, got " + bad;
      refuses(gamma, () -> Schedules.stepLR(EPOCH, 0.1, 3, bad));
      refuses(gamma, () -> Schedules.multiStepLR(EPOCH, 0.1, List.of(3), bad));
      refuses(gamma, () -> Schedules.exponentialLR(EPOCH, 0.1, bad));
      refuses(
          "etaMin must be finite and at least 0, got " + bad,
          () -> Schedules.cosineAnnealingLR(EPOCH, 0.1, 3, bad));
    }
    refuses("stepSize must be at least 1, got 0", () -> Schedules.stepLR(EPOCH, 0.1, 0, 0.1));
    refuses("tMax must be at least 1, got 0", () -> Schedules.cosineAnnealingLR(EPOCH, 0.1, 0, 0));
    refuses("total must be at least 1, got -3", () -> Schedules.linearDecay(EPOCH, 0.1, -3));
    refuses(
        "milestones must be at least 0 and in rising order, got [9, 3]",
        () -> Schedules.multiStepLR(EPOCH, 0.1, List.of(9, 3), 0.1));
    refuses(
        "milestones must be at least 0 and in rising order, got [-1]",
        () -> Schedules.multiStepLR(EPOCH, 0.1, List.of(-1), 0.1));
    ISchedule next = Schedules.linearDecay(EPOCH, 0.1, 3);
    refuses("steps must be at least 0, got -1", () -> Schedules.warmUp(EPOCH, 0.1, -1, 0.5, next));
    for (double bad : values(0, -0.5, 1.1, NaN)) {
      refuses(
          "startFactor must be above 0 and at most 1, got " + bad,
          () -> Schedules.warmUp(EPOCH, 0.1, 3, bad, next));
    }
    refuses("next must be a schedule, got null", () -> Schedules.warmUp(EPOCH, 0.1, 3, 0.5, null));
    String type = "type must be EPOCH or ITERATION, got null";
    refuses(type, () -> Schedules.stepLR(null, 0.1, 3, 0.1));
    refuses(type, () -> Schedules.multiStepLR(null, 0.1, List.of(), 0.1));
    refuses(type, () -> Schedules.exponentialLR(null, 0.1, 0.1));
    refuses(type, () -> Schedules.linearDecay(null, 0.1, 3));
    refuses(type, () -> Schedules.cosineAnnealingLR(null, 0.1, 3, 0));
    refuses(type, () -> Schedules.warmUp(null, 0.1, 3, 0.5, next));
  }

  private static void refuses(String message, Runnable construction) {
    var e = assertThrows(IllegalArgumentException.class, construction::run);
    assertEquals(message, e.getMessage());
  }
}
