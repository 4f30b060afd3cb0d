package dev.descent.lessons.p1optimizers;

import dev.descent.compare.CompareFigures;
import dev.descent.compare.Comparison;
import dev.descent.compare.Plan;
import dev.descent.compare.Plan.Contender;
import dev.descent.compare.Summary;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.apache.commons.math3.stat.correlation.PearsonsCorrelation;
import org.apache.commons.math3.stat.inference.TTest;

/** Several seeds, each optimizer at a rate that suits it: mean, spread, and what luck can do. */
public final class Seeds implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Seeds(), args);
  }

  @Override
  public String title() {
    return "Several seeds: mean and spread";
  }

  @Override
  public List<String> figures() {
    return List.of("p1-mean-and-range", "p1-luck");
  }

  @Override
  public void run(Notebook out) {
    // About the rates that `descent compare --tune` finds on all the digits. Here only 2,000 of
    // them, so that it matters more which weights and which batches one gets.
    Plan plan =
        new Plan(
            Experiment.tutorial("digits:2000", out.quick() ? 5 : 10),
            List.of(
                new Contender(Optimizer.SGD, 0.1),
                new Contender(Optimizer.ADAM, 0.003),
                new Contender(Optimizer.RMSPROP, 0.003)),
            out.quick() ? 5 : 10,
            0.85);
    Split split = DataSource.parse(plan.template().data()).load();

    // A seed gives every optimizer the same weights to start from and the same batches.
    // PyTorch: for seed in range(5): torch.manual_seed(seed); model = Model(); ...
    int contenders = plan.contenders().size();
    List<Run> runs = new ArrayList<>();
    for (int i : out.progress("trainings", contenders * plan.seeds())) {
      long seed = out.seed() + i / contenders;
      runs.add(
          Training.run(
              plan.experiment(plan.contenders().get(i % contenders), seed), split, p -> {}));
    }
    Comparison comparison = Comparison.of(plan, split, runs);
    out.table(Tables.seeds(out, comparison, runs));
    comparison.results().forEach(sentence -> out.text("%s", sentence));
    Map<String, Figure> figures = new CompareFigures(comparison).draw();
    out.figure(
        "p1-mean-and-range",
        Panels.of(
            "Three optimizers at rates that suit them",
            2,
            List.of(figures.get("training-loss"), figures.get("validation-accuracy"))));
    double[] x = LongStream.range(out.seed(), out.seed() + plan.seeds()).asDoubleStream().toArray();
    List<Series> series = new ArrayList<>();
    for (Contender contender : plan.contenders()) {
      Optimizer optimizer = contender.optimizer();
      series.add(Series.points(optimizer.title(), x, Tables.test(runs, optimizer)));
    }
    out.figure(
        "p1-luck",
        LineChart.draw(
            "Who wins? One column is what one seed would have told",
            "seed",
            "test accuracy (%)",
            series,
            Axis.WHOLE_X));

    // The first two by the mean; then the same two by each seed alone.
    List<Summary> ranked =
        comparison.summary().stream()
            .sorted(Comparator.comparingDouble(row -> -row.testAccuracy().mean()))
            .toList();
    Summary first = ranked.get(0);
    Summary second = ranked.get(1);
    double[] ofFirst = Tables.test(runs, first.optimizer());
    double[] ofSecond = Tables.test(runs, second.optimizer());
    var leads =
        IntStream.range(0, x.length).mapToDouble(i -> ofFirst[i] - ofSecond[i]).summaryStatistics();
    out.mistake(
        "judged by one lucky seed",
        "one training each, with a seed that happens to please",
        String.format(
            "the lead of %s over %s is anything from %s to %s points",
            out.value("first", "%s", first.optimizer().title()),
            out.value("second", "%s", second.optimizer().title()),
            out.value("lead-min", "%.1f", leads.getMin()),
            out.value("lead-max", "%.1f", leads.getMax())),
        String.format("%d seeds, mean and spread", plan.seeds()),
        out.value("lead", "%.1f", leads.getAverage())
            + " points, and the spread says what that is worth");

    out.value("p-paired", "%.1e", new TTest().pairedTTest(ofFirst, ofSecond));
    out.value("p-apart", "%.1e", new TTest().tTest(ofFirst, ofSecond));
    double together = new PearsonsCorrelation().correlation(ofFirst, ofSecond);
    out.value("correlation", "%.2f", together);

    Summary sgd = comparison.summary().get(0);
    Summary adam = comparison.summary().get(1);
    out.see(
        adam.reached() == adam.runs()
            && (sgd.reached() < sgd.runs()
                || adam.epochsToTarget().mean() < sgd.epochsToTarget().mean()),
        "convergence speed: to 85 %% Adam takes %.1f epochs in the mean, SGD %.1f",
        adam.epochsToTarget().mean(),
        sgd.epochsToTarget().mean());
    double apart = 100 * (first.testAccuracy().mean() - ranked.get(2).testAccuracy().mean());
    out.see(
        apart < 5,
        "final accuracy: at rates that suit each, first and last are %.1f points apart in the mean",
        apart);
    out.answer(
        "faster",
        adam.reached() == adam.runs() && sgd.reached() < sgd.runs()
                || adam.epochsToTarget().mean() < sgd.epochsToTarget().mean()
            ? "Adam"
            : "SGD");
    double luck =
        plan.contenders().stream()
            .map(
                contender ->
                    Arrays.stream(Tables.test(runs, contender.optimizer())).summaryStatistics())
            .mapToDouble(range -> range.getMax() - range.getMin())
            .max()
            .orElseThrow();
    out.answer("luck", luck > apart ? "Further" : "Less far");
    out.value("luck", "%.1f", luck);
    out.value("apart", "%.1f", apart);
    out.see(
        luck > apart,
        "luck: by the seed alone one of them varies by %.1f points, more than the %.1f between the"
            + " means of first and last",
        luck,
        apart);
  }
}
