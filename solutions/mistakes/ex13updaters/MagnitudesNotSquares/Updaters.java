package dev.descent.exercises.ex13updaters;

import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

public final class Updaters {
  private Updaters() {}

  public static IUpdater updater(String name) {
    return switch (name) {
      case "SGD" -> new SGD(0.01, 0.9);
      case "Adam" -> new Adam(0.001);
      case "RMSprop" -> new RMSprop(0.001, 0.99, 1e-8);
      default ->
          throw new IllegalArgumentException("name must be SGD, Adam or RMSprop, got " + name);
    };
  }

  public static MultiLayerConfiguration network(IUpdater updater, int in, int hidden, int out) {
    NeuralNetConfiguration.Builder network =
        new NeuralNetConfiguration.Builder().updater(updater).l1(0.001).l1Bias(0.001);
    return layers(network, in, hidden, out).build();
  }

  private static NeuralNetConfiguration.ListBuilder layers(
      NeuralNetConfiguration.Builder network, int in, int hidden, int out) {
    return network
        .dataType(DataType.DOUBLE)
        .list()
        .layer(
            new DenseLayer.Builder().nIn(in).nOut(hidden).activation(Activation.IDENTITY).build())
        .layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .nIn(hidden)
                .nOut(out)
                .activation(Activation.IDENTITY)
                .build());
  }
}
