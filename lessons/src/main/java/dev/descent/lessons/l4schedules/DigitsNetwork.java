package dev.descent.lessons.l4schedules;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.layer.Dropout;
import dev.descent.loss.CrossEntropyLoss;
import java.util.Arrays;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;

/** The network that the parts of this lesson train, and what they ask of it. */
final class DigitsNetwork {
  private DigitsNetwork() {}

  /**
   * 784 → hidden → 10, ReLU and dropout behind each hidden layer.
   *
   * @param updater the optimizer, and with it the learning rate or its schedule
   * @param dropout share that is dropped; it keeps the gradient noisy to the end
   * @param hidden the tutorial's are 256, 128
   */
  static MultiLayerNetwork of(IUpdater updater, double dropout, long seed, int... hidden) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.UNIFORM)
            .updater(updater)
            .list();
    int in = 784;
    for (int units : hidden) {
      // PyTorch: nn.Linear(inputs, units), nn.ReLU(), nn.Dropout(p)
      layers.layer(
          new DenseLayer.Builder().nIn(in).nOut(units).activation(Activation.RELU).build());
      layers.layer(Dropout.of(dropout)); // [batch, units]
      in = units;
    }
    // PyTorch: nn.Linear(units, 10); criterion = nn.CrossEntropyLoss()
    layers.layer(
        new OutputLayer.Builder(new CrossEntropyLoss())
            .nIn(in)
            .nOut(10)
            .activation(Activation.IDENTITY)
            .build()); // [batch, 10], logits
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init(); // from here on the seed decides what dropout draws
    return network;
  }

  /** All rows as one batch. */
  static DataSet whole(Dataset data) {
    return Batches.inOrder(data, data.size()).next();
  }

  /** Share of the rows classified rightly, dropout off. */
  static double accuracy(MultiLayerNetwork network, DataSet data) {
    Evaluation evaluation = new Evaluation(10);
    evaluation.eval(data.getLabels(), network.output(data.getFeatures()));
    return evaluation.accuracy();
  }

  /** True if two trainings have led to the same parameters, bit for bit. */
  static boolean same(MultiLayerNetwork a, MultiLayerNetwork b) {
    return Arrays.equals(a.params().toFloatVector(), b.params().toFloatVector());
  }
}
