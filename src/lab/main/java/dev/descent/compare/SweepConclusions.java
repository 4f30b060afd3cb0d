package dev.descent.compare;

import static java.util.stream.Collectors.joining;

import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The points of a sweep in words. The validation part chooses; the test part is looked at for what
 * it has chosen, and for nothing else.
 */
final class SweepConclusions {
  private static final int PARTS = 3; // of a range that rates are drawn from

  private final SweepPlan plan;
  private final Comparison.Data data;
  private final Measure measure;
  private final List<SweepPoint> points;
  private final List<SweepPoint> best;

  /**
   * Takes the points.
   *
   * @param points the best first
   */
  SweepConclusions(SweepPlan plan, Comparison.Data data, List<SweepPoint> points) {
    this.plan = plan;
    this.data = data;
    this.measure = data.measure(points.stream().map(SweepPoint::summary).toList());
    this.points = points;
    this.best = points.stream().filter(SweepPoint::best).toList();
  }

  List<String> sentences() {
    if (best.isEmpty()) {
      return List.of("No training ended, so there is nothing to compare.");
    }
    List<String> all = new ArrayList<>();
    all.add("Best on the validation part: " + named(best.get(0)) + results(best.get(0)) + ".");
    best.stream()
        .skip(1)
        .forEach(
            point ->
                all.add(
                    "Best of %s: %s%s.".formatted(point.title(), point.values(), results(point))));
    all.add(
        "The best of many has luck in its validation part, too. The test part had no say, and is shown"
            + " for what was chosen alone.");
    level().ifPresent(all::add);
    weights().ifPresent(all::add);
    ends().ifPresent(all::add);
    broken().ifPresent(all::add);
    nothingLearnt().ifPresent(all::add);
    if (plan.base().seeds() == 1) {
      all.add("One seed is one sample: --seeds 3 or more shows how much of this is luck.");
    }
    if (!plan.isGrid()) {
      all.add(
          "The points were drawn at random with a seed of their own: --draws %d draws the same again,"
                  .formatted(plan.draws())
              + " and more of them add to these.");
    }
    return all;
  }

  private static String named(SweepPoint point) {
    return point.title() + " with " + point.values();
  }

  private String results(SweepPoint point) {
    String seeds =
        point.runs().size() == plan.base().seeds()
            ? ""
            : " (%d of %d seeds)".formatted(point.runs().size(), plan.base().seeds());
    return ": %s%s; on the test part %s"
        .formatted(
            measure.text(measure.validation(point.summary())),
            seeds,
            measure.text(measure.test(point.summary())));
  }

  /** Says how many points the seeds do not tell apart from the best. */
  private Optional<String> level() {
    SweepPoint first = best.get(0);
    List<SweepPoint> others = points.stream().filter(p -> p != first && p.isSound()).toList();
    List<SweepPoint> level = others.stream().filter(p -> isLevel(p, first)).toList();
    if (level.isEmpty()) {
      return Optional.empty();
    }
    String how =
        plan.base().seeds() == 1
            ? "As good as the best"
            : "Not told apart from the best by these seeds (paired t-test, p of 0.05 or more)";
    return Optional.of(
        "%s: %d of %d other points, the next %s (%s)."
            .formatted(
                how,
                level.size(),
                others.size(),
                named(level.get(0)),
                measure.text(measure.validation(level.get(0).summary()))));
  }

  private boolean isLevel(SweepPoint a, SweepPoint b) {
    Map<Long, Double> ofA = bySeed(a);
    Map<Long, Double> ofB = bySeed(b);
    ofA.keySet().retainAll(ofB.keySet());
    ofB.keySet().retainAll(ofA.keySet());
    return ofA.size() > 1
        ? !Conclusions.different(array(ofA), array(ofB))
        : plan.base().seeds() == 1 && ofA.equals(ofB);
  }

  private Map<Long, Double> bySeed(SweepPoint point) {
    Map<Long, Double> values = new TreeMap<>();
    for (Run run : point.runs()) {
      values.put(run.experiment().seed(), measure.validation(run));
    }
    return values;
  }

  private static double[] array(Map<Long, Double> bySeed) {
    return bySeed.values().stream().mapToDouble(value -> value).toArray();
  }

  /** What the best value of a setting gains over the worst. */
  private record Gain(SweepAxis axis, double amount) {}

  /** Says what each setting can gain, the one that gains most first. */
  private Optional<String> weights() {
    if (points.stream().anyMatch(this::isUnfinished)) {
      return Optional.empty(); // which values were tried is chance
    }
    List<Gain> gains =
        plan.axes().stream()
            .flatMap(axis -> gain(axis).stream().mapToObj(amount -> new Gain(axis, amount)))
            .sorted(Comparator.comparingDouble(Gain::amount).reversed())
            .toList();
    if (gains.size() < 2) {
      return Optional.empty();
    }
    String list =
        gains.stream()
            .map(
                gain ->
                    gain.axis().setting().key() + parts(gain.axis()) + " " + amount(gain.amount()))
            .collect(joining(", "));
    return Optional.of(
        "%s matters most. From the worst value of a setting to its best, the others chosen to suit%s:"
                .formatted(
                    gains.get(0).axis().setting().key(),
                    best.size() > 1 ? ", mean over the optimizers" : "")
            + " %s%s.".formatted(list, measure.isAccuracy() ? " points of accuracy" : ""));
  }

