package dev.descent.lessons.l5overfitting;

import dev.descent.layer.Dropout;
import dev.descent.lesson.Notebook;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/** The networks of this lesson: that of the tutorial, 784-256-128-10, and what is made of it. */
final class Networks {
  private Networks() {}

  /** The settings of them all; a remedy is added to them, or to the layers. */
  static NeuralNetConfiguration.Builder builder(Notebook out) {
    // PyTorch: torch.optim.SGD(model.parameters(), lr=0.04, momentum=0.9)
    return new NeuralNetConfiguration.Builder()
        .seed(out.seed())
        .weightInit(WeightInit.UNIFORM)
        .updater(new SGD(0.04, 0.9))
        .activation(Activation.RELU);
  }

  /** The tutorial's network, 784-256-128-10, without a remedy. */
  static MultiLayerConfiguration plain(Notebook out) {
    return of(builder(out));
  }

  /** The same with these settings. */
  static MultiLayerConfiguration of(NeuralNetConfiguration.Builder builder) {
    return of(builder, 256, 128);
  }

  /** The same with so many neurons in its hidden layers. */
  static MultiLayerConfiguration of(NeuralNetConfiguration.Builder builder, int first, int second) {
    // PyTorch: nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(),
    //                        nn.Linear(128, 10))
    return builder
        .list()
        .layer(new DenseLayer.Builder().nIn(784).nOut(first).build())
        .layer(new DenseLayer.Builder().nIn(first).nOut(second).build())
        .layer(output(second).build())
        .build();
  }

  /** The tutorial's network with dropout behind each hidden layer. */
  static MultiLayerConfiguration dropping(NeuralNetConfiguration.Builder builder, double p) {
    // @start region=dropping
    return builder
        .list()
        .layer(new DenseLayer.Builder().nIn(784).nOut(256).build()) // with its ReLU
        .layer(Dropout.of(p)) // p is the share that is dropped, as in PyTorch
        .layer(new DenseLayer.Builder().nIn(256).nOut(128).build())
        .layer(Dropout.of(p))
        .layer(output(128).build())
        .build();
    // @end
  }

  /** The same with DL4J's argument, the probability to keep an input of the layer. */
  static MultiLayerConfiguration keeping(NeuralNetConfiguration.Builder builder, double keep) {
    return builder
        .list()
        .layer(new DenseLayer.Builder().nIn(784).nOut(256).build())
        .layer(new DenseLayer.Builder().nIn(256).nOut(128).dropOut(keep).build())
        .layer(output(128).dropOut(keep).build())
        .build();
  }

  private static OutputLayer.Builder output(int inputs) {
    return new OutputLayer.Builder(new CrossEntropyLoss())
        .nIn(inputs)
        .nOut(10)
        .activation(Activation.IDENTITY); // logits, [batch, 10]
  }
}
