package dev.descent.compare;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;

import dev.descent.Count;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.experiment.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.apache.commons.math3.stat.inference.TTest;

/**
 * The table of a comparison in words. A network is called worse than the best only where the spread
 * over seeds allows it; ranks are the order of the means.
 *
 * <p>A seed gives every optimizer the same weights and the same batches, so trainings are compared
 * seed by seed: two means count as different where Student's paired t-test over the seeds that both
 * have gives a p-value below 0.05, each pair by itself, without a correction for several pairs.
 */
final class Conclusions {
  private static final double LEVEL = 0.05;
  private static final double ROUNDING = 1e-9;

  /** A table with fewer rows for each parameter of the network is learnt by heart. */
  private static final double ROWS_A_PARAMETER = 0.05;

  /** A training that ends so much below its best validation accuracy has lost what it learnt. */
  private static final double FALL = 0.2;

  /** The place of a network behind the best. */
  private enum Place {
    EQUAL("Equal to it: %s."),
    BEHIND("Behind it: %s."),
    LEVEL("Not told apart from it by these seeds (paired t-test, p of 0.05 or more): %s."),
    WORSE("Worse by more than chance explains (paired t-test by seed, p below 0.05): %s.");

    private final String sentence;

    Place(String sentence) {
      this.sentence = sentence;
    }
  }

  private final Plan plan;
  private final Comparison.Data data;
  private final Measure measure;
  private final List<Run> runs;
  private final List<Summary> rows;
  private final boolean tuned;

