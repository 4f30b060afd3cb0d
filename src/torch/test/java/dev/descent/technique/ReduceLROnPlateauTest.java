package dev.descent.technique;

import static dev.descent.SameBits.assertSameBits;
import static java.lang.Double.NEGATIVE_INFINITY;
import static java.lang.Double.NaN;
import static java.lang.Double.POSITIVE_INFINITY;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.schedule.Schedules;
import dev.descent.technique.ReduceLROnPlateau.Builder;
import dev.descent.technique.ReduceLROnPlateau.Mode;
import dev.descent.technique.ReduceLROnPlateau.State;
import dev.descent.technique.ReduceLROnPlateau.ThresholdMode;
import java.io.File;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;

class ReduceLROnPlateauTest {
  /** Rows of noise, so that the loss soon stays where it is. */
  private static final List<DataSet> ROWS = rows();

  private static List<DataSet> rows() {
    Random random = new Random(5);
    List<DataSet> all = new ArrayList<>();
    for (int i = 0; i < 40; i++) {
      double[] x = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double[] y = {Math.sin(x[0]) + 0.5 * random.nextGaussian()};
      all.add(new DataSet(Nd4j.create(new double[][] {x}), Nd4j.create(new double[][] {y})));
    }
    return all;
  }

  /** Five batches of eight, the same in every epoch. */
  private static DataSetIterator batches() {
    return new ListDataSetIterator<>(ROWS, 8);
  }

