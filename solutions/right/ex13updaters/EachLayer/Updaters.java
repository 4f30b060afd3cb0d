package dev.descent.exercises.ex13updaters;

import dev.descent.experiment.Optimizer;
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
      case "SGD" -> Optimizer.SGD.updater(0.01, null);
      case "Adam" -> Optimizer.ADAM.updater(0.001, null);
      case "RMSprop" -> Optimizer.RMSPROP.updater(0.001, null);
      default ->
          throw new IllegalArgumentException("name must be SGD, Adam or RMSprop, got " + name);
    };
  }

  public static MultiLayerConfiguration network(IUpdater updater, int in, int hidden, int out) {
    NeuralNetConfiguration.Builder network = new NeuralNetConfiguration.Builder().updater(updater);
    return layers(network, in, hidden, out).build();
  }

  private static NeuralNetConfiguration.ListBuilder layers(
      NeuralNetConfiguration.Builder network, int in, int hidden, int out) {
    return network
        .dataType(DataType.DOUBLE)
        .list()
        .layer(
            new DenseLayer.Builder()
                .nIn(in)
                .nOut(hidden)
                .l2(0.001)
                .l2Bias(0.001)
                .activation(Activation.IDENTITY)
                .build())
        .layer(
            new OutputLayer.Builder(LossFunction.MSE)
                .l2(0.001)
                .l2Bias(0.001)
                .nIn(hidden)
                .nOut(out)
                .activation(Activation.IDENTITY)
                .build());
  }
}
