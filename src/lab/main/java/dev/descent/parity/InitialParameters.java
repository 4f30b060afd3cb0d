package dev.descent.parity;

import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The parameters that the training of a fixture starts from, in a network. */
final class InitialParameters {
  private final Fixture.Initial initial;

  InitialParameters(Fixture.Initial initial) {
    this.initial = initial;
  }

  /** Puts them in: PyTorch's order is DL4J's, with a weight matrix in Fortran order. */
  void putInto(MultiLayerNetwork network) {
    int index = 0;
    for (Layer layer : network.getLayers()) {
      for (String key : layer.paramTable(false).keySet()) {
        if (!Quantities.isLearnt(key)) {
          continue;
        }
        INDArray parameter = layer.getParam(key);
        double[] values = new double[(int) parameter.length()];
        for (int i = 0; i < values.length; i++, index++) {
          values[i] = value(layer, key, index);
        }
        parameter.assign(Nd4j.create(values, parameter.shape(), 'f').castTo(parameter.dataType()));
      }
    }
  }

  private double value(Layer layer, String key, int index) {
    if (initial.values() != null) {
      return initial.values()[index];
    } else if (layer instanceof BatchNormalization) {
      return key.equals("gamma") ? 1 : 0;
    }
    long seed = Rules.there("initial.splitmix64", initial.splitmix64());
    double bound = 1 / Math.sqrt(layer.getParam("W").size(0));
    return (float) ((2 * SplitMix.uniform(seed, index) - 1) * bound);
  }
}
