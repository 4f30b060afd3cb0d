package dev.descent.updater;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.WorkspaceMode;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.updater.MultiLayerUpdater;
import org.deeplearning4j.util.ModelSerializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

class UpdaterInNetworkTest {
  private static final INDArray FEATURES;
  private static final INDArray TARGETS;

  static {
    Nd4j.getRandom().setSeed(5);
    FEATURES = Nd4j.randn(DataType.FLOAT, 6, 4);
    TARGETS = Nd4j.randn(DataType.FLOAT, 6, 2);
  }

  static Stream<Case> cases() {
    return Case.all();
  }

  private static MultiLayerNetwork network(IUpdater updater, WorkspaceMode workspaces) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(2)
            .updater(updater)
            .trainingWorkspaceMode(workspaces)
            .list()
            .layer(new DenseLayer.Builder().nIn(4).nOut(5).activation(Activation.TANH).build())
            .layer(
                new OutputLayer.Builder(LossFunction.MSE)
                    .nIn(5)
                    .nOut(2)
                    .activation(Activation.IDENTITY)
                    .build())
            .build();
    WeightDecay.coupled(0.01).addTo(configuration);
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    return network;
  }

  private static void train(MultiLayerNetwork network, int steps) {
    for (int i = 0; i < steps; i++) {
      network.fit(FEATURES, TARGETS);
    }
  }

  private static void same(MultiLayerNetwork one, MultiLayerNetwork other, String when) {
    assertSameBits(one.params(), other.params(), when);
  }

  private static MultiLayerNetwork scheduled(Case each) {
    BaseUpdater updater = each.updater().get();
    updater.setLrAndSchedule(Double.NaN, new StepSchedule(ScheduleType.ITERATION, 0.01, 0.9, 10));
    return network(updater, WorkspaceMode.ENABLED);
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("saved in the middle and read again, the next 50 steps are the same bit for bit")
  void resume(Case each, @TempDir Path folder) throws Exception {
    MultiLayerNetwork network = scheduled(each);
    train(network, 7);
    ModelSerializer.writeModel(network, folder.resolve("model").toFile(), true);
    MultiLayerNetwork again =
        ModelSerializer.restoreMultiLayerNetwork(folder.resolve("model").toFile(), true);
    assertEquals(network.getLayerWiseConfigurations(), again.getLayerWiseConfigurations());
    assertEquals(
        network.getLayer(0).conf().getLayer(),
        again.getLayer(0).conf().getLayer(),
        "updater and weight decay");
    for (int i = 0; i < 50; i++) {
      train(network, 1);
      train(again, 1);
      same(network, again, "step " + i);
    }
    assertTrue(Double.isFinite(network.score()));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("all layers are one block, and workspaces change no bit")
  void blocks(Case each) {
    MultiLayerNetwork one = network(each.updater().get(), WorkspaceMode.ENABLED);
    MultiLayerNetwork other = network(each.updater().get(), WorkspaceMode.NONE);
    assertEquals(1, ((MultiLayerUpdater) one.getUpdater()).getUpdaterBlocks().size());
    train(one, 20);
    train(other, 20);
    same(one, other, "workspaces");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("a rate set during training is used, and the state is kept")
  void setLearningRate(Case each) {
    MultiLayerNetwork network = network(each.updater().get(), WorkspaceMode.ENABLED);
    MultiLayerNetwork untouched = network(each.updater().get(), WorkspaceMode.ENABLED);
    train(network, 5);
    train(untouched, 5);
    network.setLearningRate(0.1);
    train(network, 5);
    train(untouched, 5);
    same(untouched, network, "the same rate again");
    network.setLearningRate(new StepSchedule(ScheduleType.ITERATION, 0, 0.5, 10));
    train(network, 1);
    same(untouched, network, "rate 0");
    network.setLearningRate(0.05);
    train(network, 1);
    assertNotEquals(untouched.params(), network.params());
    assertEquals(0.05, network.getLearningRate(0));
  }
}