  Conclusions(Plan plan, Comparison.Data data, List<Run> runs, boolean tuned) {
    this.plan = plan;
    this.data = data;
    this.runs = runs;
    this.rows = Summary.of(plan, runs, data.measure());
    this.measure = data.measure(rows);
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
      all.add(schedule());
    }
    int parameters = plan.template().network().parameters(data.inputs(), data.outputs());
    if (data.spec().startsWith("csv:") && data.train().rows() < ROWS_A_PARAMETER * parameters) {
      all.add(
          "The network has %s parameters for %s rows to train on: --hidden makes a smaller one."
              .formatted(Format.whole(parameters), Format.whole(data.train().rows())));
    }
    return all;
  }

  /** Says what became of the rates. */
  private String schedule() {
    Schedule schedule = plan.template().schedule();
    boolean hasChanged =
        runs.stream()
            .anyMatch(
                run ->
                    run.epochs().stream()
                        .anyMatch(e -> e.learningRate() != run.epochs().get(0).learningRate()));
    if (hasChanged) {
      return "Rates are those given; the schedule %s changed them.".formatted(schedule.text());
    }
    String why =
        schedule instanceof Schedule.Plateau plateau && !plateau.canLower(highestRate())
            ? ": a step of less than its eps, 1e-8, is not taken"
            : "";
    return "The schedule %s changed no rate within %s%s."
        .formatted(schedule.text(), Count.of(plan.template().epochs(), "epoch"), why);
  }

  private double highestRate() {
    return rows.stream().mapToDouble(Summary::learningRate).max().orElse(0);
  }

  /** Says the results alone: speed, and quality at the end. */
  List<String> results() {
    if (rows.isEmpty()) {
      return List.of("No training ended, so there is nothing to compare.");
    }
    List<String> all = new ArrayList<>(plan.hasTarget() ? speed() : List.of());
    all.addAll(quality());
    if (measure.isAccuracy()) {
      runs.stream().map(this::fall).flatMap(Optional::stream).forEach(all::add);
    }
    return all;
  }

  /** Says of a training that the table has its last epoch, and not what it had come to before. */
  private Optional<String> fall(Run run) {
    Epoch best =
        Collections.max(run.epochs(), Comparator.comparingDouble(Epoch::validationAccuracy));
    double last = run.last().validationAccuracy();
    return last < best.validationAccuracy() - FALL
        ? Optional.of(
            ("%s with seed %d ended far below its best: %s validation accuracy after the last epoch,"
                    + " %s after epoch %d.")
                .formatted(
                    plan.title(run.experiment().optimizer()),
                    run.experiment().seed(),
                    measure.text(last),
                    measure.text(best.validationAccuracy()),
                    best.epoch()))
        : Optional.empty();
  }

  private List<String> speed() {
    String target = Format.percent(plan.target()) + " validation accuracy";
    Baseline baseline = data.baseline();
    if (baseline.validation() >= plan.target()) {
      return List.of(
          "Speed: %s is no mark here, since always saying %s has %s."
              .formatted(
                  target, Format.name(baseline.says()), measure.text(baseline.validation())));
    }
    String epochs = Count.of(plan.template().epochs(), "epoch");
    List<String> reached =
        rows.stream()
            .filter(row -> row.reached() == row.runs())
            .sorted(Comparator.comparingDouble(row -> row.epochsToTarget().mean()))
            .map(row -> plan.title(row.optimizer()) + " " + Format.spread(row.epochsToTarget(), 1))
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
    String seeds = Count.of(row.runs(), "seed");
    return "%s (%s of %s)".formatted(plan.title(row.optimizer()), row.reached(), seeds);
  }

  private List<String> quality() {
    List<Summary> ranked =
        rows.stream()
            .sorted(Comparator.comparingDouble(row -> -measure.goodness(measure.test(row).mean())))
            .toList();
    Summary best = ranked.get(0);
    Map<Place, List<String>> others =
        ranked.stream()
            .skip(1)
            .collect(
                groupingBy(
                    row -> place(row, best),
                    TreeMap::new,
                    mapping(this::withMeasure, Collectors.toList())));
    List<String> all = new ArrayList<>();
    String what = measure.isAccuracy() ? "Final accuracy" : "Final error";
    String text = measure.text(measure.test(best));
    if (ranked.size() == 1) {
      all.add("%s on the test part: %s.".formatted(what, withMeasure(best)));
    } else if (others.keySet().equals(Set.of(Place.EQUAL))) {
      all.add("%s on the test part: the same for all, %s.".formatted(what, text));
      others.clear();
    } else {
      String rank = measure.isAccuracy() ? "highest" : "lowest";
      all.add(
          "%s: %s is %s on the test part, %s."
              .formatted(what, plan.title(best.optimizer()), rank, text));
    }
    others.forEach((place, names) -> all.add(place.sentence.formatted(Format.list(names))));
    double baseline = data.baseline().test();
    if (measure.goodness(measure.test(best).mean()) <= measure.goodness(baseline)) {
      all.add(
          "None is better than always saying %s, which has %s: nothing was learnt."
              .formatted(Format.name(data.baseline().says()), measure.text(baseline)));
    }
    return all;
  }

  private String withMeasure(Summary row) {
    return "%s (%s)".formatted(plan.title(row.optimizer()), measure.text(measure.test(row)));
  }

  private Place place(Summary row, Summary best) {
    double difference = measure.test(best).mean() - measure.test(row).mean();
    if (row.runs() == best.runs() && Math.abs(difference) < ROUNDING * measure.unit()) {
      return Place.EQUAL;
    }
    Map<Long, Double> ofBest = bySeed(best.optimizer());
    Map<Long, Double> ofRow = bySeed(row.optimizer());
    ofBest.keySet().retainAll(ofRow.keySet());
    ofRow.keySet().retainAll(ofBest.keySet());
    if (ofBest.size() < 2) {
      return Place.BEHIND;
    }
    return different(values(ofBest), values(ofRow)) ? Place.WORSE : Place.LEVEL;
  }

  private Map<Long, Double> bySeed(Optimizer optimizer) {
    Map<Long, Double> values = new TreeMap<>();
    for (Run run : Summary.runsOf(optimizer, runs)) {
      Experiment experiment = run.experiment();
      values.put(experiment.seed(), measure.test(run));
    }
    return values;
  }

  private static double[] values(Map<Long, Double> bySeed) {
    return bySeed.values().stream().mapToDouble(value -> value).toArray();
  }

  /** Tells if two means differ by more than chance explains; a value of each seed, two at least. */
  static boolean different(double[] a, double[] b) {
    double[] differences = new double[a.length];
    for (int i = 0; i < a.length; i++) {
      differences[i] = a[i] - b[i];
    }
    Spread spread = Spread.of(Arrays.stream(differences).boxed().toList());
    if (spread.sd() < ROUNDING * Math.abs(spread.mean()) || spread.sd() == 0) {
      return spread.mean() != 0; // the test divides by the spread
    }
    return new TTest().pairedTTest(a, b) < LEVEL;
  }
}
