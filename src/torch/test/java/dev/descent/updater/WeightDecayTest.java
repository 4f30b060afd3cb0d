package dev.descent.updater;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LSTM;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.conf.layers.misc.FrozenLayer;
import org.deeplearning4j.nn.conf.layers.recurrent.Bidirectional;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.params.BatchNormalizationParamInitializer;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.regularization.L1Regularization;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;
import org.nd4j.linalg.ops.transforms.Transforms;

class WeightDecayTest {
  private static DenseLayer dense() {
    return new DenseLayer.Builder().nIn(3).nOut(3).biasInit(0.5).build();
  }

  private static MultiLayerConfiguration configuration(IUpdater updater, Layer... between) {
    NeuralNetConfiguration.ListBuilder list =
        new NeuralNetConfiguration.Builder()
            .seed(3)
            .dataType(DataType.DOUBLE)
            .updater(updater)
            .activation(Activation.TANH)
            .list()
            .layer(dense());
    for (Layer layer : between) {
      list.layer(layer);
    }
    return list.layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(3)
                .nOut(2)
                .biasInit(-0.25)
                .activation(Activation.IDENTITY)
                .build())
        .build();
  }

  /** The parameters before and after one step. */
  private record Moved(INDArray before, INDArray after, double score) {
    INDArray by() {
      return after.sub(before);
    }
  }

  private static Moved step(IUpdater updater, WeightDecay decay, Layer... between) {
    MultiLayerConfiguration configuration = configuration(updater, between);
    if (decay != null) {
      decay.addTo(configuration);
    }
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    INDArray before = network.params().dup();
    Nd4j.getRandom().setSeed(4);
    network.fit(Nd4j.randn(DataType.DOUBLE, 4, 3), Nd4j.randn(DataType.DOUBLE, 4, 2));
    return new Moved(before, network.params().dup(), network.score());
  }

  private static void same(INDArray expected, INDArray actual) {
    assertTrue(expected.equalsWithEps(actual, 1e-14), expected + " expected, got " + actual);
  }

  @Test
  @DisplayName("with plain SGD both kinds take lr λ p off every parameter, biases too, once")
  void plain() {
    Moved without = step(new SGD(0.1), null);
    assertEquals(0, without.before().eq(0).castTo(DataType.INT32).sumNumber().intValue());
    for (WeightDecay decay : List.of(WeightDecay.coupled(0.5), WeightDecay.decoupled(0.5))) {
      Moved with = step(new SGD(0.1), decay);
      same(without.before().mul(-0.1 * 0.5), with.by().sub(without.by()));
      assertEquals(without.score(), with.score(), "no part of the loss");
    }
  }

  @Test
  @DisplayName("decoupled decay leaves Adam's step as it is")
  void decoupled() {
    Moved without = step(new Adam(0.1), null);
    Moved with = step(new Adam(0.1), WeightDecay.decoupled(0.5));
    same(without.before().mul(-0.1 * 0.5), with.by().sub(without.by()));
  }

  @Test
  @DisplayName("coupled decay goes through Adam: its first step is lr times the sign of g + λ p")
  void coupled() {
    INDArray gradient = step(new SGD(1), null).by().neg();
    Moved with = step(new Adam(0.1, 0.9, 0.999, 0), WeightDecay.coupled(2));
    INDArray sign = Transforms.sign(with.before().mul(2).add(gradient));
    same(sign.mul(-0.1), with.by());
  }

  @Test
  @DisplayName("other regularisation stays, and no two layers share a list")
  void lists() {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .updater(new SGD(0.1))
            .l1(0.25)
            .list()
            .layer(dense())
            .layer(new ActivationLayer.Builder().activation(Activation.RELU).build())
            .layer(dense())
            .layer(new OutputLayer.Builder(LossFunction.MSE).nIn(3).nOut(2).build())
            .build();
    WeightDecay decay = WeightDecay.coupled(0.5);
    decay.addTo(configuration);
    for (int i : new int[] {0, 2, 3}) {
      BaseLayer layer = (BaseLayer) configuration.getConf(i).getLayer();
      assertEquals(2, layer.getRegularization().size());
      assertTrue(layer.getRegularization().get(0) instanceof L1Regularization);
      assertEquals(decay, layer.getRegularization().get(1));
      assertEquals(List.of(decay), layer.getRegularizationBias());
    }
  }

  private static void refused(String message, MultiLayerConfiguration configuration) {
    String before = configuration.toJson();
    assertEquals(
        message,
        assertThrows(
                IllegalArgumentException.class, () -> WeightDecay.coupled(0.5).addTo(configuration))
            .getMessage());
    assertEquals(before, configuration.toJson(), "a refusal changes nothing");
  }

  @Test
  @DisplayName("a second decay, and layers it cannot reach, are refused by name")
  void refusals() {
    MultiLayerConfiguration twice = configuration(new SGD(0.1));
    WeightDecay.decoupled(0.1).addTo(twice);
    refused("layer 0 (DenseLayer) has weight decay already", twice);
    refused(
        "layer 1 (BatchNormalization) never decays its gamma and beta, which PyTorch does; use"
            + " dev.descent.layer.BatchNorm1d",
        configuration(new SGD(0.1), new BatchNormalization.Builder().nIn(3).nOut(3).build()));
    refused(
        "layer 1 (Stubborn) keeps weight decay from its parameter gamma",
        configuration(new SGD(0.1), new Stubborn()));
    refused(
        "layer 1 (Bidirectional) takes no weight decay",
        configuration(
            new SGD(0.1),
            new Bidirectional(Bidirectional.Mode.ADD, new LSTM.Builder().nIn(3).nOut(3).build())));
  }

  @Test
  @DisplayName("batch normalisation that lets it through is decayed, its running averages are not")
  void batchNormalisation() {
    Moved without = step(new SGD(0.1), null, new Willing());
    Moved with = step(new SGD(0.1), WeightDecay.coupled(0.5), new Willing());
    INDArray expected = without.before().mul(-0.1 * 0.5);
    // W and b of the first layer, gamma and beta, then the averages
    for (int i = 12 + 6; i < 12 + 12; i++) {
      expected.putScalar(i, 0);
    }
    same(expected, with.by().sub(without.by()));
  }

  @Test
  @DisplayName("frozen layers are left out")
  void frozen() {
    FrozenLayer layer = new FrozenLayer.Builder().layer(dense()).build();
    Moved with = step(new SGD(0.1), WeightDecay.coupled(0.5), layer);
    for (int i = 12; i < 24; i++) {
      assertEquals(0, with.by().getDouble(i));
    }
    assertNotEquals(0, with.by().getDouble(0));
  }

  @Test
  @DisplayName("as JSON and back it is the same")
  void json() {
    MultiLayerConfiguration configuration = configuration(new Adam(0.1));
    WeightDecay.decoupled(0.25).addTo(configuration);
    MultiLayerConfiguration again = MultiLayerConfiguration.fromJson(configuration.toJson());
    assertEquals(configuration, again);
    BaseLayer layer = (BaseLayer) again.getConf(0).getLayer();
    assertEquals(List.of(WeightDecay.decoupled(0.25)), layer.getRegularizationBias());
    assertEquals("WeightDecay.decoupled(0.25)", layer.getRegularization().get(0).toString());
    assertNotEquals(WeightDecay.coupled(0.25), WeightDecay.decoupled(0.25));
    assertNotEquals(WeightDecay.coupled(0.25), WeightDecay.coupled(0.5));
  }

  /** Batch normalisation that returns its lists for gamma and beta. */
  public static final class Willing extends BatchNormalization {
    public Willing() {
      setNIn(3);
      setNOut(3);
      setLayerName("willing");
    }

    @Override
    public List<Regularization> getRegularizationByParam(String name) {
      return name.equals(BatchNormalizationParamInitializer.GAMMA)
          ? getRegularization()
          : name.equals(BatchNormalizationParamInitializer.BETA) ? getRegularizationBias() : null;
    }
  }

  /** Batch normalisation that returns no list. */
  public static final class Stubborn extends BatchNormalization {}
}
