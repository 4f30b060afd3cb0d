package dev.descent.technique;

import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.FrozenLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** The gradient of a network between its backward pass and its updater. */
final class Gradients {
  private Gradients() {}

  /**
   * Returns the number that makes a gradient of the mean loss of it: there DL4J has sums over the
   * batch, which it divides by the batch size after the listeners.
   */
  static double divisor(MultiLayerNetwork network) {
    return network.conf().isMiniBatch() ? network.batchSize() : 1;
  }

  /**
   * Returns the gradient's elements, as vectors that are views of the network's. Batch
   * normalisation passes changes of its running statistics along as gradients; they are left out.
   */
  static List<INDArray> of(MultiLayerNetwork network) {
    INDArray all = network.getFlattenedGradients();
    all = all.reshape(all.length());
    List<INDArray> parts = new ArrayList<>();
    long start = 0;
    long end = 0;
    for (Layer layer : network.getLayers()) {
      for (var parameter : layer.paramTable(false).entrySet()) {
        long next = end + parameter.getValue().length();
        if (!layer.updaterDivideByMinibatch(parameter.getKey())) {
          if (start < end) {
            parts.add(all.get(NDArrayIndex.interval(start, end)));
          }
          start = next;
        }
        end = next;
      }
    }
    if (start < end) {
      parts.add(all.get(NDArrayIndex.interval(start, end)));
    }
    return parts;
  }

  /**
   * Returns the gradient as DL4J's updater takes it: a view for each parameter that learns, by
   * layer and name.
   */
  static Gradient byParameter(MultiLayerNetwork network) {
    INDArray all = network.getFlattenedGradients();
    Gradient gradient = new DefaultGradient(all);
    all = all.reshape(all.length());
    long end = 0;
    for (Layer layer : network.getLayers()) {
      for (var entry : layer.paramTable(false).entrySet()) {
        INDArray parameter = entry.getValue();
        long start = end;
        end += parameter.length();
        if (!(layer instanceof FrozenLayer)) {
          INDArray part = all.get(NDArrayIndex.interval(start, end));
          INDArray view = part.reshape(parameter.ordering(), parameter.shape());
          gradient.setGradientFor(layer.getIndex() + "_" + entry.getKey(), view);
        }
      }
    }
    return gradient;
  }

  /** Returns the length of all vectors together; not finite where an element is not. */
  static double norm(List<INDArray> parts) {
    double norm = 0;
    for (INDArray part : parts) {
      // BLAS takes a tenth of the time of ND4J's own norm2, which was a sixth of a training step.
      norm = Math.hypot(norm, Nd4j.getBlasWrapper().nrm2(part));
    }
    return norm;
  }
}
