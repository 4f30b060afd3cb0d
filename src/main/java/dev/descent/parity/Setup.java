package dev.descent.parity;

import dev.descent.BadInputException;
import dev.descent.layer.BatchNorm1d;
import dev.descent.layer.Dropout;
import dev.descent.updater.WeightDecay;
import java.util.ArrayList;
import java.util.Arrays;
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
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.schedule.ISchedule;

/** Builds what a fixture describes: the DL4J network as it is at the start, and its batches. */
final class Setup {
  private final Fixture fixture;
  private final boolean nearest;

  Setup(Fixture fixture, Side side) {
    this.fixture = fixture;
    this.nearest = side == Side.NEAREST;
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
        layers.add(dropout(spec.dropout(), width));
      } else {
        layers.add(new ActivationLayer.Builder().activation(activation(spec)).build());
      }
    }
    return layers;
  }

  private OutputLayer output(int width, int outputs, List<Fixture.LayerSpec> behind) {
    if (behind.size() > 1) {
      throw new BadInputException(
          fixture.name() + ": at most one layer may follow the last linear one");
    }
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

  private Activation activation(Fixture.LayerSpec spec) {
    if (spec.relu() != null) {
      return Activation.RELU;
    } else if (spec.sigmoid() != null) {
      return Activation.SIGMOID;
    } else if (spec.tanh() != null) {
      return Activation.TANH;
    }
    throw new BadInputException(fixture.name() + ": unknown layer " + spec);
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
  private DropoutLayer dropout(double p, int width) {
    DropoutLayer layer = nearest("Dropout") ? new DropoutLayer(p) : Dropout.of(p);
    if (layer.getIDropout() != null) {
      layer.setIDropout(new RecordedDropout(layer.getIDropout(), fixture.masks()));
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
          values[i] = given != null ? given(given, at) : uniform(layer, key, at);
        }
        parameter.assign(Nd4j.create(values, parameter.shape(), 'f').castTo(parameter.dataType()));
      }
    }
  }

  private double given(double[] values, int at) {
    if (at >= values.length) {
      throw new BadInputException(
          fixture.name() + ": initial.values must be as many as parameters, got " + values.length);
    }
    return values[at];
  }

  private double uniform(Layer layer, String key, int at) {
    if (layer instanceof org.deeplearning4j.nn.layers.normalization.BatchNormalization) {
      return key.equals("gamma") ? 1 : 0;
    }
    double bound = 1 / Math.sqrt(layer.getParam("W").size(0));
    return (float) ((2 * SplitMix.uniform(fixture.initial().splitmix64(), at) - 1) * bound);
  }

  /** The batches of an epoch, in order; the last may be short. */
  List<DataSet> batches() {
    Fixture.Rows rows = fixture.data();
    if (rows.splitmix64() == null) {
      return batches(rows.features(), rows.targets());
    }
    float[][] made =
        SplitMix.rows(rows.splitmix64(), rows.rows(), fixture.network().inputs(), rows.classes());
    double[][] features = new double[made.length][];
    double[][] targets = new double[made.length][];
    for (int r = 0; r < made.length; r++) {
      float[] row = made[r];
      features[r] = IntStream.range(0, row.length).mapToDouble(j -> row[j]).toArray();
      targets[r] = new double[] {r % rows.classes()};
    }
    return batches(features, targets);
  }

  /** All validation rows as one batch. */
  DataSet validation() {
    Fixture.Rows rows = fixture.validation();
    return new DataSet(array(rows.features()), labels(rows.targets()));
  }

  private List<DataSet> batches(double[][] features, double[][] targets) {
    List<DataSet> batches = new ArrayList<>();
    int size = fixture.batches().size();
    for (int at = 0; at < features.length; at += size) {
      int end = Math.min(at + size, features.length);
      batches.add(
          new DataSet(
              array(Arrays.copyOfRange(features, at, end)),
              labels(Arrays.copyOfRange(targets, at, end))));
    }
    return batches;
  }

  private INDArray labels(double[][] targets) {
    boolean indices = fixture.loss() instanceof LossSpec.CrossEntropyLoss && targets[0].length == 1;
    if (!indices || !nearest(fixture.loss())) {
      return array(targets);
    }
    int classes =
        fixture.network().layers().stream()
            .map(Fixture.LayerSpec::linear)
            .filter(java.util.Objects::nonNull)
            .reduce((a, b) -> b)
            .orElseThrow();
    double[][] oneHot = new double[targets.length][classes];
    for (int r = 0; r < targets.length; r++) {
      oneHot[r][(int) targets[r][0]] = 1;
    }
    return array(oneHot);
  }

  private INDArray array(double[][] rows) {
    // By way of float32, as the generator does: both precisions start from the same numbers.
    float[][] single = new float[rows.length][];
    for (int r = 0; r < rows.length; r++) {
      double[] row = rows[r];
      single[r] = new float[row.length];
      for (int j = 0; j < row.length; j++) {
        single[r][j] = (float) row[j];
      }
    }
    return Nd4j.createFromArray(single).castTo(fixture.dtype().parameters());
  }
}
