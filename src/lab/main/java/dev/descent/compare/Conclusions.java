package dev.descent.compare;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.descriptive.StatisticalSummary;
import org.apache.commons.math3.stat.descriptive.StatisticalSummaryValues;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * The table of a comparison in words. An accuracy is called lower than the highest only where the
 * spread over seeds allows it; ranks are the order of the means.
 *
 * <p>Two means count as different where Welch's t-test (B. L. Welch, 1947) gives a p-value below
 * 0.05, each pair by itself, without a correction for several pairs.
 */
final class Conclusions {
  private static final double LEVEL = 0.05;
  private static final double ROUNDING = 1e-9;

  /** The place of an accuracy behind the highest. */
  private enum Place {
    BEHIND("Behind it: %s."),
    LEVEL("Not told apart from it by these seeds: %s."),
    LOWER("Lower by more than the spread over seeds explains: %s.");

    private final String sentence;

    Place(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Plan plan;
  private final List<Summary> rows;
  private final boolean tuned;

  Conclusions(Plan plan, List<Summary> rows, boolean tuned) {
    this.plan = plan;
    this.rows = rows;
    this.tuned = tuned;
  }

  /** Says the results, and what to know about them: seeds, rates, schedule, and their options. */
  List<String> sentences() {
    List<String> all = new ArrayList<>(results());
    if (rows.isEmpty()) {
      return all;
    }
    if (plan.seeds() == 1) {
      all.add("One seed is one sample: --seeds 3 or more shows how much of this is luck.");
    }
    all.add(
        tuned
            ? "Each learning rate is the one that did best on the validation part, of those tried."
            : "Each optimizer ran with a rate given beforehand, not with its best one: --tune"
                + " searches it.");
    if (plan.isScheduled()) {
      all.add(
          "Rates are those of the start; they changed by the schedule %s."
              .formatted(plan.template().schedule().text()));
    }
    return all;
  }

  /** Says the results alone: speed and final accuracy. */
  List<String> results() {
    if (rows.isEmpty()) {
      return List.of("No training ended, so there is nothing to compare.");
    }
    List<String> all = new ArrayList<>(speed());
    all.addAll(accuracy());
    return all;
  }

  private List<String> speed() {
    String target = Format.percent(plan.target()) + " validation accuracy";
    String epochs = Format.count(plan.template().epochs(), "epoch");
    List<String> reached =
        rows.stream()
            .filter(row -> row.reached() == row.runs())
            .sorted(Comparator.comparingDouble(row -> row.epochsToTarget().mean()))
            .map(row -> row.optimizer().title() + " " + Format.spread(row.epochsToTarget(), 1))
            .toList();
    if (reached.isEmpty()) {
      return List.of("Speed: none reached %s with every seed within %s.".formatted(target, epochs));
    }
    List<String> all = new ArrayList<>();
    all.add("Speed: epochs to %s: %s.".formatted(target, Format.list(reached)));
    List<String> late =
        rows.stream().filter(row -> row.reached() < row.runs()).map(this::late).toList();
    if (!late.isEmpty()) {
      all.add("Not within %s: %s.".formatted(epochs, Format.list(late)));
    }
    return all;
  }

  private String late(Summary row) {
    String seeds = Format.count(row.runs(), "seed");
    return "%s (%s of %s)".formatted(row.optimizer().title(), row.reached(), seeds);
  }

  private List<String> accuracy() {
    List<Summary> ranked =
        rows.stream()
            .sorted(Comparator.comparingDouble(row -> -row.testAccuracy().mean()))
            .toList();
    Summary best = ranked.get(0);
    Map<Place, List<String>> others =
        ranked.stream()
            .skip(1)
            .collect(
                groupingBy(
                    row -> place(row, best),
                    mapping(Conclusions::withAccuracy, Collectors.toList())));
    List<String> all = new ArrayList<>();
    all.add(
        "Final accuracy: %s is highest on the test part, %s."
            .formatted(best.optimizer().title(), Format.percent(best.testAccuracy())));
    for (Place place : Place.values()) {
      if (others.containsKey(place)) {
        all.add(place.sentence.formatted(Format.list(others.get(place))));
      }
    }
    return all;
  }

  private static String withAccuracy(Summary row) {
    return "%s (%s)".formatted(row.optimizer().title(), Format.percent(row.testAccuracy()));
  }

  private static Place place(Summary row, Summary best) {
    if (equal(best.testAccuracy(), row.testAccuracy())) {
      return Place.LEVEL;
    } else if (row.runs() < 2 || best.runs() < 2) {
      return Place.BEHIND;
    }
    return different(best.testAccuracy(), row.testAccuracy()) ? Place.LOWER : Place.LEVEL;
  }

  /** Compares two means, up to their rounding. */
  private static boolean equal(Spread a, Spread b) {
    return Math.abs(a.mean() - b.mean()) < ROUNDING;
  }

  /** Tells if two means differ by more than their spread explains; at least two seeds of each. */
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
