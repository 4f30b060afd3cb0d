package dev.descent.compare;

import dev.descent.compare.Experiments.Failure;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.plot.Figure;
import dev.descent.report.HtmlReport;
import dev.descent.worker.Provenance;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A sweep with all that its results depend on; {@code results.json} is this, see {@code
 * docs/sweep.schema.json}.
 *
 * @param format name and version of this form
 * @param kit what computed it; without a backend where no training ended
 * @param data what it was trained on
 * @param plan what was swept
 * @param repeat the command that trains it all again
 * @param complete whether every training of the plan ended well
 * @param points every optimizer at every point, the best first
 * @param findings the points in words
 * @param runs every training that ended well
 * @param failures every training that did not
 * @param unfinished trainings given up because all was stopped
 * @param seconds from the first training's start to the last one's end
 */
public record Sweep(
    String format,
    Provenance kit,
    Comparison.Data data,
    SweepPlan plan,
    String repeat,
    boolean complete,
    List<SweepPoint> points,
    List<String> findings,
    List<Run> runs,
    List<Failure> failures,
    int unfinished,
    double seconds)
    implements Results {

  private static final String FORMAT = "descent-sweep/1";

  static Sweep of(
      Comparison.Data data, SweepPlan plan, Experiments.Outcome outcome, double seconds) {
    List<SweepPoint> points = points(plan, outcome, data.measure());
    return new Sweep(
        FORMAT,
        Provenance.here(outcome.runs().isEmpty() ? null : outcome.runs().get(0).backend()),
        data,
        plan,
        plan.command(),
        outcome.failures().isEmpty() && outcome.unfinished() == 0,
        points,
        new SweepConclusions(plan, data, points).sentences(),
        outcome.runs(),
        outcome.failures(),
        outcome.unfinished(),
        seconds);
  }

  private static List<SweepPoint> points(
      SweepPlan plan, Experiments.Outcome outcome, Measure measure) {
    Map<Experiment, List<Run>> runs =
        outcome.runs().stream()
            .collect(Collectors.groupingBy(run -> SweepPoint.first(run.experiment())));
    Map<Experiment, Long> failed =
        outcome.failures().stream()
            .collect(
                Collectors.groupingBy(
                    failure -> SweepPoint.first(failure.experiment()), Collectors.counting()));
    Comparator<SweepPoint> order =
        Comparator.comparing(SweepPoint::isSound)
            .thenComparing(point -> !point.runs().isEmpty())
            .thenComparingDouble(
                point -> {
                  double mean = measure.validation(point.summary()).mean();
                  return Double.isNaN(mean) ? 0 : measure.goodness(mean);
                })
            .reversed();
    List<SweepPoint> points = new ArrayList<>();
    for (Experiment first : plan.firsts()) {
      List<Run> of = runs.getOrDefault(first, List.of());
      int lost = failed.getOrDefault(first, 0L).intValue();
      Plan.Contender contender = Plan.Contender.of(first);
      Summary summary = Summary.of(contender, plan.base().target(), of, measure);
      points.add(new SweepPoint(first, plan.settings(), of, lost, summary, false));
    }
    points.sort(order);
    Set<Optimizer> seen = EnumSet.noneOf(Optimizer.class);
    points.replaceAll(
        point -> !point.runs().isEmpty() && seen.add(point.optimizer()) ? point.asBest() : point);
    return List.copyOf(points);
  }

  /** Returns the measure with the digits that tell the points apart. */
  Measure measure() {
    return data.measure(points.stream().map(SweepPoint::summary).toList());
  }

  @Override
  public List<Setting> swept() {
    return plan.settings();
  }

  @Override
  public String table() {
    return SweepTable.of(this).text();
  }

  @Override
  public Map<String, Figure> figures() {
    return new SweepFigures(this).draw();
  }

  @Override
  public HtmlReport page(Map<String, Figure> figures) {
    return SweepReport.page(this, figures);
  }
}
