package dev.descent.compare;

import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The summary as a table of words, for the terminal and the report.
 *
 * @param header one title a column
 * @param rows one row an optimizer
 */
record ResultsTable(List<String> header, List<List<String>> rows) {
  static ResultsTable of(Comparison comparison) {
    Plan plan = comparison.plan();
    List<String> header =
        List.of(
            "optimizer",
            plan.isScheduled() ? "learning rate at the start" : "learning rate",
            "epochs to " + Format.percent(plan.target()),
            "validation accuracy",
            "test accuracy",
            "training loss",
            "seconds a run");
    List<List<String>> rows = new ArrayList<>();
    for (Summary row : comparison.summary()) {
      rows.add(
          List.of(
              row.optimizer().title(),
              Format.rate(row.learningRate()),
              epochs(row),
              Format.percent(row.validationAccuracy()),
              Format.percent(row.testAccuracy()),
              Format.number(row.trainingLoss().mean(), 4),
              Format.number(row.seconds().mean(), 1)));
    }
    return new ResultsTable(header, rows);
  }

  private static String epochs(Summary row) {
    if (row.reached() == 0) {
      return "not reached";
    }
    String words = Format.spread(row.epochsToTarget(), 1);
    return row.reached() == row.runs()
        ? words
        : "%s (%s of %s)".formatted(words, row.reached(), row.runs());
  }

  /** Returns the titles in few letters, so that the table fits a terminal of 80 columns. */
  private List<String> shortHeader() {
    String target = header.get(2).replace("epochs to", "to");
    return List.of("optimizer", "rate", target, "validation", "test", "loss", "s/run");
  }

  /** Writes the table as text: columns aligned, the first to the left, the others to the right. */
  String text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(shortHeader());
    lines.addAll(rows);
    return TextTable.of(lines);
  }
}
