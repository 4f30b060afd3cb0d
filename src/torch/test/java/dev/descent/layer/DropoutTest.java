package dev.descent.layer;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

class DropoutTest {
  private static final INDArray ONES = Nd4j.ones(DataType.DOUBLE, 100, 200);

  private static Layer layer(double p) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration(p));
    network.init();
    return network.getLayer(0);
  }

  private static MultiLayerConfiguration configuration(double p) {
    return new NeuralNetConfiguration.Builder()
        .dataType(DataType.DOUBLE)
        .list()
        .layer(Dropout.of(p))
        .build();
  }

  private static INDArray output(Layer layer, long seed) {
    Nd4j.getRandom().setSeed(seed);
    layer.setInput(ONES.dup(), LayerWorkspaceMgr.noWorkspaces());
    return layer.activate(true, LayerWorkspaceMgr.noWorkspaces());
  }

  @ParameterizedTest(name = "p = {0}")
  @ValueSource(doubles = {0, 0.1, 0.25, 0.5, 0.9, 1})
  @DisplayName("the share p is dropped, the rest scaled by 1/(1 − p), the gradient with it")
  void drops(double p) {
    Layer layer = layer(p);
    INDArray output = output(layer, 5);
    long dropped = 0;
    for (double value : output.ravel().toDoubleVector()) {
      if (value == 0) {
        dropped++;
      } else {
        assertEquals(1 / (1 - p), value, 1e-15 / (1 - p));
      }
    }
    double share = (double) dropped / output.length();
    assertEquals(p, share, 4 * Math.sqrt(p * (1 - p) / output.length()), "share dropped");
    INDArray gradient =
        layer.backpropGradient(ONES.dup(), LayerWorkspaceMgr.noWorkspaces()).getSecond();
    assertSameBits(output, gradient);
  }

  @ParameterizedTest(name = "p = {0}")
  @ValueSource(doubles = {0, 0.5, 1})
  @DisplayName("inference leaves the input as it is")
  void inference(double p) {
    Layer layer = layer(p);
    layer.setInput(ONES.dup(), LayerWorkspaceMgr.noWorkspaces());
    assertSameBits(ONES, layer.activate(false, LayerWorkspaceMgr.noWorkspaces()));
  }

  @Test
  @DisplayName("the same seed drops the same elements, the next step others")
  void seeds() {
    Layer layer = layer(0.5);
    INDArray first = output(layer, 5).dup();
    layer.setInput(ONES.dup(), LayerWorkspaceMgr.noWorkspaces());
    assertNotEquals(first, layer.activate(true, LayerWorkspaceMgr.noWorkspaces()));
    assertSameBits(first, output(layer(0.5), 5));
    assertNotEquals(first, output(layer, 6));
  }

  @ParameterizedTest(name = "p = {0}")
  @ValueSource(doubles = {0, 0.3, 1})
  @DisplayName("the configuration survives JSON")
  void json(double p) {
    MultiLayerConfiguration configuration = configuration(p);
    MultiLayerConfiguration read = MultiLayerConfiguration.fromJson(configuration.toJson());
    assertEquals(configuration, read);
    MultiLayerNetwork network = new MultiLayerNetwork(read);
    network.init();
    assertSameBits(output(layer(p), 7), output(network.getLayer(0), 7));
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, Double.NaN})
  @DisplayName("a probability outside of [0, 1] is refused")
  void rejections(double p) {
    var e = assertThrows(IllegalArgumentException.class, () -> Dropout.of(p));
    assertEquals("p must be in [0, 1], got " + p, e.getMessage());
  }
}
