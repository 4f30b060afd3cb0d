package dev.descent.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The rules for the outcome of a fixture, which has to fit the training that it describes. */
final class OutcomeCheck {
  private static final Set<String> FAMILIES =
      Set.of("loss", "updater", "schedule", "technique", Fixture.TRAINING);
  private static final Set<String> SCALARS = Set.of("lr", "scale", "loss", "norm");
  private static final Set<String> STATE =
      Set.of(
          "momentum_buffer",
          "exp_avg",
          "exp_avg_sq",
          "max_exp_avg_sq",
          "square_avg",
          "grad_avg",
          "sum",
          "acc_delta");

  private final Fixture fixture;
  private final NetworkSpec network;

  OutcomeCheck(Fixture fixture) {
    this.fixture = fixture;
    this.network = fixture.network();
  }

  /**
   * Checks it, after {@link SetupCheck}.
   *
   * @throws IllegalArgumentException names the entry, the rule and the value
   */
  void check() {
    Rules.that(
        FAMILIES.contains(fixture.family()),
        "family",
        "one of " + FAMILIES.stream().sorted().toList(),
        fixture.family());
    best();
    steps();
    trajectory();
    checkpoints();
    outputs();
    masks();
    skipped();
    rounding();
  }

  private void best() {
    Fixture.Best best = fixture.best();
    Rules.together("best", best, "early_stopping", fixture.earlyStopping() != null);
    if (best == null) {
      return;
    }
    int epochs = fixture.batches().epochs();
    boolean fit = best.epochs() >= 1 && best.epochs() <= epochs;
    Rules.that(fit, "best.epochs", "from 1 to " + epochs, best.epochs());
    fit = best.epoch() >= 1 && best.epoch() <= best.epochs();
    Rules.that(fit, "best.epoch", "from 1 to " + best.epochs(), best.epoch());
    double[] losses = Rules.there("best.validation_loss", best.validationLoss());
    Rules.count("best.validation_loss", losses.length, best.epochs(), "epoch");
    Rules.finite("best.validation_loss", losses);
    sketch("best.parameters", best.parameters(), 0, network.parameters());
  }

  private void steps() {
    int epochs = fixture.best() != null ? fixture.best().epochs() : fixture.batches().epochs();
    long steps = (long) fixture.stepsAnEpoch() * epochs;
    Rules.that(
        fixture.steps() == steps,
        "steps",
        steps + ", " + fixture.stepsAnEpoch() + " in each of " + epochs + " epochs",
        fixture.steps());
  }

  private void trajectory() {
    for (String name : List.of("lr", "loss", "parameters")) {
      Rules.there("trajectory." + name, fixture.trajectory().get(name));
    }
    fixture.trajectory().forEach((name, steps) -> quantity("trajectory." + name, name, steps));
  }

  private void quantity(String entry, String name, double[][] steps) {
    long size = size(entry, name);
    Rules.there(entry, steps);
    Rules.count(entry, steps.length, fixture.steps(), "step");
    for (int i = 0; i < steps.length; i++) {
      String step = entry + "[" + i + "]";
      double[] values = Rules.there(step, steps[i]);
      if (size == 1) {
        Rules.count(step, values.length, 1, "number");
        Rules.finite(step, values);
      } else {
        sketch(step, values, 1, size);
        Rules.count(step, values.length, steps[0].length, "number");
      }
    }
  }

  /** Returns how many elements a quantity has, 1 for a number. */
  private long size(String entry, String name) {
    if (SCALARS.contains(name)) {
      return 1;
    }
    boolean state = name.startsWith("state.") && STATE.contains(name.substring("state.".length()));
    if (state || name.equals("gradient") || name.equals("parameters")) {
      return network.parameters();
    }
    Rules.that(name.equals("buffers"), entry, "a quantity that is known", name);
    return network.buffers();
  }

