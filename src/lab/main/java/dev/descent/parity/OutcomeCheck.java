package dev.descent.parity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Refuses a fixture whose outcome does not fit the training that it describes. */
final class OutcomeCheck {
  private static final Set<String> FAMILIES =
      Set.of("loss", "updater", "schedule", "technique", "training");
  private static final Set<String> NUMBERS = Set.of("lr", "scale", "loss", "norm");
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
  private final SetupCheck setup;

  OutcomeCheck(Fixture fixture, SetupCheck setup) {
    this.fixture = fixture;
    this.setup = setup;
  }

  /**
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
    Rules.there("outputs", fixture.outputs());
    long rows = Math.min(Replay.OUTPUT_ROWS, setup.rows());
    Rules.count("outputs", fixture.outputs().length, rows * setup.outputs(), "numbers");
    Rules.finite("outputs", fixture.outputs());
    masks();
    boolean mixed = fixture.gradScaler() != null;
    Rules.together("skipped", fixture.skipped(), "grad_scaler", mixed);
    if (mixed) {
      Rules.count("skipped", fixture.skipped().length, fixture.steps(), "steps");
    }
    rounding();
  }

  private void best() {
    Fixture.Best best = fixture.best();
    boolean stopping = fixture.earlyStopping() != null;
    Rules.together("best", best, "early_stopping", stopping);
    if (!stopping) {
      return;
    }
    int epochs = fixture.batches().epochs();
    boolean fit = best.epochs() >= 1 && best.epochs() <= epochs;
    Rules.that(fit, "best.epochs", "from 1 to " + epochs, best.epochs());
    fit = best.epoch() >= 1 && best.epoch() <= best.epochs();
    Rules.that(fit, "best.epoch", "from 1 to " + best.epochs(), best.epoch());
    Rules.there("best.validation_loss", best.validationLoss());
    Rules.count("best.validation_loss", best.validationLoss().length, best.epochs(), "epochs");
    Rules.finite("best.validation_loss", best.validationLoss());
    Rules.there("best.parameters", best.parameters());
    fold("best.parameters", best.parameters(), 0, setup.parameters());
  }

  private void steps() {
    int epochs = fixture.best() != null ? fixture.best().epochs() : fixture.batches().epochs();
    long steps = (long) setup.stepsAnEpoch() * epochs;
    Rules.that(
        fixture.steps() == steps,
        "steps",
        steps + ", " + setup.stepsAnEpoch() + " in each of " + epochs + " epochs",
        fixture.steps());
  }

  private void trajectory() {
    for (String name : List.of("lr", "loss", "parameters")) {
      Rules.there("trajectory." + name, fixture.trajectory().get(name));
    }
    fixture
        .trajectory()
        .forEach(
            (name, values) -> {
              String entry = "trajectory." + name;
              long size = size(entry, name);
              Rules.there(entry, values);
              Rules.count(entry, values.length, fixture.steps(), "steps");
              for (int i = 0; i < values.length; i++) {
                String step = entry + "[" + i + "]";
                Rules.there(step, values[i]);
                if (size == 1) {
                  Rules.count(step, values[i].length, 1, "number");
                  Rules.finite(step, values[i]);
                } else {
                  fold(step, values[i], 1, size);
                  Rules.count(step, values[i].length, values[0].length, "numbers");
                }
              }
            });
  }

  /** How many elements a quantity has, 1 for a number. */
  private long size(String entry, String name) {
    if (NUMBERS.contains(name)) {
      return 1;
    }
    boolean state = name.startsWith("state.") && STATE.contains(name.substring("state.".length()));
    if (state || name.equals("gradient") || name.equals("parameters")) {
      return setup.parameters();
    }
    Rules.that(name.equals("buffers"), entry, "a quantity that is known", name);
    return setup.buffers();
  }

  /** A fold that is no longer than what it is of, behind some other numbers. */
  private static void fold(String entry, double[] values, int others, long size) {
    int width = values.length - others;
    Rules.that(width >= 1 && width <= size, entry, "a fold of 1 to " + size + " sums", width);
    Rules.finite(entry, values);
  }

  private void checkpoints() {
    boolean parameters = false;
    for (var checkpoint : fixture.checkpoints().entrySet()) {
      int step = checkpoint.getKey();
      String entry = "checkpoints." + step;
      boolean there = step >= 1 && step <= fixture.steps();
      Rules.that(there, "checkpoints", "at steps from 1 to " + fixture.steps(), step);
      Rules.there(entry, checkpoint.getValue());
      for (Map.Entry<String, double[]> fold : checkpoint.getValue().entrySet()) {
        String name = fold.getKey();
        long size = size(entry + "." + name, name);
        boolean vector = size != 1 && fixture.trajectory().containsKey(name);
        Rules.that(vector, entry, "of vectors in the trajectory", name);
        Rules.there(entry + "." + name, fold.getValue());
        fold(entry + "." + name, fold.getValue(), 0, size);
        parameters |= name.equals("parameters");
      }
    }
    Rules.that(parameters, "checkpoints", "there for the parameters", "none");
  }

  /** For each step one string a dropout layer. */
  private void masks() {
    List<List<String>> masks = fixture.masks();
    Rules.together("masks", masks, "a dropout layer", !setup.dropped().isEmpty());
    if (masks == null) {
      return;
    }
    Rules.count("masks", masks.size(), fixture.steps(), "steps");
    int size = fixture.batches().size();
    int last = setup.rows() - (setup.stepsAnEpoch() - 1) * size;
    for (int i = 0; i < masks.size(); i++) {
      int rows = (i + 1) % setup.stepsAnEpoch() == 0 ? last : size;
      String entry = "masks[" + i + "]";
      Rules.there(entry, masks.get(i));
      Rules.count(entry, masks.get(i).size(), setup.dropped().size(), "dropout layers");
      for (int layer = 0; layer < setup.dropped().size(); layer++) {
        String form = "[01]{" + rows * setup.dropped().get(layer) + "}";
        String kept = masks.get(i).get(layer);
        Rules.that(kept != null && kept.matches(form), entry, "strings of the form " + form, kept);
      }
    }
  }

  private void rounding() {
    boolean low = fixture.dtype() != Fixture.Dtype.FLOAT64;
    Rules.together("rounding", fixture.rounding(), "a dtype below float64", low);
    if (low) {
      everyQuantity("rounding", fixture.rounding());
    }
    Rules.there("spread", fixture.spread());
    everyQuantity("spread", fixture.spread());
  }

  private void everyQuantity(String entry, Map<String, Double> losses) {
    List<String> names = new ArrayList<>(fixture.trajectory().keySet());
    names.add("outputs");
    if (fixture.best() != null) {
      names.addAll(List.of("best", "validation_loss"));
    }
    for (String name : names) {
      Double loses = losses.get(name);
      Rules.there(entry + "." + name, loses);
      boolean right = loses >= 0 && Double.isFinite(loses);
      Rules.that(right, entry + "." + name, "finite and at least 0", loses);
    }
  }
}
