package dev.descent.lessons.l1loop;

import dev.descent.layer.Dropout;
import dev.descent.loss.CrossEntropyLoss;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;

/** The tutorial's network, 784-256-128-10, layer by layer, with its loss and its optimizer. */
final class Model {
  private Model() {}

  /** With ReLU. */
  static MultiLayerNetwork relu(long seed, IUpdater updater) {
    return network(
        // @start region=model
        settings(seed, updater) // start of the weights, and the optimizer
            .list()
            .layer(new DenseLayer.Builder().nIn(784).nOut(256).activation(Activation.RELU).build())
            .layer(new DenseLayer.Builder().nIn(256).nOut(128).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(new CrossEntropyLoss()) // it takes logits, as PyTorch's
                    .nIn(128)
                    .nOut(10)
                    .activation(Activation.IDENTITY)
                    .build())
        // @end
        );
  }

  /** With ReLU, and dropout after each hidden layer. */
  static MultiLayerNetwork dropout(long seed, IUpdater updater) {
    return network(
        settings(seed, updater)
            .list()
            .layer(dense(784, 256).activation(Activation.RELU).build())
            .layer(Dropout.of(0.5)) // PyTorch: nn.Dropout(0.5)
            .layer(dense(256, 128).activation(Activation.RELU).build())
            .layer(Dropout.of(0.5))
            .layer(output(128, 10)));
  }

  /** A mistake: nobody named the activation. */
  static MultiLayerNetwork unnamed(long seed, IUpdater updater) {
    return network(
        settings(seed, updater)
            .list()
            .layer(dense(784, 256).build())
            .layer(dense(256, 128).build())
            .layer(output(128, 10)));
  }

  static NeuralNetConfiguration.Builder settings(long seed, IUpdater updater) {
    return new NeuralNetConfiguration.Builder()
        // PyTorch: torch.manual_seed(seed). Never 0 here: DL4J is not reproducible with it.
        .seed(seed)
        // Uniform in ±1/sqrt(inputs), as the weights of PyTorch's Linear. DL4J's default is Xavier.
        // PyTorch draws the biases so, too; DL4J starts them at 0.
        .weightInit(WeightInit.UNIFORM)
        // PyTorch: optimizer = torch.optim.SGD(model.parameters(), lr=0.01, momentum=0.9)
        .updater(updater);
  }

  static DenseLayer.Builder dense(int inputs, int outputs) {
    return new DenseLayer.Builder().nIn(inputs).nOut(outputs);
  }

  /** The last layer has the loss; the softmax is in the loss, so the layer gives logits. */
  static OutputLayer output(int inputs, int classes) {
    return new OutputLayer.Builder(new CrossEntropyLoss())
        .nIn(inputs)
        .nOut(classes)
        .activation(Activation.IDENTITY)
        .build();
  }

  static MultiLayerNetwork network(NeuralNetConfiguration.ListBuilder layers) {
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init(); // draws the weights
    return network;
  }

  /** Share of rows classified rightly, in %. */
  static double accuracy(MultiLayerNetwork network, DataSet data) {
    Evaluation evaluation = new Evaluation(data.numOutcomes());
    evaluation.eval(data.getLabels(), network.output(data.getFeatures()));
    return 100 * evaluation.accuracy();
  }

  /**
   * Counts parameters that differ in a bit; INDArray.equals would take 0.1 and 0.100001 for equal.
   */
  static int differing(MultiLayerNetwork a, MultiLayerNetwork b) {
    float[] left = a.params().toFloatVector();
    float[] right = b.params().toFloatVector();
    int count = 0;
    for (int i = 0; i < left.length; i++) {
      count += Float.floatToRawIntBits(left[i]) == Float.floatToRawIntBits(right[i]) ? 0 : 1;
    }
    return count;
  }

  /** ‖a − b‖ / ‖b‖ over all parameters. */
  static double distance(MultiLayerNetwork a, MultiLayerNetwork b) {
    INDArray difference = a.params().sub(b.params());
    return difference.norm2Number().doubleValue() / b.params().norm2Number().doubleValue();
  }
}
