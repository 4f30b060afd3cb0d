package dev.descent.lessons.l3optimizers;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.WeightDecay;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The result of a training.
 *
 * @param loss mean over the training part, in the end
 * @param validationLoss mean over the validation part, in the end
 * @param length of all weights and biases together, √Σ p²
 */
record Trained(double loss, double validationLoss, double length) {

  /** The validation loss minus the training loss. */
  double gap() {
    return validationLoss - loss;
  }

  /** The same training every time, but for the updater and its weight decay. */
  record Task(Split digits, int hidden, int epochs, long seed) {

    static Task of(Notebook out) {
      return out.quick()
          ? new Task(DataSource.parse("digits:800").load(), 32, 6, out.seed())
          : new Task(DataSource.parse("digits:2500").load(), 128, 10, out.seed());
    }

    /**
     * Trains a network with one hidden layer.
     *
     * @param decay λ of PyTorch's weight_decay, 0 for none
     */
    Trained train(IUpdater updater, double decay) {
      MultiLayerConfiguration configuration =
          new NeuralNetConfiguration.Builder()
              .seed(seed)
              .weightInit(WeightInit.UNIFORM) // as PyTorch's Linear
              .updater(updater)
              .list()
              .layer(
                  new DenseLayer.Builder()
                      .nIn(digits.train().width())
                      .nOut(hidden)
                      .activation(Activation.RELU)
                      .build())
              .layer(
                  new OutputLayer.Builder(new CrossEntropyLoss())
                      .nIn(hidden)
                      .nOut(digits.train().outputs())
                      .activation(Activation.IDENTITY) // logits: the loss has the softmax
                      .build())
              .build();
      WeightDecay.coupled(decay).addTo(configuration); // PyTorch: SGD(..., weight_decay=decay)
      MultiLayerNetwork network = new MultiLayerNetwork(configuration);
      network.init();
      network.fit(Batches.shuffled(digits.train(), 64, seed), epochs);
      return new Trained(
          meanLoss(network, digits.train()),
          meanLoss(network, digits.validation()),
          network.params().norm2Number().doubleValue());
    }

    /** The training loss without weight decay; infinite where the logits are no longer finite. */
    double loss(IUpdater updater) {
      try {
        return train(updater, 0).loss();
      } catch (ArithmeticException e) { // by the loss, which refuses such logits
        return Double.POSITIVE_INFINITY;
      }
    }

    /** The mean over a set, taken as one batch. */
    private static double meanLoss(MultiLayerNetwork network, Dataset data) {
      return network.score(Batches.inOrder(data, data.size()).next());
    }

    @Override
    public String toString() {
      return digits.train().size()
          + " digits, "
          + digits.train().width()
          + "-"
          + hidden
          + "-"
          + digits.train().outputs();
    }
  }
}
