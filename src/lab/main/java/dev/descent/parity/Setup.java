package dev.descent.parity;

import dev.descent.layer.BatchNorm1d;
import dev.descent.layer.Dropout;
import dev.descent.updater.WeightDecay;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.DropoutLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/** Builds the DL4J network that a fixture describes, as it is at the start. */
final class Setup {
  private final Fixture fixture;
  private final boolean nearest;

  Setup(Fixture fixture, Implementation side) {
    this.fixture = fixture;
    this.nearest = side == Implementation.NEAREST;
  }

  /** Whether DL4J's class is to be used here: only for the construct that the fixture is about. */
  private boolean nearest(Object spec) {
    return nearest && fixture.construct().equals(spec.getClass().getSimpleName());
  }

  private boolean nearest(String construct) {
    return nearest && fixture.construct().equals(construct);
  }

  MultiLayerNetwork network() {
    MultiLayerConfiguration configuration = configuration();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    start(network);
    return network;
  }

  private MultiLayerConfiguration configuration() {
    OptimizerSpec optimizer = fixture.optimizer();
    boolean global = nearest("weight_decay") || nearest("AdamW");
    NeuralNetConfiguration.Builder builder =
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .dataType(fixture.dtype().parameters())
            .updater(updater());
    if (global && optimizer instanceof OptimizerSpec.AdamW) {
      builder.weightDecay(optimizer.weightDecay());
    } else if (global) {
      builder.l2(optimizer.weightDecay());
    }
    if (fixture.penalty() != null) {
      // DL4J's l2 stands for λ/2 Σw², PyTorch users write λ Σw².
      double l2 = (nearest("L2 penalty") ? 1 : 2) * fixture.penalty().l2();
      builder.l1(fixture.penalty().l1()).l2(l2);
      if (fixture.penalty().biases()) {
        builder.l1Bias(fixture.penalty().l1()).l2Bias(l2);
      }
    }
    if (nearest("clip_grad_norm_")) {
      builder
          .gradientNormalization(GradientNormalization.ClipL2PerLayer)
          .gradientNormalizationThreshold(fixture.clip().norm());
    } else if (nearest("clip_grad_value_")) {
      builder
          .gradientNormalization(GradientNormalization.ClipElementWiseAbsoluteValue)
          .gradientNormalizationThreshold(fixture.clip().value());
    }
    NeuralNetConfiguration.ListBuilder list = builder.list();
    layers().forEach(list::layer);
    MultiLayerConfiguration configuration = list.build();
    if (!global && optimizer.weightDecay() != 0) {
      double decay = optimizer.weightDecay();
      (optimizer instanceof OptimizerSpec.AdamW
              ? WeightDecay.decoupled(decay)
              : WeightDecay.coupled(decay))
          .addTo(configuration);
    }
    return configuration;
  }

  private IUpdater updater() {
    OptimizerSpec optimizer = fixture.optimizer();
    IUpdater updater = nearest(optimizer) ? optimizer.nearest() : optimizer.ours();
    if (fixture.scheduler() != null) {
      SchedulerSpec spec = fixture.scheduler();
      ISchedule schedule =
          nearest(spec)
              ? spec.nearest(spec.type(), optimizer.lr())
              : spec.ours(spec.type(), optimizer.lr());
      if (schedule != null && updater.hasLearningRate()) {
        updater.setLrAndSchedule(optimizer.lr(), schedule);
      }
    }
    return updater;
  }

