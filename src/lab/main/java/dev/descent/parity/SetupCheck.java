package dev.descent.parity;

import dev.descent.layer.BatchNorm1d;
import dev.descent.layer.Dropout;
import dev.descent.parity.NetworkSpec.LayerSpec;
import dev.descent.technique.Patience;
import dev.descent.updater.WeightDecay;
import java.util.List;

/** The rules for all that makes a training: a fixture that breaks one cannot be repeated. */
final class SetupCheck {
  private final Fixture fixture;
  private final NetworkSpec network;

  SetupCheck(Fixture fixture) {
    this.fixture = fixture;
    this.network = fixture.network();
  }

  /**
   * Checks it.
   *
   * @throws IllegalArgumentException names the entry, the rule and the value
   */
  void check() {
    Rules.atLeast("batches.size", fixture.batches().size(), 1);
    Rules.atLeast("batches.epochs", fixture.batches().epochs(), 1);
    layers();
    end();
    optimizer();
    if (fixture.scheduler() != null) {
      new SchedulerCheck(fixture, fixture.scheduler()).check();
    }
    clipping();
    penalty();
    mixedPrecision();
    earlyStopping();
    new RowsCheck(fixture).check();
    initial();
  }

  private void layers() {
    Rules.atLeast("network.inputs", network.inputs(), 1);
    List<LayerSpec> layers = Rules.there("network.layers", network.layers());
    for (int i = 0; i < layers.size(); i++) {
      LayerSpec layer = layers.get(i);
      String entry = "network.layers[" + i + "]";
      Rules.that(layer != null && layer.kinds() == 1, entry, "a layer of one kind", layer);
      layer(entry, layer, network.width(i));
    }
    Rules.that(
        network.lastLinear() >= 0, "network.layers", "layers with a linear one", layers.size());
  }

  private static void layer(String entry, LayerSpec layer, int width) {
    if (layer.linear() != null) {
      Rules.atLeast(entry + ".linear", layer.linear(), 1);
    } else if (layer.batchNorm() != null) {
      NetworkSpec.Averages spec = layer.batchNorm();
      Rules.at(entry, () -> BatchNorm1d.of(width, spec.eps(), spec.momentum()));
    } else if (layer.dropout() != null) {
      double p = layer.dropout();
      Rules.at(entry, () -> Dropout.of(p));
    }
  }

  private void end() {
    List<LayerSpec> behind = network.behindLastLinear();
    Rules.that(
        behind.isEmpty() || behind.size() == 1 && behind.get(0).isActivation(),
        "network.layers",
        "such that at most one activation follows the last linear one",
        behind.size() + " layers behind it");
    boolean sigmoid = !behind.isEmpty() && behind.get(0).sigmoid() != null;
    Rules.that(
        !(sigmoid && fixture.loss() instanceof LossSpec.BCEWithLogitsLoss),
        "network.layers",
        "without a sigmoid at the end for BCEWithLogitsLoss, which applies it itself",
        "one");
  }

  private void optimizer() {
    OptimizerSpec optimizer = fixture.optimizer();
    Rules.at("loss", fixture.loss()::ours);
    Rules.at("optimizer", optimizer::ours);
    Rules.at("optimizer.weight_decay", () -> WeightDecay.coupled(optimizer.weightDecay()));
  }

  private void clipping() {
    Fixture.Clip clip = fixture.clip();
    if (clip != null) {
      Rules.that((clip.norm() == null) != (clip.value() == null), "clip", "norm or value", clip);
      Rules.at("clip", clip::clipping);
    }
  }

  private void penalty() {
    Fixture.Penalty penalty = fixture.penalty();
    if (penalty != null) {
      double[] factors = {penalty.l1(), penalty.l2()};
      Rules.all("penalty", factors, f -> f >= 0 && Double.isFinite(f), "at least 0");
    }
  }

  private void mixedPrecision() {
    boolean mixed = fixture.dtype() == Fixture.Dtype.FLOAT16;
    Rules.together("grad_scaler", fixture.gradScaler(), "dtype float16", mixed);
    if (fixture.gradScaler() != null) {
      Rules.at("grad_scaler", fixture.gradScaler()::scaler);
      Rules.that(fixture.earlyStopping() == null, "early_stopping", "without grad_scaler", "both");
      Rules.that(
          !(fixture.scheduler() instanceof SchedulerSpec.ReduceLROnPlateau),
          "scheduler",
          "none that looks at a metric, with grad_scaler",
          "ReduceLROnPlateau");
    }
  }

  private void earlyStopping() {
    Fixture.Stopping stopping = fixture.earlyStopping();
    Rules.together("validation", fixture.validation(), "early_stopping", stopping != null);
    if (stopping != null) {
      Rules.at("early_stopping", () -> new Patience(stopping.patience()));
    }
  }

  private void initial() {
    double[] values = fixture.initial().values();
    boolean seeded = fixture.initial().splitmix64() != null;
    Rules.that((values != null) != seeded, "initial", "values or splitmix64", "both or none");
    if (values != null) {
      Rules.count("initial.values", values.length, network.parameters(), "number");
      Rules.finite("initial.values", values);
    }
  }
}
