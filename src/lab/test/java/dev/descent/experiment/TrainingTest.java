package dev.descent.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.BadInputException;
import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.layer.Linear;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.L1Loss;
import dev.descent.loss.MSELoss;
import dev.descent.loss.SmoothL1Loss;
import dev.descent.technique.TrainingDivergedException;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;

class TrainingTest {
  /** Two clouds in the plane, three standard deviations apart. */
  private static Split clouds(int rows) {
    Random random = new Random(3);
    float[] values = new float[2 * rows];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = i % 2;
      values[2 * i] = (float) (random.nextGaussian() + 3 * labels[i]);
      values[2 * i + 1] = (float) random.nextGaussian();
    }
    Dataset data = Dataset.classification("clouds", values, 2, labels, List.of("left", "right"));
    return Split.of(data, 0.2, 0.2, 1);
  }

  private static Experiment experiment(Network network, Optimizer optimizer, double rate) {
    return new Experiment(
        "clouds", network, Loss.CROSS_ENTROPY, optimizer, rate, Schedule.CONSTANT, 16, 4, 5);
  }

  private static Run run(Experiment experiment) {
    return Training.run(experiment, clouds(205), progress -> {});
  }

  private static final Network SMALL = new Network(List.of(8), 0, false);

  @ParameterizedTest
  @EnumSource
  @DisplayName("every optimizer lowers the loss")
  void learns(Optimizer optimizer) {
    Run run = run(experiment(SMALL, optimizer, optimizer.defaultRate()));
    assertEquals(4, run.epochs().size());
    assertTrue(run.last().trainingLoss() < run.epochs().get(0).trainingLoss());
    assertTrue(run.last().gradientNorm() > 0);
    assertEquals(optimizer.defaultRate(), run.last().learningRate());
  }

  @Test
  @DisplayName("two clouds are told apart, and the confusion matrix agrees with the accuracy")
  void accuracy() {
    Run run = run(experiment(SMALL, Optimizer.ADAM, 0.05));
    assertTrue(run.testAccuracy() > 0.85, "accuracy " + run.testAccuracy());
    int[][] confusion = run.confusion();
    assertEquals(41, confusion[0][0] + confusion[0][1] + confusion[1][0] + confusion[1][1], 1);
    assertEquals(
        (confusion[0][0] + confusion[1][1])
            / (double) (confusion[0][0] + confusion[0][1] + confusion[1][0] + confusion[1][1]),
        run.testAccuracy());
    assertEquals(OptionalInt.empty(), run.epochsTo(1.1));
    assertEquals(OptionalInt.of(1), run.epochsTo(0.0));
  }

  @Test
  @DisplayName("the same experiment gives the same bits, with dropout and batch normalisation too")
  void repeatable() {
    for (Network network : List.of(SMALL, new Network(List.of(8, 4), 0.5, true))) {
      Run first = run(experiment(network, Optimizer.ADAM, 0.01));
      Run second = run(experiment(network, Optimizer.ADAM, 0.01));
      assertEquals(first.parametersSha256(), second.parametersSha256());
      assertEquals(first.last().validationLoss(), second.last().validationLoss());
      assertArrayEquals(first.confusion(), second.confusion());
    }
  }

  @Test
  @DisplayName("another seed or dropout gives other bits")
  void seeds() {
    Experiment one = experiment(SMALL, Optimizer.SGD, 0.01);
    Experiment two =
        new Experiment(
            "clouds", SMALL, Loss.CROSS_ENTROPY, Optimizer.SGD, 0.01, Schedule.CONSTANT, 16, 4, 6);
    Experiment dropout = experiment(new Network(List.of(8), 0.5, false), Optimizer.SGD, 0.01);
    String hash = run(one).parametersSha256();
    assertNotEquals(hash, run(two).parametersSha256());
    assertNotEquals(hash, run(dropout).parametersSha256());
  }

  @Test
  @DisplayName(
      "weight decay is the one given, decoupled for AdamW; without one, the optimizer's own")
  void weightDecay() {
    String adam = run(experiment(SMALL, Optimizer.ADAM, 0.01)).parametersSha256();
    String adamW = run(experiment(SMALL, Optimizer.ADAMW, 0.01)).parametersSha256();
    assertEquals(adam, hash(Optimizer.ADAM, 0));
    assertEquals(adam, hash(Optimizer.ADAMW, 0));
    assertEquals(adamW, hash(Optimizer.ADAMW, 0.01));
    assertNotEquals(adam, adamW);
    assertNotEquals(adamW, hash(Optimizer.ADAM, 0.01), "added to the gradient");
    assertNotEquals(adamW, hash(Optimizer.ADAMW, 0.1));
  }

  private static String hash(Optimizer optimizer, double decay) {
    return run(new Experiment(
            "clouds",
            SMALL,
            Loss.CROSS_ENTROPY,
            optimizer,
            0.01,
            Schedule.CONSTANT,
            16,
            4,
            5,
            decay,
            Map.of()))
        .parametersSha256();
  }

  @Test
  @DisplayName("with learning rate 0 nothing moves: training loss stays, up to the order of sums")
  void standsStill() {
    Run run = run(experiment(SMALL, Optimizer.SGD, 0.0));
    assertEquals(
        run.epochs().get(0).validationLoss(), run.last().validationLoss(), 0.0, "validation");
    assertEquals(run.epochs().get(0).trainingLoss(), run.last().trainingLoss(), 1e-6, "training");
  }

  /**
   * A step of plain SGD on the whole training part moves the parameters by lr · g, so the loss
   * falls by about lr · |g|²: a check of the gradient norm against the loss itself.
   */
  @Test
  @DisplayName("the gradient norm is that of the mean loss")
  void gradientNorm() {
    Split data = clouds(200);
    double rate = 0.001;
    int rows = data.train().size();
    Run run =
        Training.run(
            new Experiment(
                "clouds",
                SMALL,
                Loss.CROSS_ENTROPY,
                Optimizer.PLAIN_SGD,
                rate,
                Schedule.CONSTANT,
                rows,
                2,
                5),
            data,
            progress -> {});
    double fall = run.epochs().get(0).trainingLoss() - run.epochs().get(1).trainingLoss();
    double norm = run.epochs().get(0).gradientNorm();
    assertEquals(rate * norm * norm, fall, 0.05 * fall);
  }

  @Test
  @DisplayName("schedules change the rate by the epoch")
  void schedule() {
    Run run =
        run(
            new Experiment(
                "clouds",
                SMALL,
                Loss.CROSS_ENTROPY,
                Optimizer.ADAM,
                0.01,
                Schedule.parse("step:2,0.1"),
                16,
                4,
                5));
    assertEquals(0.01, run.epochs().get(1).learningRate());
    assertEquals(0.001, run.epochs().get(2).learningRate(), 1e-12);
  }

  @Test
  @DisplayName("on a plateau of the validation loss the rate falls")
  void plateau() {
    Run run =
        run(
            new Experiment(
                "clouds",
                SMALL,
                Loss.CROSS_ENTROPY,
                Optimizer.ADAM,
                0.3,
                Schedule.parse("plateau:0.5,0"),
                16,
                12,
                5));
    double rate = 0.3;
    double best = Double.POSITIVE_INFINITY;
    for (Epoch epoch : run.epochs()) {
      assertEquals(rate, epoch.learningRate(), "epoch " + epoch.epoch());
      if (epoch.validationLoss() < best * (1 - 1e-4)) {
        best = epoch.validationLoss();
      } else {
        rate /= 2;
      }
    }
    assertTrue(rate < 0.3, "the loss stood still at least once");
  }

  @Test
  @DisplayName("a regression has losses and no accuracy")
  void regression() {
    Random random = new Random(1);
    float[] x = new float[200];
    float[] y = new float[200];
    for (int i = 0; i < x.length; i++) {
      x[i] = random.nextFloat();
      y[i] = 3 * x[i] - 1;
    }
    Split data = Split.of(Dataset.regression("line", x, 1, y), 0.2, 0.2, 1);
    Run run =
        Training.run(
            new Experiment(
                "line",
                new Network(List.of(), 0, false),
                Loss.MSE,
                Optimizer.ADAM,
                0.1,
                Schedule.CONSTANT,
                16,
                40,
                1),
            data,
            progress -> {});
    assertTrue(run.testLoss() < 1e-3, "loss " + run.testLoss());
    assertEquals(Double.NaN, run.testAccuracy());
    assertEquals(0, run.confusion().length);
  }

  @Test
  @DisplayName(
      "a loss that is no longer finite stops the training and says where; the next one runs")
  void diverges() {
    var e =
        assertThrows(
            TrainingDivergedException.class,
            () -> run(experiment(new Network(List.of(8, 8, 8), 0, false), Optimizer.SGD, 9e5)));
    assertTrue(
        e.getMessage()
            .matches(
                "the loss became \\S+ in epoch 1, iteration \\d+, with learning rate 900000\\.0; .*"),
        e.getMessage());
    run(experiment(SMALL, Optimizer.SGD, 0.01));
  }

  @Test
  @DisplayName("a network that the very last step breaks is no result")
  void divergesInTheLastStep() {
    Split data = clouds(200);
    Experiment oneStep =
        new Experiment(
            "clouds",
            new Network(List.of(8, 8), 0, false),
            Loss.CROSS_ENTROPY,
            Optimizer.SGD,
            1e30,
            Schedule.CONSTANT,
            data.train().size(),
            1,
            5);
    var e =
        assertThrows(
            TrainingDivergedException.class, () -> Training.run(oneStep, data, progress -> {}));
    assertEquals(
        "the loss on the validation part became NaN in epoch 1, iteration 1, with learning rate"
            + " 1.0E30; the last finite loss was 0.7949",
        e.getMessage());
  }

  /** With its rate a little too high, the loss grows by a factor each step. */
  @Test
  @DisplayName("a training that diverges late keeps the best model of the epochs before")
  void keepsTheBest() {
    Split data = clouds(205);
    List<Training.Progress> reports = new ArrayList<>();
    Experiment experiment =
        new Experiment(
            "clouds",
            new Network(List.of(), 0, false),
            Loss.MSE,
            Optimizer.PLAIN_SGD,
            1.0,
            Schedule.CONSTANT,
            16,
            60,
            5);
    var e =
        assertThrows(
            TrainingDivergedException.class, () -> Training.run(experiment, data, reports::add));
    var best = e.best().orElseThrow();
    assertTrue(
        e.getMessage()
            .endsWith(
                String.format(
                    "; best model: epoch %d, validation loss %.4g",
                    best.epoch(), best.validationLoss())),
        e.getMessage());
    int reached = reports.get(reports.size() - 1).epoch();
    assertTrue(best.epoch() < reached, best.epoch() + " of " + reached);

    MultiLayerNetwork network =
        new MultiLayerNetwork(
            experiment
                .network()
                .configuration(2, 2, Loss.MSE, Optimizer.PLAIN_SGD.updater(1.0, null), 5));
    network.init();
    network.setParams(best.parameters().reshape(1, -1));
    assertEquals(best.validationLoss(), Metrics.of(network, Loss.MSE, data.validation()).loss());
    Run shorter =
        Training.run(
            new Experiment(
                "clouds",
                experiment.network(),
                Loss.MSE,
                Optimizer.PLAIN_SGD,
                1.0,
                Schedule.CONSTANT,
                16,
                reached - 1,
                5),
            data,
            progress -> {});
    assertEquals(
        shorter.epochs().stream().mapToDouble(Epoch::validationLoss).min().orElseThrow(),
        best.validationLoss());
    assertEquals(best.validationLoss(), shorter.epochs().get(best.epoch() - 1).validationLoss());
  }

  @Test
  @DisplayName("a last batch of one row is bad input where there is batch normalisation")
  void lastBatchOfOne() {
    Network network = new Network(List.of(4), 0, true);
    Split data = clouds(205); // 123 rows to train on
    Experiment experiment =
        new Experiment(
            "clouds",
            network,
            Loss.CROSS_ENTROPY,
            Optimizer.SGD,
            0.01,
            Schedule.CONSTANT,
            61,
            1,
            5);
    var e =
        assertThrows(BadInputException.class, () -> Training.run(experiment, data, progress -> {}));
    assertEquals(
        "--batch-size 61: of 123 rows to train on the last batch has one, and --batch-norm needs two"
            + " or more; take another size",
        e.getMessage());
  }

  @Test
  @DisplayName("a gradient that is no longer finite is divergence, even where the loss is finite")
  void gradientDiverges() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            SMALL.configuration(
                2, 2, Loss.CROSS_ENTROPY, Optimizer.PLAIN_SGD.updater(0.1, null), 1));
    network.init();
    network.setInput(Nd4j.zeros(4, 2));
    network.setLabels(Nd4j.create(new float[][] {{1, 0}, {1, 0}, {0, 1}, {0, 1}}));
    network.computeGradientAndScore();
    EpochListener listener = new EpochListener((steps, loss, norm, rate) -> {});
    listener.startEpoch(0.1);
    listener.onGradientCalculation(network);
    network.setIterationCount(1);
    network.getFlattenedGradients().putScalar(3, Float.POSITIVE_INFINITY);
    var e =
        assertThrows(
            TrainingDivergedException.class, () -> listener.onGradientCalculation(network));
    assertEquals(
        "the length of the gradient became Infinity in epoch 1, iteration 2, with learning rate"
            + " 0.1;"
            + " the last finite loss was 0.6931",
        e.getMessage());
  }

  @Test
  @DisplayName("every step is reported")
  void progress() {
    List<Training.Progress> reports = new ArrayList<>();
    Split data = clouds(205);
    Run run = Training.run(experiment(SMALL, Optimizer.SGD, 0.01), data, reports::add);
    int steps = (data.train().size() + 15) / 16;
    assertEquals(4 * steps, reports.size());
    Training.Progress last = reports.get(reports.size() - 1);
    assertEquals(4, last.epoch());
    assertEquals(steps, last.step());
    assertNull(reports.get(0).before());
    assertEquals(run.epochs().get(2), last.before());
    assertEquals(run.epochs().get(3).trainingLoss(), last.loss());
    assertEquals(run.epochs().get(3).gradientNorm(), last.gradientNorm());
    assertEquals(0.01, last.learningRate());
  }

  @Test
  @DisplayName("a training part smaller than a batch is bad input")
  void tooFewRows() {
    var e =
        assertThrows(
            BadInputException.class,
            () -> Training.run(experiment(SMALL, Optimizer.SGD, 0.01), clouds(20), progress -> {}));
    assertTrue(e.getMessage().contains("12"), e.getMessage());
  }

  @Test
  @DisplayName("an experiment and its run survive JSON")
  void json() throws Exception {
    ObjectMapper json = new ObjectMapper();
    Run run = run(experiment(SMALL, Optimizer.ADADELTA, 1));
    String text = json.writeValueAsString(run);
    assertEquals(text, json.writeValueAsString(json.readValue(text, Run.class)));
  }

  @Test
  @DisplayName("experiments that make no sense are refused")
  void rejections() {
    assertRefused("batch size must be at least 1, got 0", 0.1, 0, 1, 1);
    assertRefused("epochs must be at least 1, got 0", 0.1, 1, 0, 1);
    assertRefused("seed must be at least 1, got 0", 0.1, 1, 1, 0);
    assertRefused(
        "learning rate of sgd must be 0, or from 1e-37 to 1e38, as far as 32-bit numbers go, got -1.0",
        -1,
        1,
        1,
        1);
  }

  private static void assertRefused(String message, double rate, int batch, int epochs, long seed) {
    var e =
        assertThrows(
            BadInputException.class,
            () ->
                new Experiment(
                    "d",
                    SMALL,
                    Loss.CROSS_ENTROPY,
                    Optimizer.SGD,
                    rate,
                    Schedule.CONSTANT,
                    batch,
                    epochs,
                    seed));
    assertEquals(message, e.getMessage());
  }

  private static Experiment set(Optimizer optimizer, Loss loss, Map<String, Double> settings) {
    return new Experiment(
        "any", SMALL, loss, optimizer, 0.01, Schedule.CONSTANT, 16, 4, 5, null, settings);
  }

  /** The same training without the kit's loop: DL4J's, with the updater and the loss as classes. */
  private static double byHand(IUpdater updater, ILossFunction loss, Split data) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(5)
            .weightInit(WeightInit.UNIFORM)
            .updater(updater)
            .list()
            .layer(Linear.relu(2, 8))
            .layer(
                new OutputLayer.Builder(loss)
                    .nIn(8)
                    .nOut(data.train().outputs())
                    .activation(Activation.IDENTITY)
                    .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    Batches batches = Batches.shuffled(data.train(), 16, 5);
    for (int epoch = 0; epoch < 4; epoch++) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
    DataSet test = Batches.inOrder(data.test(), data.test().size()).next();
    return loss.computeScore(
        test.getLabels(), network.output(test.getFeatures()), new ActivationIdentity(), null, true);
  }

  @Test
  @DisplayName("a setting that is given trains as DL4J does with that updater")
  void settings() {
    Split data = clouds(205);
    Map<Experiment, IUpdater> updaters =
        Map.of(
            set(Optimizer.SGD, Loss.CROSS_ENTROPY, Map.of("momentum", 0.5)),
            new SGD(0.01, 0.5),
            set(Optimizer.ADAM, Loss.CROSS_ENTROPY, Map.of("beta1", 0.5, "beta2", 0.9)),
            new Adam(0.01, 0.5, 0.9, 1e-8),
            set(Optimizer.RMSPROP, Loss.CROSS_ENTROPY, Map.of("alpha", 0.5, "eps", 0.1)),
            new RMSprop(0.01, 0.5, 0.1));
    updaters.forEach(
        (experiment, updater) -> {
          double loss = Training.run(experiment, data, progress -> {}).testLoss();
          assertEquals(byHand(updater, new CrossEntropyLoss(), data), loss, 1e-6 * loss);
          Experiment own = set(experiment.optimizer(), Loss.CROSS_ENTROPY, Map.of());
          assertNotEquals(Training.run(own, data, progress -> {}).testLoss(), loss, 1e-3 * loss);
        });
  }

  @Test
  @DisplayName("an optimizer's own value, given, gives the same experiment, bits and JSON as none")
  void ownSettings() throws Exception {
    Experiment none = experiment(SMALL, Optimizer.ADAM, 0.01);
    Experiment given =
        new Experiment(
            "clouds",
            SMALL,
            Loss.CROSS_ENTROPY,
            Optimizer.ADAM,
            0.01,
            Schedule.CONSTANT,
            16,
            4,
            5,
            null,
            Map.of("beta1", 0.9, "beta2", 0.999, "eps", 1e-8));
    assertEquals(none, given);
    assertEquals(run(none).parametersSha256(), run(given).parametersSha256());
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(none);
    assertEquals(text, json.writeValueAsString(given));
    assertFalse(text.contains("settings"), text);
    assertEquals(none, json.readValue(text, Experiment.class));
  }

  @Test
  @DisplayName("settings go to a worker and back")
  void settingsAsJson() throws Exception {
    Experiment experiment = set(Optimizer.ADAM, Loss.L1, Map.of("eps", 1e-4, "beta2", 0.9));
    ObjectMapper json = new ObjectMapper();
    String text = json.writeValueAsString(experiment);
    assertTrue(text.endsWith(",\"settings\":{\"beta2\":0.9,\"eps\":1.0E-4}}"), text);
    assertTrue(text.contains("\"loss\":\"l1\""), text);
    assertEquals(experiment, json.readValue(text, Experiment.class));
  }

  /** A number that follows from two others, but for one row in twenty. */
  private static Split line() {
    Random random = new Random(4);
    float[] values = new float[2 * 205];
    float[] targets = new float[205];
    for (int i = 0; i < targets.length; i++) {
      values[2 * i] = (float) random.nextGaussian();
      values[2 * i + 1] = (float) random.nextGaussian();
      targets[i] = 2 * values[2 * i] - values[2 * i + 1] + (i % 20 == 0 ? 10 : 0);
    }
    return Split.of(Dataset.regression("line", values, 2, targets), 0.2, 0.2, 1);
  }

  @Test
  @DisplayName("each loss trains as DL4J does with it, and is the loss of every part")
  void losses() {
    Map<Loss, ILossFunction> functions =
        Map.of(Loss.MSE, new MSELoss(), Loss.L1, new L1Loss(), Loss.SMOOTH_L1, new SmoothL1Loss(1));
    functions.forEach(
        (loss, function) -> {
          Experiment experiment = set(Optimizer.ADAM, loss, Map.of());
          Run run = Training.run(experiment, line(), progress -> {});
          double expected = byHand(new Adam(0.01), function, line());
          assertEquals(expected, run.testLoss(), 1e-6 * expected, loss.key());
          assertTrue(run.last().trainingLoss() < run.epochs().get(0).trainingLoss(), loss.key());
          assertEquals(loss == Loss.MSE, run.testSquaredError() == null);
          assertEquals(loss == Loss.MSE, run.last().validationSquaredError() == null);
        });
  }

  @Test
  @DisplayName("classes are learnt with the squared error, too: one-hot labels, linear outputs")
  void squaredErrorOfClasses() {
    Split data = clouds(205);
    Experiment experiment = set(Optimizer.ADAM, Loss.MSE, Map.of());
    Run run = Training.run(experiment, data, progress -> {});
    double expected = byHand(new Adam(0.01), new MSELoss(), data);
    assertEquals(expected, run.testLoss(), 1e-6 * expected);
    assertTrue(run.testAccuracy() > 0.85, "accuracy " + run.testAccuracy());
    assertNull(run.testSquaredError(), "the accuracy is the measure");
  }

  @Test
  @DisplayName("a plateau is one of the loss that is trained, and so is divergence")
  void otherLossIsWatched() {
    Experiment wild =
        new Experiment(
            "line", SMALL, Loss.SMOOTH_L1, Optimizer.PLAIN_SGD, 1e30, Schedule.CONSTANT, 16, 2, 5);
    assertThrows(TrainingDivergedException.class, () -> Training.run(wild, line(), progress -> {}));
    Experiment still =
        new Experiment(
            "line",
            SMALL,
            Loss.L1,
            Optimizer.PLAIN_SGD,
            0.5,
            Schedule.parse("plateau:0.5,0"),
            16,
            8,
            5);
    List<Epoch> epochs = Training.run(still, line(), progress -> {}).epochs();
    double best = Double.POSITIVE_INFINITY;
    double rate = 0.5;
    for (Epoch epoch : epochs) {
      assertEquals(rate, epoch.learningRate(), 1e-12);
      boolean isBetter = epoch.validationLoss() < best * (1 - 1e-4);
      best = isBetter ? epoch.validationLoss() : best;
      rate = isBetter ? rate : rate / 2;
    }
    assertTrue(rate < 0.5, "no plateau was tried");
  }
}
