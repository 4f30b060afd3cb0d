package dev.descent.updater;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import dev.descent.layer.BatchNorm1d;
import dev.descent.loss.MSELoss;
import dev.descent.technique.GradientClipping;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.deeplearning4j.nn.api.Updater;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

class DirectUpdaterTest {
  /** What all layers of a network have. */
  private record Setting(
      String name, UnaryOperator<NeuralNetConfiguration.Builder> of, boolean mixed, boolean decay) {
    @Override
    public String toString() {
      return name;
    }

    MultiLayerNetwork network() {
      DenseLayer.Builder first =
          new DenseLayer.Builder().nIn(3).nOut(4).activation(Activation.TANH);
      MultiLayerConfiguration configuration =
          of.apply(new NeuralNetConfiguration.Builder().seed(5).dataType(DataType.DOUBLE))
              .list()
              .layer((mixed ? first.updater(new SGD(0.1, 0.9)) : first).build())
              .layer(BatchNorm1d.of(4))
              .layer(
                  new OutputLayer.Builder(new MSELoss())
                      .nIn(4)
                      .nOut(2)
                      .activation(Activation.IDENTITY)
                      .build())
              .build();
      if (decay) {
        WeightDecay.decoupled(0.01).addTo(configuration);
      }
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init();
      network.addListeners(GradientClipping.byNorm(0.5));
      return network;
    }
  }

  private static UnaryOperator<NeuralNetConfiguration.Builder> with(IUpdater updater) {
    return builder -> builder.updater(updater);
  }

  static Stream<Setting> settings() {
    return Stream.of(
        new Setting("SGD", with(new SGD(0.1)), false, false),
        new Setting("SGD with momentum", with(new SGD(0.1, 0.9)), false, true),
        new Setting("Adam", with(new Adam(0.01)), false, true),
        new Setting("RMSprop", with(new RMSprop(0.01)), false, false),
        new Setting("two updaters", with(new Adam(0.01)), true, false),
        new Setting("l2", it -> it.updater(new Adam(0.01)).l2(0.1).l2Bias(0.2), false, false),
        new Setting(
            "sum over the batch", it -> it.updater(new SGD(0.01)).miniBatch(false), false, false),
        new Setting(
            "DL4J's clipping",
            it ->
                it.updater(new SGD(0.1))
                    .gradientNormalization(GradientNormalization.ClipL2PerLayer)
                    .gradientNormalizationThreshold(0.1),
            false,
            false));
  }

  private static void train(MultiLayerNetwork network, int from, int to) {
    for (int step = from; step < to; step++) {
      Random random = new Random(step);
      int rows = 2 + step % 4;
      INDArray x = Nd4j.create(random.doubles(3L * rows).toArray(), new long[] {rows, 3}, 'c');
      INDArray y = Nd4j.create(random.doubles(2L * rows).toArray(), new long[] {rows, 2}, 'c');
      network.fit(new DataSet(x, y));
    }
  }

  @ParameterizedTest
  @MethodSource("settings")
  @DisplayName("steps are DL4J's to the bit, from the start or from the middle of a training on")
  void sameBits(Setting setting) {
    MultiLayerNetwork dl4j = setting.network();
    train(dl4j, 0, 12);
    for (int from : List.of(0, 5)) {
      MultiLayerNetwork network = setting.network();
      train(network, 0, from);
      DirectUpdater.install(network);
      assertInstanceOf(DirectUpdater.class, network.getUpdater());
      train(network, from, 12);
      assertSameBits(dl4j.params(), network.params());
      INDArray state = dl4j.getUpdater().getStateViewArray();
      if (state != null) {
        assertSameBits(
            state.reshape(state.length()),
            network.getUpdater().getStateViewArray().reshape(state.length()));
      }
    }
  }

  @Test
  @DisplayName("a gradient from elsewhere is used as DL4J does")
  void external() {
    Setting setting = new Setting("", with(new SGD(0.1)), false, false);
    for (boolean direct : List.of(true, false)) {
      MultiLayerNetwork network = setting.network();
      if (direct) {
        DirectUpdater.install(network);
      }
      Updater updater = network.getUpdater();
      INDArray other = Nd4j.ones(DataType.DOUBLE, network.getFlattenedGradients().shape());
      updater.update(
          network, new DefaultGradient(other), 0, 0, 4, LayerWorkspaceMgr.noWorkspaces());
      assertEquals(0.1 / 4, other.getDouble(0), 1e-15, "step for a sum over 4 rows");
      assertEquals(0, network.getFlattenedGradients().norm1Number().doubleValue());
    }
  }

  @Test
  @DisplayName("the network's own gradient is asked for once, to see that it is its own")
  void own() {
    MultiLayerNetwork network = new Setting("", with(new SGD(0.1)), false, false).network();
    DirectUpdater.install(network);
    AtomicInteger asked = new AtomicInteger();
    DefaultGradient gradient =
        new DefaultGradient(network.getFlattenedGradients()) {
          @Override
          public INDArray gradient() {
            asked.incrementAndGet();
            return super.gradient();
          }
        };
    network.getUpdater().update(network, gradient, 0, 0, 4, LayerWorkspaceMgr.noWorkspaces());
    assertEquals(1, asked.get());
  }
}
