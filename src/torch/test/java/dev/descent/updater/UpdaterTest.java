package dev.descent.updater;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.memory.MemoryWorkspace;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Nesterovs;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class UpdaterTest {
  private static final double[][] GRADIENTS = Steps.gradients(100, 12, 7);
  private static final double[][] FEW = Arrays.copyOf(GRADIENTS, 5);

  static Stream<Case> cases() {
    return Case.all();
  }

  @Test
  @DisplayName("every updater has a case")
  void isWhole() throws IOException {
    Set<String> tried =
        Case.all()
            .map(it -> it.updater().get().getClass().getSimpleName())
            .collect(Collectors.toSet());
    try (Stream<Path> files = Files.list(Path.of("main/java/dev/descent/updater"))) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        if (Files.readString(file).contains("class " + name + " extends BaseUpdater")) {
          assertTrue(tried.contains(name), name + " has no case in Case.all()");
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("the steps follow the formula, rate scheduled or not, in both precisions")
  void formula(Case each) {
    ISchedule schedule = new StepSchedule(ScheduleType.EPOCH, 0.1, 0.5, 3);
    for (boolean scheduled : new boolean[] {false, true}) {
      BaseUpdater updater = each.updater().get();
      updater.setLrAndSchedule(scheduled ? Double.NaN : 0.1, scheduled ? schedule : null);
      double[][] steps = Steps.of(updater, DataType.DOUBLE, GRADIENTS);
      double[][] rough = Steps.of(updater, DataType.FLOAT, GRADIENTS);
      for (int i = 0; i < GRADIENTS[0].length; i++) {
        Case.Formula formula = each.formula().get();
        for (int t = 0; t < GRADIENTS.length; t++) {
          double lr = scheduled ? 0.1 * Math.pow(0.5, t / 10 / 3) : 0.1;
          double expected = formula.step(GRADIENTS[t][i], t + 1, lr);
          String where = updater + ", parameter " + i + ", step " + (t + 1);
          assertEquals(expected, steps[t][i], 1e-12 * Math.abs(expected) + 1e-14, where);
          assertEquals(expected, rough[t][i], 1e-3 * Math.abs(expected) + 1e-4, where);
        }
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("with a rate of 0, or below float32's range, nothing moves, but the state goes on")
  void rateZero(Case each) {
    for (double rate : new double[] {0, 1e-60}) {
      BaseUpdater updater = each.updater().get();
      updater.setLrAndSchedule(rate, null);
      GradientUpdater<?> step = Steps.start(updater, DataType.FLOAT, 12);
      Map<String, INDArray> before = new HashMap<>();
      step.getState().forEach((name, part) -> before.put(name, part.dup()));
      for (int t = 0; t < FEW.length; t++) {
        INDArray g = Nd4j.createFromArray(FEW[t]).castTo(DataType.FLOAT);
        step.applyUpdater(g, t, 0);
        assertEquals(0.0, g.amaxNumber().doubleValue());
      }
      // with alpha 1 the average stays what it is
      boolean goesOn = !updater.equals(new RMSprop(rate, 1, 10));
      step.getState()
          .forEach(
              (name, part) ->
                  assertEquals(
                      goesOn, part.sub(before.get(name)).amaxNumber().doubleValue() > 0, name));
    }
  }

  @Test
  @DisplayName("in float32 too, decays near 1 cost no accuracy")
  void decays() {
    double[][] g = {{0.3}};
    for (double decay : new double[] {0.9, 0.99, 0.999, 0.9999, 0.99995}) {
      double adam = Steps.of(new Adam(0.1, 0.9, decay, 0), DataType.FLOAT, g)[0][0];
      assertEquals(0.1, adam, 1e-7, "Adam, " + decay);
      double expected = 0.1 / Math.sqrt(1 - decay);
      double rmsprop = Steps.of(new RMSprop(0.1, decay, 0), DataType.FLOAT, g)[0][0];
      assertEquals(expected, rmsprop, 1e-6 * expected, "RMSprop, " + decay);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("a long vector in the middle of another is stepped as its elements are, to the bit")
  void longVectors(Case each) {
    BaseUpdater updater = each.updater().get();
    int length = 10_001;
    INDArray whole = Nd4j.randn(DataType.FLOAT, length + 20);
    INDArray around = whole.dup();
    GradientUpdater<?> all = Steps.start(updater, DataType.FLOAT, length);
    GradientUpdater<?> some = Steps.start(updater, DataType.FLOAT, 3);
    Places picked = new Places(0, 4096, length - 1);
    for (int t = 0; t < 3; t++) {
      INDArray g = whole.get(NDArrayIndex.interval(7, 7 + length));
      g.assign(Nd4j.randn(DataType.FLOAT, length));
      INDArray few = picked.of(g);
      all.applyUpdater(g, t, 0);
      some.applyUpdater(few, t, 0);
      assertEquals(few, picked.of(g), "step " + t);
    }
    assertEquals(around.get(NDArrayIndex.interval(0, 7)), whole.get(NDArrayIndex.interval(0, 7)));
    assertEquals(
        around.get(NDArrayIndex.interval(length + 7, length + 20)),
        whole.get(NDArrayIndex.interval(length + 7, length + 20)));
  }

  /** Some places of a vector. */
  private record Places(int... places) {
    INDArray of(INDArray vector) {
      float[] values = new float[places.length];
      for (int i = 0; i < places.length; i++) {
        values[i] = vector.getFloat(places[i]);
      }
      return Nd4j.createFromArray(values);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("a gradient that is a column of a matrix is stepped like a plain one")
  void views(Case each) {
    BaseUpdater updater = each.updater().get();
    double[][] expected = Steps.of(updater, DataType.DOUBLE, FEW);
    GradientUpdater<?> step = Steps.start(updater, DataType.DOUBLE, 12);
    for (int t = 0; t < FEW.length; t++) {
      INDArray matrix = Nd4j.valueArrayOf(new long[] {12, 3}, 7.0, DataType.DOUBLE);
      INDArray column = matrix.getColumn(1);
      column.assign(Nd4j.createFromArray(FEW[t]));
      step.applyUpdater(column, t, 0);
      assertArrayEquals(expected[t], matrix.getColumn(1).dup().toDoubleVector(), "step " + t);
      assertEquals(7.0 * 24, matrix.getColumns(0, 2).sumNumber().doubleValue());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("a gradient matrix in column order is stepped like a flat one")
  void matrices(Case each) {
    BaseUpdater updater = each.updater().get();
    double[][] expected = Steps.of(updater, DataType.DOUBLE, FEW);
    long size = updater.stateSize(12);
    INDArray state = size == 0 ? null : Nd4j.createUninitialized(DataType.DOUBLE, size);
    GradientUpdater<?> step = updater.instantiate(state, false);
    step.setStateViewArray(state, new long[] {4, 3}, 'f', true);
    for (int t = 0; t < FEW.length; t++) {
      INDArray g = Nd4j.create(FEW[t], new long[] {4, 3}, 'f');
      step.applyUpdater(g, t, 0);
      assertArrayEquals(expected[t], g.data().asDouble(), "step " + t);
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("in a workspace no step writes over another array")
  void workspaces(Case each) {
    BaseUpdater updater = each.updater().get();
    double[][] expected = Steps.of(updater, DataType.DOUBLE, FEW);
    GradientUpdater<?> step = Steps.start(updater, DataType.DOUBLE, 12);
    for (int t = 0; t < FEW.length; t++) {
      try (MemoryWorkspace scope =
          Nd4j.getWorkspaceManager().getAndActivateWorkspace("UPDATER_TEST")) {
        INDArray other = t == 0 ? null : Nd4j.valueArrayOf(new long[] {200}, 7.0, DataType.DOUBLE);
        INDArray g = Nd4j.createFromArray(FEW[t]);
        step.applyUpdater(g, t, 0);
        assertArrayEquals(expected[t], g.toDoubleVector(), "step " + t + " in " + scope.getId());
        assertTrue(other == null || other.eq(7.0).all(), "step " + t);
      }
    }
  }

  @Test
  @DisplayName("the parts of the state have PyTorch's names")
  void names() {
    Map<IUpdater, Set<String>> expected =
        Map.of(
            new SGD(0.1),
            Set.of(),
            new SGD(0.1, 0.9),
            Set.of("momentum_buffer"),
            new Adam(0.1),
            Set.of("exp_avg", "exp_avg_sq"),
            new Adam(0.1, 0.9, 0.999, 1e-8, true),
            Set.of("exp_avg", "exp_avg_sq", "max_exp_avg_sq"),
            new RMSprop(0.1),
            Set.of("square_avg"),
            new RMSprop(0.1, 0.9, 1e-8, 0.9, true),
            Set.of("square_avg", "grad_avg", "momentum_buffer"),
            new Adagrad(0.1),
            Set.of("sum"),
            new Adadelta(),
            Set.of("square_avg", "acc_delta"));
    expected.forEach(
        (updater, names) ->
            assertEquals(names, Steps.start(updater, DataType.FLOAT, 2).getState().keySet()));
    Map<String, INDArray> wrong = Map.of("M", Nd4j.zeros(2));
    assertEquals(
        "the state must be [exp_avg, exp_avg_sq], got [M]",
        assertThrows(IllegalArgumentException.class, () -> new Adam(0.1).instantiate(wrong, false))
            .getMessage());
    INDArray gradient = Nd4j.ones(3, 2).get(NDArrayIndex.all(), NDArrayIndex.point(0));
    assertEquals(
        "an array of shape [3] cannot be seen as [2] without a copy",
        assertThrows(
                IllegalArgumentException.class,
                () -> Steps.start(new Adam(0.1), DataType.FLOAT, 2).applyUpdater(gradient, 0, 0))
            .getMessage());
  }

  @Test
  @DisplayName("without momentum and dampening, momentum's steps are plain SGD's")
  void momentumZero() {
    Random random = new Random(3);
    for (int i = 0; i < 20; i++) {
      double rate = Math.pow(10, -4 * random.nextDouble());
      double dampening = random.nextDouble();
      double[][] g = Steps.gradients(20, 6, i);
      double[][] plain = Steps.of(new SGD(rate), DataType.DOUBLE, g);
      assertArrayEquals(
          plain, Steps.of(new SGD(rate, 0, dampening, false), DataType.DOUBLE, g), "rate " + rate);
      double[][] tiny = Steps.of(new SGD(rate, 1e-18, 0, true), DataType.DOUBLE, g);
      assertEquals(plain[19][5], tiny[19][5], 1e-14 * Math.abs(plain[19][5]));
    }
  }

  @Test
  @DisplayName("with eps 0, the adaptive ones do not see how large the loss is")
  void scale() {
    Random random = new Random(4);
    for (int i = 0; i < 20; i++) {
      double beta = 0.05 + 0.9 * random.nextDouble();
      double factor = Math.pow(10, 6 * random.nextDouble() - 3);
      double[][] g = Steps.gradients(20, 6, i);
      double[][] scaled = new double[20][6];
      for (int t = 0; t < 20; t++) {
        for (int j = 0; j < 6; j++) {
          scaled[t][j] = factor * g[t][j];
        }
      }
      for (IUpdater updater :
          new IUpdater[] {
            new Adam(0.1, beta, 1 - beta / 2, 0, i % 2 == 0),
            new RMSprop(0.1, beta, 0, beta, i % 2 == 0),
            new Adagrad(0.1, beta, 0, 0)
          }) {
        double[][] one = Steps.of(updater, DataType.DOUBLE, g);
        double[][] other = Steps.of(updater, DataType.DOUBLE, scaled);
        for (int t = 1; t < 20; t++) { // centered, the first step divides by rounding
          assertEquals(one[t][5], other[t][5], 1e-9 * Math.abs(one[t][5]), updater + ", " + t);
        }
      }
    }
  }

  @Test
  @DisplayName("Nesterov is DL4J's at a constant rate, Adadelta is DL4J's with rate 1")
  void sameAsDl4j() {
    Random random = new Random(5);
    for (int i = 0; i < 20; i++) {
      double rate = random.nextDouble();
      double decay = 0.05 + 0.9 * random.nextDouble();
      double[][] g = Steps.gradients(50, 6, i);
      same(new Nesterovs(rate, decay), new SGD(rate, decay, 0, true), g);
      same(new AdaDelta(decay, 1e-5), new Adadelta(1, decay, 1e-5), g);
    }
  }

  private static void same(IUpdater theirs, IUpdater ours, double[][] gradients) {
    double[][] expected = Steps.of(theirs, DataType.DOUBLE, gradients);
    double[][] actual = Steps.of(ours, DataType.DOUBLE, gradients);
    for (int t = 0; t < gradients.length; t++) {
      for (int j = 0; j < gradients[t].length; j++) {
        assertEquals(expected[t][j], actual[t][j], 1e-12 * Math.abs(expected[t][j]), "step " + t);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("equal settings make equal updaters; rate, schedule and copy count")
  void equality(Case each) {
    BaseUpdater one = each.updater().get();
    assertEquals(one, each.updater().get());
    assertEquals(one.hashCode(), each.updater().get().hashCode());
    assertEquals(1, cases().filter(other -> other.updater().get().equals(one)).count());

    IUpdater scheduled = one.clone();
    assertEquals(one, scheduled);
    scheduled.setLrAndSchedule(Double.NaN, new StepSchedule(ScheduleType.EPOCH, 0.25, 0.5, 1));
    assertNotEquals(one, scheduled);
    assertEquals(0.1, one.getLearningRate(0, 1));
    assertEquals(0.125, scheduled.clone().getLearningRate(0, 1));
    assertEquals(scheduled, scheduled.clone());
    IUpdater faster = one.clone();
    faster.setLrAndSchedule(0.2, null);
    assertNotEquals(one, faster);
    assertEquals(0.2, faster.getLearningRate(0, 0));
    assertTrue(one.hasLearningRate());
  }

  static Stream<Arguments> rejections() {
    double nan = Double.NaN;
    double infinite = Double.POSITIVE_INFINITY;
    return Stream.of(
        rejected("learningRate must be at least 0, got -0.1", () -> new SGD(-0.1)),
        rejected("learningRate must be at least 0, got NaN", () -> new Adam(nan)),
        rejected("learningRate must be finite, got Infinity", () -> new RMSprop(infinite)),
        rejected("learningRate must be at least 0, got -1.0", () -> new Adagrad(-1)),
        rejected("learningRate must be at least 0, got -1.0", () -> new Adadelta(-1, 0.9, 0)),
        rejected(
            "learningRate must be at least 0, got NaN",
            () -> new SGD(0.1).setLrAndSchedule(nan, null)),
        rejected("momentum must be at least 0, got -0.1", () -> new SGD(0.1, -0.1)),
        rejected("dampening must be finite, got NaN", () -> new SGD(0.1, 0.9, nan, false)),
        rejected(
            "nesterov must come with momentum above 0 and dampening 0, got momentum 0.0 and"
                + " dampening 0.0",
            () -> new SGD(0.1, 0, 0, true)),
        rejected(
            "nesterov must come with momentum above 0 and dampening 0, got momentum 0.9 and"
                + " dampening 0.1",
            () -> new SGD(0.1, 0.9, 0.1, true)),
        rejected("beta1 must be in [0, 1), got 1.0", () -> new Adam(0.1, 1, 0.9, 0)),
        rejected("beta1 must be in [0, 1), got -0.5", () -> new Adam(0.1, -0.5, 0.9, 0)),
        rejected("beta2 must be in [0, 1), got 1.0", () -> new Adam(0.1, 0.9, 1, 0)),
        rejected("beta2 must be in [0, 1), got NaN", () -> new Adam(0.1, 0.9, nan, 0)),
        rejected("eps must be at least 0, got -1.0E-8", () -> new Adam(0.1, 0.9, 0.9, -1e-8)),
        rejected("alpha must be in [0, 1], got 1.5", () -> new RMSprop(0.1, 1.5, 0)),
        rejected("alpha must be in [0, 1], got -0.5", () -> new RMSprop(0.1, -0.5, 0)),
        rejected("eps must be at least 0, got -1.0", () -> new RMSprop(0.1, 0.9, -1)),
        rejected(
            "momentum must be at least 0, got -0.9", () -> new RMSprop(0.1, 0.9, 0, -0.9, true)),
        rejected("lrDecay must be at least 0, got -0.5", () -> new Adagrad(0.1, -0.5, 0, 0)),
        rejected(
            "initialAccumulator must be at least 0, got -0.5", () -> new Adagrad(0.1, 0, -0.5, 0)),
        rejected("eps must be at least 0, got NaN", () -> new Adagrad(0.1, 0, 0, nan)),
        rejected("rho must be in [0, 1], got 1.1", () -> new Adadelta(1, 1.1, 0)),
        rejected("eps must be at least 0, got -0.1", () -> new Adadelta(1, 0.9, -0.1)),
        rejected("coefficient must be at least 0, got -0.1", () -> WeightDecay.coupled(-0.1)),
        rejected("coefficient must be at least 0, got NaN", () -> WeightDecay.decoupled(nan)));
  }

  private static Arguments rejected(String message, Executable call) {
    return Arguments.of(message, call);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("rejections")
  @DisplayName("rejections name the argument, the rule and the value")
  void rejection(String message, Executable call) {
    assertEquals(message, assertThrows(IllegalArgumentException.class, call).getMessage());
  }
}
