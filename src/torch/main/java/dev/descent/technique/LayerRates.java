package dev.descent.technique;

import java.util.Objects;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.learning.config.IUpdater;

/** The learning rates of a network's layers, where {@link ReduceLROnPlateau} may set them. */
final class LayerRates {
  private LayerRates() {}

  /** Refuses a network whose rates something else sets, or that has none. */
  static void requireConstant(MultiLayerNetwork network) {
    boolean found = false;
    for (Layer layer : network.getLayers()) {
      if (layer.conf().getLayer() instanceof BaseLayer conf
          && conf.getIUpdater() != null
          && conf.getIUpdater().hasLearningRate()) {
        found = true;
        requireConstant(layer.getIndex(), conf);
      }
    }
    if (!found) {
      throw new IllegalStateException("ReduceLROnPlateau needs a learning rate, got none");
    }
  }

  private static void requireConstant(int index, BaseLayer layer) {
    IUpdater updater = layer.getIUpdater();
    IUpdater constant = updater.clone(); // an updater does not say whether it has a schedule
    constant.setLrAndSchedule(updater.getLearningRate(0, 0), null);
    String what = null;
    if (!constant.equals(updater)) {
      what = "a schedule: " + updater;
    } else if (layer.getBiasUpdater() != null) { // setLearningRate does not reach it
      what = "an updater of its own for the biases: " + layer.getBiasUpdater();
    }
    if (what != null) {
      throw new IllegalStateException(
          "ReduceLROnPlateau needs one constant learning rate a layer, but layer "
              + index
              + " has "
              + what);
    }
  }

  /** Changes each layer's rate by itself, as PyTorch's parameter groups, whose rates may differ. */
  static void change(MultiLayerNetwork network, DoubleUnaryOperator to) {
    for (int i = 0; i < network.getnLayers(); i++) {
      Double rate = network.getLearningRate(i);
      if (rate != null && to.applyAsDouble(rate) != rate) {
        network.setLearningRate(i, to.applyAsDouble(rate));
      }
    }
  }

  /** Returns the rate of the first layer that has one. */
  static double first(MultiLayerNetwork network) {
    return IntStream.range(0, network.getnLayers())
        .mapToObj(network::getLearningRate)
        .filter(Objects::nonNull)
        .findFirst()
        .orElseThrow();
  }
}
