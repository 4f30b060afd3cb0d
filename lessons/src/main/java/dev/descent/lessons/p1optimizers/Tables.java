package dev.descent.lessons.p1optimizers;

import dev.descent.compare.Comparison;
import dev.descent.compare.Spread;
import dev.descent.compare.Summary;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.lesson.Notebook;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** The tables of this practice, a row for each optimizer. */
final class Tables {
  private Tables() {}

  /** Of one training each. */
  static List<List<String>> race(Notebook out, Comparison comparison) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("optimizer", "rate", "epochs to target", "validation", "test", "loss"));
    for (Summary row : comparison.summary()) {
      table.add(
          List.of(
              row.optimizer().title(),
              String.valueOf(row.learningRate()),
              out.value(
                  "epochs-" + key(row.optimizer()),
                  "%s",
                  row.reached() == 0 ? "-" : String.format("%.0f", row.epochsToTarget().mean())),
              out.value(
                      "validation-" + key(row.optimizer()),
                      "%.1f",
                      100 * row.validationAccuracy().mean())
                  + " %",
              out.value("test-" + key(row.optimizer()), "%.1f", 100 * row.testAccuracy().mean())
                  + " %",
              String.format("%.4f", row.trainingLoss().mean())));
    }
    return table;
  }

  /** Of several seeds. */
  static List<List<String>> seeds(Notebook out, Comparison comparison, List<Run> runs) {
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("optimizer", "rate", "epochs to 85 %", "test", "lowest", "highest"));
    for (Summary row : comparison.summary()) {
      var range = Arrays.stream(test(runs, row.optimizer())).summaryStatistics();
      table.add(
          List.of(
              row.optimizer().title(),
              String.valueOf(row.learningRate()),
              row.reached() < 2
                  ? "-"
                  : spread(out, "epochs-" + key(row.optimizer()), row.epochsToTarget(), 1),
              spread(out, "test-" + key(row.optimizer()), row.testAccuracy(), 100) + " %",
              out.value("lowest-" + key(row.optimizer()), "%.1f", range.getMin()) + " %",
              out.value("highest-" + key(row.optimizer()), "%.1f", range.getMax()) + " %"));
    }
    return table;
  }

  /** Accuracy on the test part, seed by seed, in %. */
  static double[] test(List<Run> runs, Optimizer optimizer) {
    return runs.stream()
        .filter(run -> run.experiment().optimizer() == optimizer)
        .mapToDouble(run -> 100 * run.testAccuracy())
        .toArray();
  }

  private static String spread(Notebook out, String name, Spread spread, double factor) {
    return out.value(name, "%.1f", factor * spread.mean())
        + " ± "
        + out.value(name + "-sd", "%.1f", factor * spread.sd());
  }

  private static String key(Optimizer optimizer) {
    return optimizer.name().toLowerCase(Locale.ROOT);
  }

  /** Whether the last epoch brings the training loss down. */
  static boolean stillFalling(Run run) {
    return run.last().trainingLoss() < run.epochs().get(run.epochs().size() - 2).trainingLoss();
  }
}
