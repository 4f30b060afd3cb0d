package dev.descent.experiment;

import dev.descent.BadInputException;
import dev.descent.layer.BatchNorm1d;
import dev.descent.layer.Dropout;
import dev.descent.layer.Linear;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A multi-layer perceptron: for each hidden size a linear layer, batch normalisation if asked for,
 * ReLU, and dropout if asked for; then a linear output layer.
 *
 * <p>Weights start as PyTorch's Linear draws them, uniform in ±1/√inputs; biases start at 0.
 *
 * @param hidden sizes of the hidden layers, each at least 1; empty for a linear model
 * @param dropout share of a hidden layer's outputs dropped in training, 0 to below 1; PyTorch's p
 * @param batchNorm whether each hidden linear layer is batch-normalised before its ReLU
 */
public record Network(List<Integer> hidden, double dropout, boolean batchNorm) {
  /**
   * The network of the tutorial, a widely used one for PyTorch: 784 → 256 → 128 → 10, for digits.
   */
  public static final Network TUTORIAL = new Network(List.of(256, 128), 0, false);

  public Network {
    hidden = List.copyOf(hidden);
    if (hidden.stream().anyMatch(size -> size < 1)) {
      throw new IllegalArgumentException("hidden sizes must be at least 1, got " + hidden);
    }
    if (!(dropout >= 0 && dropout < 1)) {
      throw new IllegalArgumentException("dropout must be in [0, 1), got " + dropout);
    }
  }

  /**
   * Reads the sizes of hidden layers: {@code 64,32}, or {@code none}.
   *
   * @throws BadInputException where it is neither; the message begins with "must be"
   */
  public static List<Integer> sizes(String text) {
    List<Integer> sizes = new ArrayList<>();
    for (String size : text.strip().equals("none") ? new String[0] : text.split(",", -1)) {
      String number = size.strip();
      if (!number.matches("[1-9][0-9]{0,3}")) {
        throw new BadInputException(
            "must be sizes from 1 to 9999, such as 64,32, or none, got \"%s\"".formatted(text));
      }
      sizes.add(Integer.parseInt(number));
    }
    return sizes;
  }

  /** Writes the sizes as {@link #sizes} reads them. */
  public String sizesText() {
    return hidden.isEmpty()
        ? "none"
        : hidden.stream().map(String::valueOf).collect(Collectors.joining(","));
  }

  /** Makes the DL4J configuration for so many inputs and outputs. */
  MultiLayerConfiguration configuration(
      int inputs, int outputs, Loss loss, IUpdater updater, long seed) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .weightInit(WeightInit.UNIFORM)
            .updater(updater)
            .list();
    int in = inputs;
    for (int i = 0; i < hidden.size(); i++) {
      int size = hidden.get(i);
      Linear linear = batchNorm ? Linear.of(in, size) : Linear.relu(in, size);
      layers.layer(i == 0 ? linear.withoutInputGradient() : linear);
      if (batchNorm) {
        layers.layer(BatchNorm1d.of(size));
        layers.layer(new ActivationLayer.Builder().activation(Activation.RELU).build());
      }
      if (dropout > 0) {
        layers.layer(Dropout.of(dropout));
      }
      in = size;
    }
    layers.layer(
        new OutputLayer.Builder(loss.function())
            .nIn(in)
            .nOut(outputs)
            .activation(Activation.IDENTITY)
            .build());
    return layers.build();
  }

  /** Counts the parameters for so many inputs and outputs. */
  public int parameters(int inputs, int outputs) {
    int count = 0;
    int in = inputs;
    for (int size : hidden) {
      count += (in + 1) * size + (batchNorm ? 2 * size : 0);
      in = size;
    }
    return count + (in + 1) * outputs;
  }

  /** Writes the sizes of all layers, such as {@code 784-256-128-10}, and what is between them. */
  public String describe(int inputs, int outputs) {
    StringBuilder text = new StringBuilder().append(inputs);
    hidden.forEach(size -> text.append('-').append(size));
    text.append('-').append(outputs).append(", ReLU");
    if (batchNorm) {
      text.append(", batch normalisation");
    }
    if (dropout > 0) {
      text.append(", dropout ").append(dropout);
    }
    return text.toString();
  }
}