  private List<org.deeplearning4j.nn.conf.layers.Layer> layers() {
    List<Fixture.LayerSpec> specs = fixture.network().layers();
    List<org.deeplearning4j.nn.conf.layers.Layer> layers = new ArrayList<>();
    int last =
        IntStream.range(0, specs.size())
            .filter(i -> specs.get(i).linear() != null)
            .max()
            .orElse(-1);
    int width = fixture.network().inputs();
    int dropouts = 0;
    for (int i = 0; i < specs.size(); i++) {
      Fixture.LayerSpec spec = specs.get(i);
      if (i == last) {
        layers.add(output(width, spec.linear(), specs.subList(i + 1, specs.size())));
        break;
      } else if (spec.linear() != null) {
        layers.add(
            new DenseLayer.Builder()
                .nIn(width)
                .nOut(spec.linear())
                .activation(Activation.IDENTITY)
                .build());
        width = spec.linear();
      } else if (spec.batchNorm() != null) {
        layers.add(batchNorm(width, spec.batchNorm()));
      } else if (spec.dropout() != null) {
        layers.add(dropout(spec.dropout(), width, dropouts++));
      } else {
        layers.add(new ActivationLayer.Builder().activation(activation(spec)).build());
      }
    }
    return layers;
  }

  private OutputLayer output(int width, int outputs, List<Fixture.LayerSpec> behind) {
    boolean theirs = nearest(fixture.loss());
    ILossFunction loss = theirs ? fixture.loss().nearest() : fixture.loss().ours();
    Activation activation = behind.isEmpty() ? Activation.IDENTITY : activation(behind.get(0));
    if (theirs && fixture.loss() instanceof LossSpec.CrossEntropyLoss) {
      activation = Activation.SOFTMAX;
    } else if (theirs && fixture.loss() instanceof LossSpec.BCEWithLogitsLoss) {
      activation = Activation.SIGMOID;
    }
    return new OutputLayer.Builder(loss).nIn(width).nOut(outputs).activation(activation).build();
  }

  private static Activation activation(Fixture.LayerSpec spec) {
    if (spec.relu() != null) {
      return Activation.RELU;
    }
    return spec.sigmoid() != null ? Activation.SIGMOID : Activation.TANH;
  }

  private org.deeplearning4j.nn.conf.layers.Layer batchNorm(int width, Fixture.Averages spec) {
    return nearest("BatchNorm1d")
        ? new BatchNormalization.Builder()
            .nIn(width)
            .nOut(width)
            .eps(spec.eps())
            .decay(1 - spec.momentum())
            .build()
        : BatchNorm1d.of(width, spec.eps(), spec.momentum());
  }

  /** With the elements kept that PyTorch kept. */
  private DropoutLayer dropout(double p, int width, int index) {
    DropoutLayer layer = nearest("Dropout") ? new DropoutLayer(p) : Dropout.of(p);
    if (layer.getIDropout() != null) {
      List<String> masks = fixture.masks().stream().map(step -> step.get(index)).toList();
      layer.setIDropout(new RecordedDropout(layer.getIDropout(), masks));
    }
    layer.setNIn(width);
    layer.setNOut(width);
    return layer;
  }

  /** PyTorch's order of the parameters is DL4J's, with a weight matrix in Fortran order. */
  private void start(MultiLayerNetwork network) {
    int at = 0;
    double[] given = fixture.initial().values();
    for (Layer layer : network.getLayers()) {
      for (String key : layer.paramTable(false).keySet()) {
        if (!Quantities.isLearnt(key)) {
          continue;
        }
        INDArray parameter = layer.getParam(key);
        double[] values = new double[(int) parameter.length()];
        for (int i = 0; i < values.length; i++, at++) {
          values[i] = given != null ? given[at] : uniform(layer, key, at);
        }
        parameter.assign(Nd4j.create(values, parameter.shape(), 'f').castTo(parameter.dataType()));
      }
    }
  }

  private double uniform(Layer layer, String key, int at) {
    if (layer instanceof org.deeplearning4j.nn.layers.normalization.BatchNormalization) {
      return key.equals("gamma") ? 1 : 0;
    }
    double bound = 1 / Math.sqrt(layer.getParam("W").size(0));
    return (float) ((2 * SplitMix.uniform(fixture.initial().splitmix64(), at) - 1) * bound);
  }
}
