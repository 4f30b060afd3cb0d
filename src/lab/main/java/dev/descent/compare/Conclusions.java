package dev.descent.compare;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.commons.math3.stat.descriptive.StatisticalSummary;
import org.apache.commons.math3.stat.descriptive.StatisticalSummaryValues;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * Says in words what the table shows. An accuracy is called lower than the highest only where the
 * spread over seeds allows it; ranks are the order of the means.
 *
 * <p>Two means count as different where Welch's t-test (B. L. Welch, 1947) gives a p-value below
 * 0.05, each pair by itself, without a correction for several pairs.
 */
final class Conclusions {
  private static final double LEVEL = 0.05;
  private static final double ROUNDING = 1e-9;

  private final Plan plan;
  private final List<Summary> rows;
  private final boolean tuned;

  Conclusions(Plan plan, List<Summary> rows, boolean tuned) {
    this.plan = plan;
    this.rows = rows;
    this.tuned = tuned;
  }

  /** The results, and what to know about them: seeds, rates, schedule, and the options for them. */
  List<String> sentences() {
    List<String> all = new ArrayList<>(results());
    if (rows.isEmpty()) {
      return List.copyOf(all);
    }
    if (plan.seeds() == 1) {
      all.add("One seed is one sample: --seeds 3 or more shows how much of this is luck.");
    }
    all.add(
        tuned
            ? "Each learning rate is the one that did best on the validation part, of those tried."
            : "Each optimizer ran with a rate given beforehand, not with its best one: --tune"
                + " searches it.");
    if (!plan.schedule().equals(Plan.CONSTANT)) {
      all.add(
          "Rates are those of the start; they changed by the schedule " + plan.schedule() + ".");
    }
    return List.copyOf(all);
  }

  /** Speed and final accuracy alone. */
  List<String> results() {
    List<String> all = new ArrayList<>();
    if (rows.isEmpty()) {
      return List.of("No training ended, so there is nothing to compare.");
    }
    speed(all);
    accuracy(all);
    return List.copyOf(all);
  }

  private void speed(List<String> all) {
    String target = Format.percent(plan.target()) + " validation accuracy";
    List<Summary> reached =
        rows.stream()
            .filter(row -> row.reached() == row.runs())
            .sorted(Comparator.comparingDouble(row -> row.epochsToTarget().mean()))
            .toList();
    if (reached.isEmpty()) {
      all.add(
          "Speed: none reached "
              + target
              + " with every seed within "
              + Format.count(plan.epochs(), "epoch")
              + ".");
    } else {
      List<String> parts = new ArrayList<>();
      for (Summary row : reached) {
        parts.add(row.optimizer().title() + " " + Format.spread(row.epochsToTarget(), 1));
      }
      all.add("Speed: epochs to " + target + ": " + Format.list(parts) + ".");
    }
    List<String> late =
        rows.stream()
            .filter(row -> row.reached() < row.runs())
            .map(
                row ->
                    row.optimizer().title()
                        + " ("
                        + row.reached()
                        + " of "
                        + Format.count(row.runs(), "seed")
                        + ")")
            .toList();
    if (!late.isEmpty() && !reached.isEmpty()) {
      all.add(
          "Not within " + Format.count(plan.epochs(), "epoch") + ": " + Format.list(late) + ".");
    }
  }

  private void accuracy(List<String> all) {
    List<Summary> ranked =
        rows.stream()
            .sorted(Comparator.comparingDouble(row -> -row.testAccuracy().mean()))
            .toList();
    Summary best = ranked.get(0);
    all.add(
        "Final accuracy: "
            + best.optimizer().title()
            + " is highest on the test part, "
            + Format.percent(best.testAccuracy())
            + ".");
    List<String> level = new ArrayList<>();
    List<String> lower = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Summary row : ranked.subList(1, ranked.size())) {
      String words = row.optimizer().title() + " (" + Format.percent(row.testAccuracy()) + ")";
      if (equal(best.testAccuracy(), row.testAccuracy())) {
        level.add(words);
      } else if (row.runs() < 2 || best.runs() < 2) {
        unknown.add(words);
      } else {
        (different(best.testAccuracy(), row.testAccuracy()) ? lower : level).add(words);
      }
    }
    if (!unknown.isEmpty()) {
      all.add("Behind it: " + Format.list(unknown) + ".");
    }
    if (!level.isEmpty()) {
      all.add("Not told apart from it by these seeds: " + Format.list(level) + ".");
    }
    if (!lower.isEmpty()) {
      all.add("Lower by more than the spread over seeds explains: " + Format.list(lower) + ".");
    }
  }

  /** Up to the rounding of a mean. */
  private static boolean equal(Spread a, Spread b) {
    return Math.abs(a.mean() - b.mean()) < ROUNDING;
  }

  /** Needs at least two seeds of each. */
  static boolean different(Spread a, Spread b) {
    if (a.sd() == 0 && b.sd() == 0) {
      return !equal(a, b); // the test divides by the spread
    }
    return new TTest().tTest(summary(a), summary(b)) < LEVEL;
  }

  private static StatisticalSummary summary(Spread spread) {
    double variance = spread.sd() * spread.sd();
    return new StatisticalSummaryValues(
        spread.mean(), variance, spread.n(), Double.NaN, Double.NaN, Double.NaN);
  }
}
