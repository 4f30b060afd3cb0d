package dev.descent.lessons.p2schedules;

import dev.descent.experiment.Run;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Bar;
import dev.descent.plot.BarChart;
import dev.descent.plot.Figure;
import dev.descent.plot.Panels;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.DoubleSummaryStatistics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The same trainings with several seeds: mean and range, so that no lucky one decides. */
public final class FinalOverSeeds implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new FinalOverSeeds(), args);
  }

  @Override
  public String title() {
    return "Several seeds: mean and range";
  }

  @Override
  public List<String> figures() {
    return List.of("p2-final");
  }

  @Override
  public void run(Notebook out) {
    // The trainings of the first part, each with several seeds. A seed gives every schedule the
    // same weights to start from and the same batches.
    // PyTorch: for seed in range(3): torch.manual_seed(seed); model = Model(); ...
    Setting setting = new Setting(out.quick());
    int seeds = out.quick() ? 2 : 3;
    Map<String, List<Run>> runs = new LinkedHashMap<>();
    List<String> names = List.copyOf(setting.schedules.keySet());
    for (int i : out.progress("trainings", seeds * names.size())) {
      String name = names.get(i % names.size());
      long seed = out.seed() + i / names.size();
      runs.computeIfAbsent(name, key -> new ArrayList<>())
          .add(setting.train(setting.schedules.get(name), seed));
    }

    out.text(
        "Mean over %d seeds, with the lowest and the highest. The spread is the part of a result"
            + " that another seed would have made different.",
        seeds);
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("schedule", "training loss", "test loss", "wrong on test (%)"));
    runs.forEach(
        (schedule, of) ->
            table.add(
                List.of(
                    schedule,
                    out.value(
                        schedule.toLowerCase(Locale.ROOT) + "-training",
                        "%.3f",
                        over(of, run -> run.last().trainingLoss()).getAverage()),
                    range(out, schedule, "loss", "%.3f", over(of, Run::testLoss)),
                    range(out, schedule, "wrong", "%.1f", over(of, FinalOverSeeds::wrong)))));
    out.table(table);
    List<String> winners =
        IntStream.range(0, seeds)
            .mapToObj(i -> "seed " + (out.seed() + i) + ' ' + least(runs, of -> lossOf(of, i)))
            .toList();
    String first = least(runs, of -> over(of, Run::testLoss).getAverage());
    out.text(
        "The lowest test loss by each seed alone: %s. By the mean: %s, %.3f.",
        String.join(", ", winners), first, over(runs.get(first), Run::testLoss).getAverage());
    List<DoubleSummaryStatistics> scheduled =
        names.stream().skip(1).map(name -> over(runs.get(name), Run::testLoss)).toList();
    DoubleSummaryStatistics means =
        scheduled.stream().mapToDouble(s -> s.getAverage()).summaryStatistics();
    double seedsApart =
        scheduled.stream().mapToDouble(s -> s.getMax() - s.getMin()).max().orElseThrow();
    out.text(
        "The means of the three schedules are at most %s apart. With one and the same schedule"
            + " the seeds are up to %s apart.",
        out.value("schedules-apart", "%.3f", means.getMax() - means.getMin()),
        out.value("seeds-apart", "%.3f", seedsApart));
    out.figure(
        "p2-final",
        Panels.of(
            String.format("After %d epochs: mean over %d seeds, and range", setting.epochs, seeds),
            1,
            List.of(
                bars("How unsure of the right digit", "test loss", Run::testLoss, runs),
                bars(
                    "How often wrong",
                    "wrong on the test part (%)",
                    FinalOverSeeds::wrong,
                    runs))));

    DoubleSummaryStatistics constant = over(runs.get("constant"), Run::testLoss);
    List<Run> step = runs.get("StepLR");
    List<Run> multiStep = runs.get("MultiStepLR");
    double highest =
        Math.max(
            over(step, Run::testLoss).getAverage(), over(multiStep, Run::testLoss).getAverage());
    out.see(
        highest < 0.9 * constant.getAverage(),
        "StepLR and MultiStepLR end with a lower test loss: %.3f at most in the mean, %.3f with the"
            + " constant rate",
        highest,
        constant.getAverage());
    double worst = scheduled.stream().mapToDouble(s -> s.getMax()).max().orElseThrow();
    out.see(
        worst < constant.getMin(),
        "that is not one lucky seed: every training with a schedule ends below every one without,"
            + " %.3f at most and %.3f at least",
        worst,
        constant.getMin());
  }

  private static double lossOf(List<Run> runs, int seed) {
    return runs.get(seed).testLoss();
  }

  /** Share of the test part that is classified wrongly, in %. */
  private static double wrong(Run run) {
    return 100 * (1 - run.testAccuracy());
  }

  private static DoubleSummaryStatistics over(List<Run> runs, ToDoubleFunction<Run> quantity) {
    return runs.stream().mapToDouble(quantity).summaryStatistics();
  }

  private static String range(
      Notebook out, String schedule, String of, String format, DoubleSummaryStatistics s) {
    String key = schedule.toLowerCase(Locale.ROOT) + "-" + of;
    return "%s (%s to %s)"
        .formatted(
            out.value(key, format, s.getAverage()),
            out.value(key + "-min", format, s.getMin()),
            out.value(key + "-max", format, s.getMax()));
  }

  /** The schedule with the lowest value. */
  private static String least(Map<String, List<Run>> runs, ToDoubleFunction<List<Run>> value) {
    return Collections.min(
        runs.keySet(), Comparator.comparingDouble(name -> value.applyAsDouble(runs.get(name))));
  }

  private static Figure bars(
      String title, String axis, ToDoubleFunction<Run> quantity, Map<String, List<Run>> runs) {
    List<Bar> bars = new ArrayList<>();
    runs.forEach(
        (schedule, of) -> {
          DoubleSummaryStatistics s = over(of, quantity);
          bars.add(new Bar(schedule, s.getAverage(), s.getMin(), s.getMax(), ""));
        });
    return BarChart.draw(title, axis, "schedule", bars);
  }
}