  /**
   * Checks the sketch of a vector.
   *
   * @param others how many other numbers stand before it
   * @param size the vector's, which the sketch may not exceed
   */
  private static void sketch(String entry, double[] values, int others, long size) {
    Rules.there(entry, values);
    int width = values.length - others;
    Rules.that(width >= 1 && width <= size, entry, "a fold of 1 to " + size + " sums", width);
    Rules.finite(entry, values);
  }

  private void checkpoints() {
    fixture.checkpoints().forEach(this::checkpoint);
    boolean parameters =
        fixture.checkpoints().values().stream().anyMatch(c -> c.containsKey("parameters"));
    Rules.that(parameters, "checkpoints", "there for the parameters", "none");
  }

  private void checkpoint(int step, Map<String, double[]> sketches) {
    boolean there = step >= 1 && step <= fixture.steps();
    Rules.that(there, "checkpoints", "at steps from 1 to " + fixture.steps(), step);
    String entry = "checkpoints." + step;
    Rules.there(entry, sketches);
    sketches.forEach(
        (name, values) -> {
          long size = size(entry + "." + name, name);
          boolean vector = size != 1 && fixture.trajectory().containsKey(name);
          Rules.that(vector, entry, "of vectors in the trajectory", name);
          sketch(entry + "." + name, values, 0, size);
        });
  }

  private void outputs() {
    double[] outputs = Rules.there("outputs", fixture.outputs());
    long rows = Math.min(Replay.OUTPUT_ROWS, fixture.rows());
    Rules.count("outputs", outputs.length, rows * network.outputs(), "number");
    Rules.finite("outputs", outputs);
  }

  /** Checks that each step has a string for each dropout layer, of a digit for each element. */
  private void masks() {
    List<List<String>> masks = fixture.masks();
    List<Integer> widths = network.dropoutWidths();
    Rules.together("masks", masks, "a dropout layer", !widths.isEmpty());
    if (masks == null) {
      return;
    }
    Rules.count("masks", masks.size(), fixture.steps(), "step");
    for (int i = 0; i < masks.size(); i++) {
      String entry = "masks[" + i + "]";
      List<String> step = Rules.there(entry, masks.get(i));
      Rules.count(entry, step.size(), widths.size(), "dropout layer");
      for (int layer = 0; layer < widths.size(); layer++) {
        String form = "[01]{" + rowsOfStep(i) * widths.get(layer) + "}";
        String kept = step.get(layer);
        Rules.that(kept != null && kept.matches(form), entry, "strings of the form " + form, kept);
      }
    }
  }

  /** Returns the rows of a step, from 0; the last one of an epoch may have fewer. */
  private int rowsOfStep(int step) {
    int size = fixture.batches().size();
    int first = step % fixture.stepsAnEpoch() * size;
    return Math.min(size, fixture.rows() - first);
  }

  private void skipped() {
    boolean[] skipped = fixture.skipped();
    Rules.together("skipped", skipped, "grad_scaler", fixture.gradScaler() != null);
    if (skipped != null) {
      Rules.count("skipped", skipped.length, fixture.steps(), "step");
    }
  }

  private void rounding() {
    boolean low = fixture.dtype() != Fixture.Dtype.FLOAT64;
    Rules.together("rounding", fixture.rounding(), "a dtype below float64", low);
    if (fixture.rounding() != null) {
      everyQuantity("rounding", fixture.rounding());
    }
    everyQuantity("spread", Rules.there("spread", fixture.spread()));
  }

  private void everyQuantity(String entry, Map<String, Double> losses) {
    List<String> names = new ArrayList<>(fixture.trajectory().keySet());
    names.add("outputs");
    if (fixture.best() != null) {
      names.addAll(List.of("best", "validation_loss"));
    }
    for (String name : names) {
      double loss = Rules.there(entry + "." + name, losses.get(name));
      boolean right = loss >= 0 && Double.isFinite(loss);
      Rules.that(right, entry + "." + name, "finite and at least 0", loss);
    }
  }
}
