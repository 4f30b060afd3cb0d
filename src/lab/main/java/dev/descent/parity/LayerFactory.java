package dev.descent.parity;

import dev.descent.layer.BatchNorm1d;
import dev.descent.layer.Dropout;
import dev.descent.layer.Linear;
import dev.descent.parity.NetworkSpec.Averages;
import dev.descent.parity.NetworkSpec.LayerSpec;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** The DL4J layers of a fixture's network. */
final class LayerFactory {
  private final Fixture fixture;
  private final Implementation implementation;
  private int dropouts;

  LayerFactory(Fixture fixture, Implementation implementation) {
    this.fixture = fixture;
    this.implementation = implementation;
  }

  private boolean isNearest(Construct construct) {
    return implementation.isNearest(construct, fixture);
  }

  /** Makes all layers; in DL4J the last linear one, its activation and the loss are one layer. */
  List<Layer> layers() {
    NetworkSpec network = fixture.network();
    int last = network.lastLinear();
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i < last; i++) {
      layers.add(hidden(network.layers().get(i), network.width(i)));
    }
    layers.add(output(network.width(last), network.outputs(), network.behindLastLinear()));
    return layers;
  }

  private Layer hidden(LayerSpec spec, int width) {
    if (spec.linear() != null) {
      return Linear.of(width, spec.linear());
    } else if (spec.batchNorm() != null) {
      return batchNorm(width, spec.batchNorm());
    } else if (spec.dropout() != null) {
      return dropout(spec.dropout(), width);
    }
    return new ActivationLayer.Builder().activation(activation(spec)).build();
  }

  private OutputLayer output(int width, int outputs, List<LayerSpec> behind) {
    LossSpec spec = fixture.loss();
    Activation activation = behind.isEmpty() ? Activation.IDENTITY : activation(behind.get(0));
    ILossFunction loss = spec.ours();
    if (isNearest(spec.construct())) {
      loss = spec.nearest();
      // Ours take logits, as PyTorch's do; DL4J's take what the activation makes of them.
      if (spec instanceof LossSpec.CrossEntropyLoss) {
        activation = Activation.SOFTMAX;
      } else if (spec instanceof LossSpec.BCEWithLogitsLoss) {
        activation = Activation.SIGMOID;
      }
    }
    return new OutputLayer.Builder(loss).nIn(width).nOut(outputs).activation(activation).build();
  }

  private static Activation activation(LayerSpec spec) {
    if (spec.relu() != null) {
      return Activation.RELU;
    }
    return spec.sigmoid() != null ? Activation.SIGMOID : Activation.TANH;
  }

  private Layer batchNorm(int width, Averages spec) {
    return isNearest(Construct.BATCH_NORM_1D)
        ? new BatchNormalization.Builder()
            .nIn(width)
            .nOut(width)
            .eps(spec.eps())
            .decay(1 - spec.momentum())
            .build()
        : BatchNorm1d.of(width, spec.eps(), spec.momentum());
  }

  /** Makes a dropout that keeps the elements that PyTorch kept. */
  private DropoutLayer dropout(double p, int width) {
    DropoutLayer layer = isNearest(Construct.DROPOUT) ? new DropoutLayer(p) : Dropout.of(p);
    int index = dropouts++;
    if (layer.getIDropout() != null) {
      List<String> masks =
          Rules.there("masks", fixture.masks()).stream().map(step -> step.get(index)).toList();
      layer.setIDropout(new RecordedDropout(layer.getIDropout(), masks));
    }
    layer.setNIn(width);
    layer.setNOut(width);
    return layer;
  }
}
