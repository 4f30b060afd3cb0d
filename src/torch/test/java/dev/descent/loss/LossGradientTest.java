package dev.descent.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.descent.loss.Case.Batch;
import dev.descent.loss.Case.MaskShape;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;

/** Gradients against central differences of PyTorch's loss, in float64. */
class LossGradientTest {
  private static final double STEP = 1e-6;

  static List<Case> cases() {
    return Case.all();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("the gradient is B times the slope of PyTorch's loss")
  void slope(Case c) {
    Batch batch = c.batch(1);
    IActivation activation = c.activation().getActivationFunction();
    INDArray gradient =
        c.loss().computeGradient(batch.labels(), batch.z(), activation, batch.mask());
    for (int i = 0; i < Case.BATCH; i++) {
      for (int j = 0; j < Case.OUTPUTS; j++) {
        double z = batch.z().getDouble(i, j);
        batch.z().putScalar(i, j, z + STEP);
        double up = c.expected(batch);
        batch.z().putScalar(i, j, z - STEP);
        double down = c.expected(batch);
        batch.z().putScalar(i, j, z);
        // DL4J holds outputs that are masked out at 0, so nothing is to flow back to them.
        double kept = c.maskShape() == MaskShape.OUTPUTS ? batch.mask().getDouble(i, j) : 1;
        double slope = kept * Case.BATCH * (up - down) / (2 * STEP);
        assertEquals(slope, gradient.getDouble(i, j), 1e-7, "row " + i + ", column " + j);
      }
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("cases")
  @DisplayName("a step of a network goes down the slope of its score")
  void step(Case c) {
    MultiLayerNetwork network = network(c);
    Batch batch = c.batch(2);
    INDArray features = Nd4j.rand(DataType.DOUBLE, Case.BATCH, 2).subi(0.5);
    DataSet data = new DataSet(features, batch.labels(), null, batch.mask());
    INDArray start = network.params().dup();
    network.fit(data);
    INDArray gradient = start.sub(network.params());
    for (int i = 0; i < 3; i++) {
      INDArray direction = Nd4j.randn(DataType.DOUBLE, start.length());
      network.params().assign(start.add(direction.mul(STEP)));
      double up = network.score(data, false);
      network.params().assign(start.sub(direction.mul(STEP)));
      double down = network.score(data, false);
      double slope = gradient.mul(direction).sumNumber().doubleValue();
      assertEquals((up - down) / (2 * STEP), slope, 1e-7);
    }
  }

  private static MultiLayerNetwork network(Case c) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            new NeuralNetConfiguration.Builder()
                .seed(4)
                .dataType(DataType.DOUBLE)
                .updater(new Sgd(1))
                .list()
                .layer(new DenseLayer.Builder().nIn(2).nOut(2).activation(Activation.TANH).build())
                .layer(
                    new OutputLayer.Builder(c.loss())
                        .nIn(2)
                        .nOut(Case.OUTPUTS)
                        .activation(c.activation())
                        .build())
                .build());
    network.init();
    return network;
  }
}
