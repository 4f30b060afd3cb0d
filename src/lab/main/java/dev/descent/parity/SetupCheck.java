package dev.descent.parity;

import dev.descent.layer.BatchNorm1d;
import dev.descent.layer.Dropout;
import dev.descent.parity.Fixture.LayerSpec;
import dev.descent.parity.Fixture.Rows;
import dev.descent.technique.GradientClipping;
import dev.descent.technique.Patience;
import dev.descent.updater.WeightDecay;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/** Refuses a fixture whose training cannot be repeated, before it is tried. */
final class SetupCheck {
  private final Fixture fixture;
  private long parameters;
  private long buffers;
  private int outputs;
  private final List<Integer> dropped = new ArrayList<>();

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException names the entry, the rule and the value
   */
  SetupCheck(Fixture fixture) {
    this.fixture = fixture;
    batches();
    network();
    settings();
    scheduler();
    techniques();
    data();
    initial();
  }

  /** How many parameters the network learns. */
  long parameters() {
    return parameters;
  }

  /** How many running values it has. */
  long buffers() {
    return buffers;
  }

  /** The width of its last layer. */
  int outputs() {
    return outputs;
  }

  /** The width of what each dropout layer drops from. */
  List<Integer> dropped() {
    return dropped;
  }

  int rows() {
    Rows data = fixture.data();
    return data.splitmix64() == null ? data.features().length : data.rows();
  }

  int stepsAnEpoch() {
    return (rows() + fixture.batches().size() - 1) / fixture.batches().size();
  }

  private void batches() {
    Rules.atLeast("batches.size", fixture.batches().size(), 1);
    Rules.atLeast("batches.epochs", fixture.batches().epochs(), 1);
  }