  private String parts(SweepAxis axis) {
    return isDrawn(axis) ? " (in thirds of its range)" : "";
  }

  private boolean isDrawn(SweepAxis axis) {
    return axis.isRange() && !plan.isGrid();
  }

  private String amount(double gain) {
    return measure.isAccuracy() ? Format.number(100 * gain, 1) : measure.text(gain);
  }

  private boolean isUnfinished(SweepPoint point) {
    return point.runs().size() + point.failed() < plan.base().seeds();
  }

  /** Finds the mean over the optimizers that can say something of every setting. */
  private OptionalDouble gain(SweepAxis axis) {
    return plan.optimizers().stream()
        .filter(
            optimizer ->
                plan.axes().stream()
                    .filter(other -> other.values().size() > 1)
                    .allMatch(other -> bestByValue(optimizer, other).size() > 1))
        .map(optimizer -> bestByValue(optimizer, axis))
        .filter(values -> values.size() > 1)
        .mapToDouble(
            values -> {
              var range = values.values().stream().mapToDouble(value -> value).summaryStatistics();
              return range.getMax() - range.getMin();
            })
        .average();
  }

  /**
   * Finds the best at each value of a setting, as a number that is larger where it is better. What
   * is worse than the baseline counts as that: an error may be as large as a network can make it.
   */
  private Map<String, Double> bestByValue(Optimizer optimizer, SweepAxis axis) {
    Function<SweepPoint, String> value =
        isDrawn(axis) ? point -> third(axis, point) : point -> point.value(axis.setting());
    Map<String, Double> values = new HashMap<>();
    points.stream()
        .filter(point -> point.optimizer() == optimizer && point.isSound())
        .forEach(
            point ->
                values.merge(
                    value.apply(point),
                    Math.max(
                        measure.goodness(data.baseline().validation()),
                        measure.goodness(measure.validation(point.summary()).mean())),
                    Math::max));
    return values;
  }

  private static String third(SweepAxis axis, SweepPoint point) {
    double from = Math.log(Setting.number(axis.values().get(0)));
    double to = Math.log(Setting.number(axis.values().get(axis.values().size() - 1)));
    double share = (Math.log(point.first().learningRate()) - from) / (to - from);
    return String.valueOf((int) Math.min(PARTS - 1, PARTS * share));
  }

  /** Says which optimizers did best at an end of the rates that were tried. */
  private Optional<String> ends() {
    if (!plan.settings().contains(Setting.LR)) {
      return Optional.empty();
    }
    var rates =
        points.stream()
            .filter(point -> !point.runs().isEmpty())
            .mapToDouble(point -> point.first().learningRate())
            .summaryStatistics();
    if (rates.getMin() == rates.getMax()) {
      return Optional.empty();
    }
    String ends =
        best.stream()
            .flatMap(
                point -> {
                  double rate = point.first().learningRate();
                  String end =
                      rate == rates.getMin() ? "lowest" : rate == rates.getMax() ? "highest" : "";
                  return end.isEmpty()
                      ? Stream.empty()
                      : Stream.of(
                          "%s at the %s, %s".formatted(point.title(), end, Format.rate(rate)));
                })
            .collect(joining("; "));
    return ends.isEmpty()
        ? Optional.empty()
        : Optional.of("A better lr may lie beyond those tried: best was " + ends + ".");
  }

  /** Says how many points cannot be the best, and at which values nothing ended. */
  private Optional<String> broken() {
    long broken = points.stream().filter(point -> point.failed() > 0).count();
    if (broken == 0) {
      return Optional.empty();
    }
    String hopeless =
        plan.axes().stream()
            .flatMap(
                axis ->
                    axis.values().stream()
                        .filter(v -> isHopeless(axis, v))
                        .map(v -> axis.setting().key() + "=" + v))
            .collect(joining(", "));
    return Optional.of(
        "At %d of %d points a training failed: they stand last%s."
            .formatted(
                broken, points.size(), hopeless.isEmpty() ? "" : ". None ended with " + hopeless));
  }

  private boolean isHopeless(SweepAxis axis, String value) {
    List<SweepPoint> at =
        points.stream().filter(point -> point.value(axis.setting()).equals(value)).toList();
    return !at.isEmpty() && at.stream().allMatch(p -> p.runs().isEmpty() && p.failed() > 0);
  }

  private Optional<String> nothingLearnt() {
    double baseline = data.baseline().validation();
    double most = measure.validation(best.get(0).summary()).mean();
    return measure.goodness(most) > measure.goodness(baseline)
        ? Optional.empty()
        : Optional.of(
            "None is better than always saying %s, which has %s: nothing was learnt."
                .formatted(Format.name(data.baseline().says()), measure.text(baseline)));
  }
}
