package dev.descent.lessons.l6techniques;

import dev.descent.loss.L1Loss;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Networks of a few numbers, for what is computed with a pencil as well. */
final class TinyNetworks {
  private TinyNetworks() {}

  /** nn.Linear(2, 1, bias=False) and nn.Linear(1, 1, bias=False), with L1Loss and rate 1. */
  static MultiLayerNetwork linear(GradientNormalization how) {
    MultiLayerNetwork network =
        of(
            new SGD(1),
            how,
            new DenseLayer.Builder().nIn(2).nOut(1).hasBias(false).build(),
            new OutputLayer.Builder(new L1Loss())
                .nIn(1)
                .nOut(1)
                .hasBias(false)
                .activation(Activation.IDENTITY)
                .build());
    network.setParams(Nd4j.create(new double[][] {{4, 0, 1}}));
    return network;
  }

  /** Layers in float64, without activations; DL4J's own clipping has a limit of 1. */
  static MultiLayerNetwork of(SGD updater, GradientNormalization how, Layer... layers) {
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .dataType(DataType.DOUBLE)
            .activation(Activation.IDENTITY)
            .updater(updater)
            .gradientNormalization(how)
            .gradientNormalizationThreshold(1.0);
    MultiLayerNetwork network = new MultiLayerNetwork(builder.list(layers).build());
    network.init();
    return network;
  }

  /** A step with rate 1, which is the gradient after DL4J's own clipping with a limit of 1. */
  static INDArray step(DataSet row, GradientNormalization how) {
    MultiLayerNetwork network = linear(how);
    INDArray before = network.params().dup();
    network.fit(row);
    return before.sub(network.params());
  }
}
