package dev.descent.layer;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.file.Path;
import java.util.Random;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;

class BatchNorm1dTest {
  private static final int IN = 4;
  private static final int FEATURES = 3;

  /** Linear 4 → 3, the layer under test, linear 3 → 2, mean squared error. */
  private static MultiLayerNetwork network(BatchNorm1d layer, IUpdater updater, double decay) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(3)
                .dataType(DataType.DOUBLE)
                .updater(updater)
                .l2(decay)
                .l2Bias(decay)
                .activation(Activation.IDENTITY)
                .list()
                .layer(new DenseLayer.Builder().nIn(IN).nOut(FEATURES).build())
                .layer(layer)
                .layer(new OutputLayer.Builder(new LossMSE()).nIn(FEATURES).nOut(2).build())
                .build());
    network.init();
    return network;
  }

  private static DataSet batch(int rows, long seed) {
    Random random = new Random(seed);
    return new DataSet(values(rows, IN, random), values(rows, 2, random));
  }

  private static INDArray values(int rows, int columns, Random random) {
    double[][] values = new double[rows][columns];
    for (double[] row : values) {
      for (int i = 0; i < columns; i++) {
        row[i] = 2 * random.nextGaussian() + 1;
      }
    }
    return Nd4j.create(values);
  }

  /** The layer's input: the output of the linear layer before it. */
  private static double[][] input(MultiLayerNetwork network, DataSet batch) {
    INDArray weights = network.getParam("0_W");
    INDArray bias = network.getParam("0_b");
    return batch.getFeatures().mmul(weights).addRowVector(bias).toDoubleMatrix();
  }

  private static double mean(double[][] x, int feature) {
    double sum = 0;
    for (double[] row : x) {
      sum += row[feature];
    }
    return sum / x.length;
  }

  /** Sum of (x − m)² over this number. */
  private static double variance(double[][] x, int feature, int over) {
    double mean = mean(x, feature);
    double sum = 0;
    for (double[] row : x) {
      sum += (row[feature] - mean) * (row[feature] - mean);
    }
    return sum / over;
  }

  @ParameterizedTest(name = "momentum {0}")
  @CsvSource({"0", "0.01", "0.1", "0.5", "1"})
  @DisplayName("running mean and unbiased variance follow the batches, and inference uses them")
  void runningStatistics(double momentum) {
    double eps = 1e-3;
    MultiLayerNetwork network = network(BatchNorm1d.of(FEATURES, eps, momentum), new Sgd(0.1), 0);
    double[] mean = new double[FEATURES];
    double[] variance = {1, 1, 1};
    int[] sizes = {8, 2, 5, 8, 3};
    for (int step = 0; step < sizes.length; step++) {
      DataSet batch = batch(sizes[step], step);
      double[][] x = input(network, batch);
      for (int i = 0; i < FEATURES; i++) {
        mean[i] = (1 - momentum) * mean[i] + momentum * mean(x, i);
        variance[i] = (1 - momentum) * variance[i] + momentum * variance(x, i, x.length - 1);
      }
      network.fit(batch);
    }
    DataSet unseen = batch(1, 99);
    double[][] x = input(network, unseen);
    INDArray y = network.feedForward(unseen.getFeatures(), false).get(2);
    for (int i = 0; i < FEATURES; i++) {
      assertEquals(mean[i], network.getParam("1_mean").getDouble(i), 1e-12);
      assertEquals(variance[i], network.getParam("1_var").getDouble(i), 1e-12);
      double gamma = network.getParam("1_gamma").getDouble(i);
      double beta = network.getParam("1_beta").getDouble(i);
      assertEquals(
          gamma * (x[0][i] - mean[i]) / Math.sqrt(variance[i] + eps) + beta,
          y.getDouble(0, i),
          1e-12);
    }
  }

  @Test
  @DisplayName("in training the batch's own mean and biased variance normalise it")
  void training() {
    MultiLayerNetwork network = network(BatchNorm1d.of(FEATURES), new Sgd(0.1), 0);
    network.setParam("1_gamma", Nd4j.create(new double[] {2, -1, 0.5}));
    network.setParam("1_beta", Nd4j.create(new double[] {0, 3, -2}));
    DataSet batch = batch(6, 1);
    double[][] x = input(network, batch);
    INDArray y = network.feedForward(batch.getFeatures(), true).get(2);
    for (int row = 0; row < x.length; row++) {
      for (int i = 0; i < FEATURES; i++) {
        assertEquals(
            network.getParam("1_gamma").getDouble(i)
                    * (x[row][i] - mean(x, i))
                    / Math.sqrt(variance(x, i, x.length) + 1e-5)
                + network.getParam("1_beta").getDouble(i),
            y.getDouble(row, i),
            1e-12);
      }
    }
  }

  @ParameterizedTest(name = "weight decay {0}")
  @CsvSource({"0", "0.3"})
  @DisplayName("a step of plain SGD goes down the slope of loss + decay/2 · parameters²")
  void gradientAndDecay(double decay) {
    DataSet batch = batch(5, 2);
    MultiLayerNetwork network = network(BatchNorm1d.of(FEATURES), new Sgd(1), decay);
    network.setParam("1_gamma", Nd4j.create(new double[] {2, -1, 0.5}));
    network.setParam("1_beta", Nd4j.create(new double[] {0.5, 3, -2}));
    MultiLayerNetwork probe = network(BatchNorm1d.of(FEATURES), new Sgd(1), 0);
    INDArray start = network.params().dup();
    network.fit(batch);
    for (String name : new String[] {"0_W", "0_b", "1_gamma", "1_beta", "2_W", "2_b"}) {
      for (int i = 0; i < network.getParam(name).length(); i++) {
        probe.params().assign(start);
        double value = probe.getParam(name).getDouble(i);
        double h = 1e-6;
        probe.getParam(name).putScalar(i, value + h);
        double above = probe.score(batch, true);
        probe.getParam(name).putScalar(i, value - h);
        double below = probe.score(batch, true);
        double slope = (above - below) / (2 * h) + decay * value;
        assertEquals(slope, value - network.getParam(name).getDouble(i), 1e-7, name + " " + i);
      }
    }
  }

  @Test
  @DisplayName("the configuration survives JSON and YAML")
  void configuration() {
    MultiLayerConfiguration configuration =
        network(BatchNorm1d.of(FEATURES, 1e-3, 0.25), new Sgd(0.1), 0.01)
            .getLayerWiseConfigurations();
    MultiLayerConfiguration json = MultiLayerConfiguration.fromJson(configuration.toJson());
    assertEquals(configuration, json);
    assertEquals(configuration, MultiLayerConfiguration.fromYaml(configuration.toYaml()));
    assertInstanceOf(BatchNorm1d.class, json.getConf(1).getLayer());
  }

  @Test
  @DisplayName("saved in the middle and loaded, or cloned, it trains on bit for bit")
  void resumes(@TempDir Path folder) throws Exception {
    MultiLayerNetwork network = network(BatchNorm1d.of(FEATURES), new Adam(0.01), 0.01);
    for (int step = 0; step < 7; step++) {
      network.fit(batch(6, step));
    }
    Path file = folder.resolve("network.zip");
    network.save(file.toFile(), true);
    MultiLayerNetwork loaded = MultiLayerNetwork.load(file.toFile(), true);
    MultiLayerNetwork cloned = network.clone();
    INDArray unseen = batch(3, 98).getFeatures();
    assertSameBits(network.output(unseen), loaded.output(unseen));
    for (int step = 7; step < 57; step++) {
      DataSet batch = batch(2 + step % 5, step);
      network.fit(batch);
      loaded.fit(batch);
      cloned.fit(batch);
    }
    assertSameBits(network.params(), loaded.params());
    assertSameBits(network.params(), cloned.params());
    assertSameBits(network.output(unseen), loaded.output(unseen));
  }

  @Test
  @DisplayName("a batch of one row is refused in training and taken in inference")
  void oneRow() {
    MultiLayerNetwork network = network(BatchNorm1d.of(FEATURES), new Sgd(0.1), 0);
    DataSet one = batch(1, 1);
    var e = assertThrows(IllegalArgumentException.class, () -> network.fit(one));
    assertEquals("a batch must have at least 2 rows to train BatchNorm1d, got 1", e.getMessage());
    assertEquals(1, network.output(one.getFeatures()).rows());
  }

  @Test
  @DisplayName("input that is not a table is refused")
  void rank() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder().list().layer(BatchNorm1d.of(3)).build());
    network.init();
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> network.feedForward(Nd4j.ones(2, 3, 4), false));
    assertEquals("input of BatchNorm1d must be [batch, features], got [2, 3, 4]", e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({
    "0, 1e-5, 0.1, 'features must be at least 1, got 0'",
    "3, -1e-5, 0.1, 'eps must be at least 0, got -1.0E-5'",
    "3, NaN, 0.1, 'eps must be at least 0, got NaN'",
    "3, Infinity, 0.1, 'eps must be at least 0, got Infinity'",
    "3, 1e-5, -0.1, 'momentum must be in [0, 1], got -0.1'",
    "3, 1e-5, 1.1, 'momentum must be in [0, 1], got 1.1'",
    "3, 1e-5, NaN, 'momentum must be in [0, 1], got NaN'"
  })
  @DisplayName("settings that make no sense are refused")
  void rejections(int features, double eps, double momentum, String message) {
    var e =
        assertThrows(IllegalArgumentException.class, () -> BatchNorm1d.of(features, eps, momentum));
    assertEquals(message, e.getMessage());
  }

  @Test
  @DisplayName("DL4J's clipping of all layers leaves the running values alone")
  void clipping() {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(1))
                .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
                .gradientNormalizationThreshold(1e-3)
                .activation(Activation.IDENTITY)
                .list()
                .layer(BatchNorm1d.of(IN))
                .layer(new OutputLayer.Builder(new LossMSE()).nIn(IN).nOut(2).build())
                .build());
    network.init();
    DataSet batch = batch(8, 1);
    network.fit(batch);
    double mean = mean(batch.getFeatures().toDoubleMatrix(), 0);
    assertEquals(0.1 * mean, network.getParam("0_mean").getDouble(0), 1e-12);
  }
}