  private void network() {
    List<LayerSpec> layers = fixture.network().layers();
    Rules.atLeast("network.inputs", fixture.network().inputs(), 1);
    Rules.there("network.layers", layers);
    int width = fixture.network().inputs();
    int last = -1;
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      String entry = "network.layers[" + i + "]";
      Rules.that(layer != null && layer.kinds() == 1, entry, "a layer of one kind", layer);
      width = layer(layer, entry, width);
      last = layer.linear() != null ? i : last;
    }
    Rules.that(last >= 0, "network.layers", "layers with a linear one", layers.size());
    List<LayerSpec> behind = layers.subList(last + 1, layers.size());
    Rules.that(
        behind.isEmpty() || behind.size() == 1 && behind.get(0).isActivation(),
        "network.layers",
        "such that at most one activation follows the last linear one",
        behind.size() + " layers behind it");
    boolean twice = !behind.isEmpty() && behind.get(0).sigmoid() != null;
    Rules.that(
        !(twice && fixture.loss() instanceof LossSpec.BCEWithLogitsLoss),
        "network.layers",
        "without a sigmoid at the end for BCEWithLogitsLoss, which applies it itself",
        "one");
    outputs = width;
  }

  /** Its outputs. */
  private int layer(LayerSpec layer, String entry, int width) {
    if (layer.linear() != null) {
      Rules.atLeast(entry + ".linear", layer.linear(), 1);
      parameters += (width + 1L) * layer.linear();
      return layer.linear();
    }
    if (layer.batchNorm() != null) {
      Fixture.Averages spec = layer.batchNorm();
      Rules.at(entry, () -> BatchNorm1d.of(width, spec.eps(), spec.momentum()));
      parameters += 2L * width;
      buffers += 2L * width;
    } else if (layer.dropout() != null) {
      Rules.at(entry, () -> Dropout.of(layer.dropout()));
      dropped.add(width);
    }
    return width;
  }

  private void settings() {
    OptimizerSpec optimizer = fixture.optimizer();
    Rules.at("loss", () -> fixture.loss().ours());
    Rules.at("optimizer", () -> optimizer.ours());
    Rules.at("optimizer.weight_decay", () -> WeightDecay.coupled(optimizer.weightDecay()));
  }

  private void scheduler() {
    SchedulerSpec scheduler = fixture.scheduler();
    if (scheduler == null) {
      return;
    }
    Rules.there("scheduler.unit", scheduler.unit());
    if (scheduler instanceof SchedulerSpec.ReduceLROnPlateau plateau) {
      Rules.that(
          plateau.unit() == SchedulerSpec.Unit.EPOCH,
          "scheduler.unit",
          "epoch for ReduceLROnPlateau",
          "iteration");
      Rules.there("scheduler.metrics", plateau.metrics());
      Rules.finite("scheduler.metrics", plateau.metrics());
      Rules.that(
          plateau.metrics().length >= fixture.batches().epochs(),
          "scheduler.metrics",
          "one number an epoch, " + fixture.batches().epochs(),
          plateau.metrics().length);
      Rules.at("scheduler", () -> plateau.listener(trained -> 0));
      return;
    }
    for (SchedulerSpec spec = scheduler; ; ) {
      if (spec instanceof SchedulerSpec.MultiStepLR steps) {
        Rules.there("scheduler.milestones", steps.milestones());
      }
      if (!(spec instanceof SchedulerSpec.WarmUp warmUp)) {
        break;
      }
      Rules.there("scheduler.next", warmUp.next());
      spec = warmUp.next();
      Rules.that(spec.unit() == null, "scheduler.next.unit", "left to the outer one", spec.unit());
    }
    double lr = fixture.optimizer().lr();
    Rules.at("scheduler", () -> scheduler.ours(scheduler.type(), lr));
  }

  private void techniques() {
    Fixture.Clip clip = fixture.clip();
    if (clip != null) {
      Rules.that((clip.norm() == null) != (clip.value() == null), "clip", "norm or value", clip);
      Rules.at(
          "clip",
          clip.norm() != null
              ? () -> GradientClipping.byNorm(clip.norm())
              : () -> GradientClipping.byValue(clip.value()));
    }
    if (fixture.penalty() != null) {
      double[] factors = {fixture.penalty().l1(), fixture.penalty().l2()};
      Rules.all("penalty", factors, f -> f >= 0 && Double.isFinite(f), "at least 0");
    }
    Fixture.Scaling scaling = fixture.gradScaler();
    boolean mixed = fixture.dtype() == Fixture.Dtype.FLOAT16;
    Rules.together("grad_scaler", scaling, "dtype float16", mixed);
    if (mixed) {
      Rules.at("grad_scaler", scaling::scaler);
      Rules.that(fixture.earlyStopping() == null, "early_stopping", "without grad_scaler", "both");
      Rules.that(
          !(fixture.scheduler() instanceof SchedulerSpec.ReduceLROnPlateau),
          "scheduler",
          "none that looks at a metric, with grad_scaler",
          "ReduceLROnPlateau");
    }
    boolean stopping = fixture.earlyStopping() != null;
    Rules.together("validation", fixture.validation(), "early_stopping", stopping);
    if (stopping) {
      Rules.at("early_stopping", () -> new Patience(fixture.earlyStopping().patience()));
    }
  }

  private void data() {
    Rows data = fixture.data();
    if (data.splitmix64() == null) {
      given("data", data);
    } else {
      boolean classes = fixture.loss() instanceof LossSpec.CrossEntropyLoss;
      Rules.that(classes, "data.splitmix64", "for CrossEntropyLoss", fixture.loss());
      boolean alone = data.features() == null && data.targets() == null;
      Rules.that(alone, "data.splitmix64", "without features and targets", "both");
      Rules.there("data.rows", data.rows());
      Rules.there("data.classes", data.classes());
      Rules.atLeast("data.rows", data.rows(), 1);
      boolean fit = data.classes() >= 1 && data.classes() <= outputs;
      Rules.that(fit, "data.classes", "from 1 to " + outputs, data.classes());
    }
    if (fixture.validation() != null) {
      given("validation", fixture.validation());
    }
  }

  private void given(String entry, Rows rows) {
    boolean made =
        Stream.of(rows.splitmix64(), rows.rows(), rows.classes()).anyMatch(Objects::nonNull);
    Rules.that(!made, entry, "given row by row, or made by splitmix64", "parts of both");
    Rules.there(entry + ".features", rows.features());
    Rules.there(entry + ".targets", rows.targets());
    Rules.atLeast(entry + ".features", rows.features().length, 1);
    Rules.count(entry + ".targets", rows.targets().length, rows.features().length, "rows");
    int width = target(rows.targets()[0]);
    for (int r = 0; r < rows.features().length; r++) {
      String at = "[" + r + "]";
      numbers(entry + ".features" + at, rows.features()[r], fixture.network().inputs());
      numbers(entry + ".targets" + at, rows.targets()[r], width);
      if (width < outputs) {
        String rule = "a class from 0 to " + (outputs - 1);
        Rules.all(entry + ".targets" + at, rows.targets()[r], this::isClass, rule);
      }
    }
  }

  /** How many numbers a target is: a class, or one an output. */
  private int target(double[] first) {
    boolean index = first != null && first.length == 1;
    return index && fixture.loss() instanceof LossSpec.CrossEntropyLoss ? 1 : outputs;
  }

  private boolean isClass(double target) {
    return target >= 0 && target < outputs && target == Math.rint(target);
  }

  /** All are read as float32. */
  private static void numbers(String entry, double[] row, int width) {
    Rules.there(entry, row);
    Rules.count(entry, row.length, width, "numbers");
    Rules.all(entry, row, value -> Float.isFinite((float) value), "finite in float32");
  }

  private void initial() {
    Fixture.Initial initial = fixture.initial();
    boolean given = initial.values() != null;
    Rules.that(
        given != (initial.splitmix64() != null), "initial", "values or splitmix64", "both or none");
    if (given) {
      Rules.count("initial.values", initial.values().length, parameters, "numbers");
      Rules.finite("initial.values", initial.values());
    }
  }
}
