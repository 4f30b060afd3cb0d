package dev.descent.lessons.l7project;

import dev.descent.loss.BCEWithLogitsLoss;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/** The networks of this lesson: some hidden layers, or none, and one probability. */
final class Networks {
  /** ln (p / (1 − p)) for the share of pumps that fail. */
  static final double PRIOR =
      Math.log(
          (double) PumpTable.FAILING / (PumpTable.ROWS - PumpTable.FAILING)); // the logit of 13 %

  private Networks() {}

  /** With the bias at the prior. */
  static MultiLayerNetwork of(long seed, IUpdater updater, int inputs, int... hidden) {
    return build(settings(seed, updater), PRIOR, inputs, hidden);
  }

  static NeuralNetConfiguration.Builder settings(long seed, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        .seed(seed)
        .weightInit(WeightInit.UNIFORM) // as PyTorch's Linear
        .updater(updater);
  }

  static MultiLayerNetwork build(
      NeuralNetConfiguration.Builder settings, double bias, int inputs, int... hidden) {
    // @start region=model
    NeuralNetConfiguration.ListBuilder layers = settings.list();
    int below = inputs; // 8 columns
    for (int units : hidden) { // 32, 32
      layers.layer(
          new DenseLayer.Builder().nIn(below).nOut(units).activation(Activation.RELU).build());
      below = units;
    }
    layers.layer(
        new OutputLayer.Builder(new BCEWithLogitsLoss())
            .nIn(below)
            .nOut(1)
            .biasInit(bias) // the prior: ln (p / (1 - p))
            .activation(Activation.SIGMOID) // output() gives a probability
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    // @end
    return network;
  }
}
