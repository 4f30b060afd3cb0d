package dev.descent.lessons.l6techniques;

import dev.descent.layer.BatchNorm1d;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.Reduction;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/** Networks that several parts train, built as in lesson 1, their weights drawn. */
final class Networks {
  private Networks() {}

  /**
   * The tutorial's network for digits.
   *
   * @param builder with seed, updater and whatever else differs from part to part
   */
  static MultiLayerNetwork tutorial(NeuralNetConfiguration.Builder builder) {
    return of(builder, new CrossEntropyLoss(), 784, 256, 128, 10);
  }

  /**
   * Linear layers with ReLU between them.
   *
   * @param sizes of input, hidden layers and output
   */
  static MultiLayerNetwork of(
      NeuralNetConfiguration.Builder builder, CrossEntropyLoss loss, int... sizes) {
    NeuralNetConfiguration.ListBuilder layers =
        builder
            .weightInit(WeightInit.UNIFORM) // as PyTorch's Linear
            .activation(Activation.RELU)
            .list();
    int last = sizes.length - 1;
    for (int i = 1; i < last; i++) {
      layers.layer(new DenseLayer.Builder().nIn(sizes[i - 1]).nOut(sizes[i]).build());
    }
    return ended(layers, loss, sizes[last - 1], sizes[last]);
  }

  /**
   * A network for two moons.
   *
   * @param weight factor of the loss
   */
  static MultiLayerNetwork moons(long seed, double weight, IUpdater updater) {
    double[] weights = {weight, weight}; // of the two classes
    return of(
        new NeuralNetConfiguration.Builder().seed(seed).updater(updater),
        new CrossEntropyLoss(Reduction.MEAN, weights, 0),
        new int[] {2, 32, 32, 2});
  }

  /**
   * Linear layers, each but the last with batch normalisation, if it is wanted, and a ReLU of its
   * own behind it.
   */
  static MultiLayerNetwork normalised(long seed, IUpdater updater, boolean norm, int... sizes) {
    return layered(seed, updater, WeightInit.UNIFORM, norm, sizes); // as PyTorch's Linear
  }

  /** As {@link #normalised}, with weights drawn as is asked for; biases start at 0. */
  static MultiLayerNetwork layered(
      long seed, IUpdater updater, WeightInit weights, boolean norm, int... sizes) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(weights)
            .activation(Activation.IDENTITY)
            .updater(updater)
            .list();
    int last = sizes.length - 1;
    for (int i = 1; i < last; i++) {
      int in = sizes[i - 1];
      int size = sizes[i];
      // PyTorch: nn.Linear(in, size, bias=False), nn.BatchNorm1d(size), nn.ReLU()
      layers.layer(new DenseLayer.Builder().nIn(in).nOut(size).hasBias(!norm).build());
      if (norm) {
        layers.layer(BatchNorm1d.of(size));
      }
      layers.layer(new ActivationLayer.Builder().activation(Activation.RELU).build());
    }
    return ended(layers, new CrossEntropyLoss(), sizes[last - 1], sizes[last]);
  }

  private static MultiLayerNetwork ended(
      NeuralNetConfiguration.ListBuilder layers, CrossEntropyLoss loss, int in, int classes) {
    // The output layer has a softmax unless it is told otherwise; the loss wants logits.
    layers.layer(
        new OutputLayer.Builder(loss)
            .nIn(in)
            .nOut(classes)
            .activation(Activation.IDENTITY)
            .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }
}