  private static MultiLayerNetwork network(IUpdater updater, IUpdater last) {
    var layers =
        new NeuralNetConfiguration.Builder()
            .seed(7)
            .updater(updater)
            .list()
            .layer(new DenseLayer.Builder().nIn(3).nOut(4).activation(Activation.TANH).build())
            .layer(new DenseLayer.Builder().nIn(4).nOut(4).activation(Activation.TANH).build())
            .layer(
                new OutputLayer.Builder(new LossMSE())
                    .nIn(4)
                    .nOut(1)
                    .activation(Activation.IDENTITY)
                    .updater(last)
                    .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  private static MultiLayerNetwork network(IUpdater updater) {
    return network(updater, updater);
  }

  private static double loss(MultiLayerNetwork network) {
    return network.score(DataSet.merge(ROWS), false);
  }

  private static Builder settings() {
    return ReduceLROnPlateau.builder();
  }

  /** Returns the rates after epochs that end with these metrics; nothing is trained. */
  private static double[] rates(Builder settings, double rate, double... metrics) {
    MultiLayerNetwork network = network(new Sgd(rate));
    double[] rates = new double[metrics.length];
    int[] next = {0};
    ReduceLROnPlateau plateau = settings.build(n -> metrics[next[0]++]);
    assertTrue(Double.isNaN(plateau.learningRate()));
    for (int i = 0; i < rates.length; i++) {
      plateau.onEpochEnd(network);
      rates[i] = network.getLearningRate(2);
      assertEquals(rates[i], plateau.learningRate());
    }
    return rates;
  }

  /**
   * PyTorch 1.13's rates for these metrics:
   *
   * <pre>
   *   o = torch.optim.SGD([torch.nn.Parameter(torch.zeros(1))], lr=0.1)
   *   s = torch.optim.lr_scheduler.ReduceLROnPlateau(o, **settings)
   *   for m in metrics: s.step(m); print(o.param_groups[0]['lr'])
   * </pre>
   */
  static List<Arguments> torch() {
    double inf = POSITIVE_INFINITY;
    return List.of(
        row(
            "factor=0.1, patience=1",
            settings().factor(0.1).patience(1),
            values(1, .9, .9, .9, .9, .8, .8, .8, .8),
            values(.1, .1, .1, .01, .01, .01, .01, .001, .001)),
        row(
            "factor=0.5, patience=0",
            settings().factor(0.5).patience(0),
            values(1, 1, 1, .5, .5, .5),
            values(.1, .05, .025, .025, .0125, .00625)),
        row(
            "mode='max', factor=0.5, patience=1, threshold=0.05, threshold_mode='abs'",
            settings()
                .mode(Mode.MAX)
                .factor(0.5)
                .patience(1)
                .threshold(0.05)
                .thresholdMode(ThresholdMode.ABS),
            values(.5, .6, .6, .6, .65, .6, .6, .6),
            values(.1, .1, .1, .05, .05, .025, .025, .0125)),
        row(
            "factor=0.5, patience=1, cooldown=2",
            settings().factor(0.5).patience(1).cooldown(2),
            values(1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1),
            values(.1, .1, .05, .05, .05, .05, .025, .025, .025, .025, .0125, .0125)),
        row(
            "factor=0.5, patience=1, NaN and infinite metrics",
            settings().factor(0.5).patience(1),
            values(1, NaN, NaN, NaN, .5, .5, inf, -inf, -inf),
            values(.1, .1, .05, .05, .05, .05, .025, .025, .025)),
        row(
            "factor=0.1, patience=0, min_lr=0.003",
            settings().factor(0.1).patience(0).minLr(0.003),
            values(1, 1, 1, 1, 1, 1),
            values(.1, .01, .003, .003, .003, .003)),
        row(
            "factor=0.5, patience=0, eps=0.03",
            settings().factor(0.5).patience(0).eps(0.03),
            values(1, 1, 1, 1),
            values(.1, .05, .05, .05)),
        row(
            "factor=0.5, patience=0, threshold=0.1, metrics below 0",
            settings().factor(0.5).patience(0).threshold(0.1),
            values(-1, -1.05, -1.05, -1.2, -1.1, -1.1),
            values(.1, .1, .1, .1, .1, .1)),
        row(
            "mode='max', factor=0.5, patience=0, threshold=0.1",
            settings().mode(Mode.MAX).factor(0.5).patience(0).threshold(0.1),
            values(-1, -0.95, -0.8, -0.8, .1, .105, .12),
            values(.1, .1, .1, .1, .1, .05, .05)),
        row(
            "factor=0.5, patience=0, threshold=1.0",
            settings().factor(0.5).patience(0).threshold(1),
            values(3, 2, 1, 0.5),
            values(.05, .025, .0125, .00625)),
        row(
            "factor=0.0, patience=1",
            settings().factor(0).patience(1),
            values(3, 2, 1, 1, 1, 0.5),
            values(.1, .1, .1, .1, 0, 0)));
  }

  private static Arguments row(String name, Builder settings, double[] metrics, double[] rates) {
    return Arguments.of(name, settings, metrics, rates);
  }

  private static double[] values(double... values) {
    return values;
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource
  @DisplayName("the rates are PyTorch's")
  void torch(String name, Builder settings, double[] metrics, double[] expected) {
    assertArrayEquals(expected, rates(settings, 0.1, metrics), 1e-17);
  }

  @Test
  @DisplayName("the rates follow the rule, for 100 settings and walks drawn at random")
  void generated() {
    Random random = new Random(11);
    int changes = 0;
    for (int k = 0; k < 100; k++) {
      boolean max = random.nextBoolean();
      boolean abs = random.nextBoolean();
      double factor = random.nextDouble();
      int patience = random.nextInt(4);
      double threshold = random.nextInt(3) * 0.1;
      int cooldown = random.nextInt(4);
      double minLr = random.nextBoolean() ? 0 : 0.01;
      double eps = random.nextBoolean() ? 1e-8 : 0.02;
      double[] metrics = new double[40];
      double walk = 2;
      for (int i = 0; i < metrics.length; i++) {
        walk += random.nextGaussian() * 0.2;
        metrics[i] = random.nextInt(15) == 0 ? NaN : walk;
      }
      Builder settings =
          settings()
              .mode(max ? Mode.MAX : Mode.MIN)
              .thresholdMode(abs ? ThresholdMode.ABS : ThresholdMode.REL)
              .factor(factor)
              .patience(patience)
              .threshold(threshold)
              .cooldown(cooldown)
              .minLr(minLr)
              .eps(eps);
      double[] expected = new double[metrics.length];
      double rate = 0.1;
      // By epochs instead of counters: which epochs count as bad since when.
      double best = NaN;
      int lastGood = -1;
      int countFrom = 0;
      for (int i = 0; i < metrics.length; i++) {
        double m = metrics[i];
        double gain = max ? m - best : best - m;
        double needed = abs ? threshold : threshold * best;
        boolean first = Double.isNaN(best) && !Double.isNaN(m);
        if (first || gain > needed) {
          best = m;
          lastGood = i;
        }
        int bad = i - Math.max(lastGood, countFrom - 1);
        if (bad > patience) {
          double lowered = Math.max(rate * factor, minLr);
          rate = rate - lowered > eps ? lowered : rate;
          lastGood = i;
          countFrom = i + 1 + cooldown;
        }
        expected[i] = rate;
      }
      changes += rate < 0.1 ? 1 : 0;
      assertArrayEquals(expected, rates(settings, 0.1, metrics), 0, "settings " + k);
    }
    assertTrue(changes > 50, changes + " of 100 changed the rate");
  }

  @Test
  @DisplayName(
      "a plateau in epochs 4 and 7 trains as a schedule with those milestones, bit for bit")
  void keepsTheOptimizersState() {
    Map<Integer, Double> rates = Map.of(0, 0.05, 4, 0.05 * 0.1, 7, 0.05 * 0.1 * 0.1);
    MultiLayerNetwork scheduled = network(new Adam(new MapSchedule(ScheduleType.EPOCH, rates)));
    scheduled.fit(batches(), 10);

    double[] metrics = {5, 4, 3, 3, 2, 1.5, 2, 1, 0.5, 0.25};
    MultiLayerNetwork network = network(new Adam(0.05));
    int[] epoch = {0};
    network.setListeners(settings().patience(0).build(n -> metrics[epoch[0]++]));
    network.fit(batches(), 10);
    assertEquals(10, epoch[0]);
    assertSameBits(scheduled.params(), network.params());
    assertSameBits(
        scheduled.getUpdater().getStateViewArray(), network.getUpdater().getStateViewArray());
  }

  @Test
  @DisplayName("each layer keeps a rate of its own, as PyTorch's parameter groups do")
  void layersWithTheirOwnRates() {
    MultiLayerNetwork network = network(new Adam(0.05), new Adam(0.004));
    ReduceLROnPlateau plateau = settings().patience(0).factor(0.5).minLr(0.003).build(n -> 1);
    network.setListeners(plateau);
    network.fit(batches(), 1);
    INDArray state = network.getUpdater().getStateViewArray().dup();
    plateau.onEpochEnd(network);
    assertEquals(0.025, network.getLearningRate(0));
    assertEquals(0.025, network.getLearningRate(1));
    assertEquals(0.003, network.getLearningRate(2));
    assertEquals(0.025, plateau.learningRate());
    assertSameBits(state, network.getUpdater().getStateViewArray());
  }

  @Test
  @DisplayName("with early stopping it sees every epoch and lowers the rate")
  void earlyStopping() {
    MultiLayerNetwork network = network(new Adam(0.05));
    List<Double> losses = new ArrayList<>();
    List<Double> rates = new ArrayList<>();
    network.setListeners(
        settings()
            .factor(0.5)
            .patience(1)
            .build(
                n -> {
                  losses.add(loss(n));
                  return losses.get(losses.size() - 1);
                }),
        new BaseTrainingListener() {
          @Override
          public void onEpochEnd(Model model) {
            rates.add(((MultiLayerNetwork) model).getLearningRate(0));
          }
        });
    DataSetIterator validation = new ListDataSetIterator<>(ROWS, ROWS.size());
    var result =
        new EarlyStoppingTrainer(
                new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
                    .modelSaver(new InMemoryModelSaver<>())
                    .scoreCalculator(new DataSetLossCalculator(validation, true))
                    .epochTerminationConditions(new MaxEpochsTerminationCondition(60))
                    .build(),
                network,
                batches())
            .fit();
    assertEquals(60, result.getTotalEpochs());
    assertEquals(60, losses.size());
    assertEquals(losses, List.copyOf(result.getScoreVsEpoch().values()));
    double[] all = losses.stream().mapToDouble(v -> v).toArray();
    assertArrayEquals(
        rates(settings().factor(0.5).patience(1), 0.05, all),
        rates.stream().mapToDouble(v -> v).toArray());
    assertTrue(rates.get(59) < 0.05, "the rate fell");
  }

  @Test
  @DisplayName("saved with its state and resumed, the next 50 steps are the same bit for bit")
  void resumes(@TempDir Path folder) throws Exception {
    File file = folder.resolve("model.zip").toFile();
    ObjectMapper json = new ObjectMapper();
    Builder settings = settings().factor(0.5).patience(1).cooldown(1).threshold(0.05);
    MultiLayerNetwork network = network(new Adam(0.05));
    ReduceLROnPlateau plateau = settings.build(ReduceLROnPlateauTest::loss);
    network.setListeners(plateau);
    do {
      network.fit(batches());
    } while (plateau.learningRate() == 0.05 || plateau.state().badEpochs() == 0);
    ModelSerializer.writeModel(network, file, true);
    String saved = json.writeValueAsString(plateau.state());

    MultiLayerNetwork again = ModelSerializer.restoreMultiLayerNetwork(file, true);
    ReduceLROnPlateau resumed = settings.build(ReduceLROnPlateauTest::loss);
    resumed.restore(json.readValue(saved, State.class));
    again.setListeners(resumed);
    assertEquals(plateau.state(), resumed.state());
    double before = network.getLearningRate(0);
    assertEquals(before, again.getLearningRate(0));
    for (int epoch = 0; epoch < 10; epoch++) {
      network.fit(batches());
      again.fit(batches());
      assertSameBits(network.params(), again.params(), "epoch " + epoch);
      assertEquals(plateau.state(), resumed.state(), "epoch " + epoch);
    }
    assertNotEquals(before, plateau.learningRate(), "a rate that changed after the save");
    assertSameBits(
        network.getUpdater().getStateViewArray(), again.getUpdater().getStateViewArray());
  }

  @Test
  @DisplayName("the state before the first epoch survives JSON, infinities and all")
  void freshState() throws Exception {
    ObjectMapper json = new ObjectMapper();
    for (Mode mode : Mode.values()) {
      State state = settings().mode(mode).build(n -> 0).state();
      assertEquals(mode == Mode.MIN ? POSITIVE_INFINITY : NEGATIVE_INFINITY, state.best());
      assertEquals(state, json.readValue(json.writeValueAsString(state), State.class));
    }
  }

  @Test
  @DisplayName("a network whose rate it cannot set is refused before the first step")
  void refusesNetworks() {
    Adam scheduled = new Adam(Schedules.stepLR(ScheduleType.EPOCH, 0.1, 30, 0.1));
    refuses(
        network(new Adam(0.1), scheduled),
        "ReduceLROnPlateau needs one constant learning rate a layer, but layer 2 has a schedule: "
            + scheduled);
    refuses(network(new AdaDelta()), "ReduceLROnPlateau needs a learning rate, got none");
    var biased =
        new NeuralNetConfiguration.Builder()
            .updater(new Sgd(0.1))
            .biasUpdater(new Sgd(0.2))
            .list()
            .layer(new OutputLayer.Builder(new LossMSE()).nIn(3).nOut(2).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(biased);
    network.init();
    refuses(
        network,
        "ReduceLROnPlateau needs one constant learning rate a layer, but layer 0 has an updater of"
            + " its own for the biases: "
            + new Sgd(0.2));
  }

  private static void refuses(MultiLayerNetwork network, String message) {
    network.setListeners(settings().build(n -> 1));
    INDArray before = network.params().dup();
    var e = assertThrows(IllegalStateException.class, () -> network.fit(batches(), 1));
    assertEquals(message, e.getMessage());
    assertSameBits(before, network.params());
  }

  @Test
  @DisplayName("settings that make no sense are refused")
  void refusesSettings() {
    refuses("factor must be at least 0 and below 1, got 1.0", () -> settings().factor(1));
    refuses("factor must be at least 0 and below 1, got -0.1", () -> settings().factor(-0.1));
    refuses("factor must be at least 0 and below 1, got NaN", () -> settings().factor(NaN));
    refuses("patience must be at least 0, got -1", () -> settings().patience(-1));
    refuses("threshold must be at least 0, got -0.1", () -> settings().threshold(-0.1));
    refuses("threshold must be at least 0, got NaN", () -> settings().threshold(NaN));
    refuses("cooldown must be at least 0, got -2", () -> settings().cooldown(-2));
    refuses("minLr must be at least 0, got -1.0", () -> settings().minLr(-1));
    refuses("eps must be at least 0, got NaN", () -> settings().eps(NaN));
  }

  private static void refuses(String message, Runnable setting) {
    var e = assertThrows(IllegalArgumentException.class, setting::run);
    assertEquals(message, e.getMessage());
  }
}
