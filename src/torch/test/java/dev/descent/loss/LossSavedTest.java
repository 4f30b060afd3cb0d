package dev.descent.loss;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossMAE;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.lossfunctions.impl.LossSparseMCXENT;

/** Losses inside networks: written and read, and beside DL4J's own. */
class LossSavedTest {
  private static final double[] W = {0.1, 1.0 / 3, 2};

  static List<Arguments> losses() {
    return List.of(
        Arguments.of(new MSELoss(Reduction.SUM, W), Activation.IDENTITY),
        Arguments.of(new L1Loss(Reduction.MEAN, W), Activation.TANH),
        Arguments.of(new SmoothL1Loss(Reduction.SUM, 0.1, W), Activation.IDENTITY),
        Arguments.of(new BCELoss(Reduction.MEAN, W), Activation.SIGMOID),
        Arguments.of(new BCEWithLogitsLoss(Reduction.MEAN, W, W), Activation.SIGMOID),
        Arguments.of(new CrossEntropyLoss(Reduction.SUM, W, 0.1), Activation.SOFTMAX),
        Arguments.of(new CrossEntropyLoss(), Activation.IDENTITY));
  }

  private static MultiLayerConfiguration configuration(
      ILossFunction loss, Activation activation, WorkspaceMode mode) {
    return new NeuralNetConfiguration.Builder()
        .seed(7)
        .updater(new Adam(0.01))
        .trainingWorkspaceMode(mode)
        .list()
        .layer(new DenseLayer.Builder().nIn(4).nOut(6).activation(Activation.TANH).build())
        .layer(new OutputLayer.Builder(loss).nIn(6).nOut(3).activation(activation).build())
        .build();
  }

  private static MultiLayerNetwork network(
      ILossFunction loss, Activation activation, WorkspaceMode mode) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(loss, activation, mode));
    network.init();
    return network;
  }

  /** Rows with one-hot labels. */
  private static DataSet batch(int step) {
    Random random = new Random(step);
    INDArray x = Nd4j.create(random.doubles(32).toArray(), new long[] {8, 4}, DataType.FLOAT);
    INDArray y = Nd4j.zeros(DataType.FLOAT, 8, 3);
    for (int i = 0; i < 8; i++) {
      y.putScalar(i, random.nextInt(3), 1);
    }
    return new DataSet(x, y);
  }

  private static void train(MultiLayerNetwork network, int from, int to) {
    for (int step = from; step < to; step++) {
      network.fit(batch(step));
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  @DisplayName("a configuration as JSON or YAML comes back equal, settings included")
  void json(BaseLoss loss, Activation activation) {
    MultiLayerConfiguration configuration = configuration(loss, activation, WorkspaceMode.ENABLED);
    for (MultiLayerConfiguration back :
        List.of(
            MultiLayerConfiguration.fromJson(configuration.toJson()),
            MultiLayerConfiguration.fromYaml(configuration.toYaml()))) {
      assertEquals(configuration, back);
      ILossFunction read = ((OutputLayer) back.getConf(1).getLayer()).getLossFn();
      assertEquals(loss, read);
      assertEquals(loss.hashCode(), read.hashCode());
      assertEquals(loss.toString(), read.name());
    }
  }

  @Test
  @DisplayName("losses with any other setting, or of another class, are not equal")
  void differ() {
    List<BaseLoss> all =
        List.of(
            new MSELoss(),
            new L1Loss(),
            new L1Loss(Reduction.SUM),
            new L1Loss(Reduction.SUM, W),
            new SmoothL1Loss(),
            new SmoothL1Loss(0.5),
            new BCEWithLogitsLoss(),
            new BCEWithLogitsLoss(Reduction.MEAN, null, W),
            new CrossEntropyLoss(),
            new CrossEntropyLoss(Reduction.MEAN, W, 0),
            new CrossEntropyLoss(Reduction.MEAN, null, 0.1));
    for (int i = 0; i < all.size(); i++) {
      for (int j = 0; j < i; j++) {
        assertNotEquals(all.get(i), all.get(j));
      }
    }
    assertEquals(
        "CrossEntropyLoss(reduction=SUM, weight=[0.5], labelSmoothing=0.1)",
        new CrossEntropyLoss(Reduction.SUM, new double[] {0.5}, 0.1).name());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  @DisplayName("a training that is saved and read in the middle ends with the same bits")
  void resumes(BaseLoss loss, Activation activation) throws IOException {
    MultiLayerNetwork network = network(loss, activation, WorkspaceMode.ENABLED);
    train(network, 0, 5);
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    ModelSerializer.writeModel(network, file, true);
    MultiLayerNetwork read =
        ModelSerializer.restoreMultiLayerNetwork(
            new ByteArrayInputStream(file.toByteArray()), true);
    train(network, 5, 55);
    train(read, 5, 55);
    assertSameBits(network.params(), read.params());
    assertEquals(network.score(), read.score());
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("losses")
  @DisplayName("workspaces change no bit of a training")
  void workspaces(BaseLoss loss, Activation activation) {
    MultiLayerNetwork with = network(loss, activation, WorkspaceMode.ENABLED);
    MultiLayerNetwork without = network(loss, activation, WorkspaceMode.NONE);
    train(with, 0, 20);
    train(without, 0, 20);
    assertSameBits(with.params(), without.params());
  }

  static List<Arguments> same() {
    return List.of(
        Arguments.of(new MSELoss(), new LossMSE(), Activation.IDENTITY, false),
        Arguments.of(new MSELoss(), new LossMSE(), Activation.SOFTMAX, false),
        Arguments.of(new L1Loss(), new LossMAE(), Activation.TANH, false),
        Arguments.of(new CrossEntropyLoss(), new LossMCXENT(), Activation.SOFTMAX, false),
        Arguments.of(new CrossEntropyLoss(), new LossSparseMCXENT(), Activation.SOFTMAX, true));
  }

  @ParameterizedTest(name = "{0} and {1}")
  @MethodSource("same")
  @DisplayName("where DL4J has the same loss, a training is the same but for rounding")
  void dl4j(BaseLoss ours, ILossFunction theirs, Activation activation, boolean indices) {
    MultiLayerNetwork[] networks = new MultiLayerNetwork[2];
    for (int i = 0; i < 2; i++) {
      MultiLayerConfiguration configuration =
          configuration(i == 0 ? ours : theirs, activation, WorkspaceMode.ENABLED);
      configuration.setDataType(DataType.DOUBLE);
      networks[i] = new MultiLayerNetwork(configuration);
      networks[i].init();
      for (int step = 0; step < 20; step++) {
        DataSet batch = batch(step);
        if (indices) {
          batch.setLabels(batch.getLabels().argMax(1).castTo(DataType.DOUBLE).reshape(8, 1));
        }
        networks[i].fit(batch);
      }
    }
    assertEquals(networks[1].score(), networks[0].score(), 1e-12);
    assertEquals(0, networks[1].params().distance2(networks[0].params()), 1e-12);
  }
}
