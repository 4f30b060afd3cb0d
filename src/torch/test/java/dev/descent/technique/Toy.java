package dev.descent.technique;

import dev.descent.layer.BatchNorm1d;
import java.util.Random;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

/** A small network, batch normalisation included, and batches for it. */
public final class Toy {
  public static final int IN = 6;
  public static final int CLASSES = 3;

  private Toy() {}

  public static NeuralNetConfiguration.Builder builder(DataType type, IUpdater updater) {
    return new NeuralNetConfiguration.Builder().seed(4).dataType(type).updater(updater);
  }

  public static MultiLayerNetwork network(DataType type, IUpdater updater) {
    return network(builder(type, updater));
  }

  /** 6 → 8, batch normalisation, ReLU, → 3 classes. */
  public static MultiLayerNetwork network(NeuralNetConfiguration.Builder builder) {
    MultiLayerNetwork network =
        new MultiLayerNetwork(
            builder
                .list()
                .layer(
                    new DenseLayer.Builder()
                        .nIn(IN)
                        .nOut(8)
                        .activation(Activation.IDENTITY)
                        .build())
                .layer(BatchNorm1d.of(8))
                .layer(new ActivationLayer.Builder().activation(Activation.RELU).build())
                .layer(
                    new OutputLayer.Builder(new LossMCXENT())
                        .nIn(8)
                        .nOut(CLASSES)
                        .activation(Activation.SOFTMAX)
                        .build())
                .build());
    network.init();
    return network;
  }

  /** Three noisy clouds. */
  public static DataSet batch(DataType type, int rows, long seed) {
    Random random = new Random(seed);
    INDArray features = Nd4j.create(type, rows, IN);
    INDArray labels = Nd4j.zeros(type, rows, CLASSES);
    for (int row = 0; row < rows; row++) {
      int label = random.nextInt(CLASSES);
      labels.putScalar(row, label, 1);
      for (int i = 0; i < IN; i++) {
        features.putScalar(row, i, random.nextGaussian() + (i % CLASSES == label ? 1.5 : 0));
      }
    }
    return new DataSet(features, labels);
  }
}
