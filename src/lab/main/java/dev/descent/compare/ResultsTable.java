package dev.descent.compare;

import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.List;

/**
 * The summary as a table of words, for the terminal and the report.
 *
 * @param header one title a column
 * @param shortHeader the same in few letters, so that the table fits a terminal of 80 columns
 * @param rows one row an optimizer, and one for a prediction that looks at no feature
 */
record ResultsTable(List<String> header, List<String> shortHeader, List<List<String>> rows) {
  static ResultsTable of(Comparison comparison) {
    Plan plan = comparison.plan();
    Measure measure = comparison.data().measure(comparison.summary());
    List<String> header = new ArrayList<>();
    List<String> shortHeader = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    header.add("optimizer");
    header.add(plan.isScheduled() ? "learning rate given" : "learning rate");
    shortHeader.addAll(List.of("optimizer", "rate"));
    if (plan.hasTarget()) {
      String target = Format.percent(plan.target());
      header.add("epochs to " + target);
      shortHeader.add("to " + target);
    }
    header.add("validation " + measure.title());
    header.add("test " + measure.title());
    header.addAll(List.of("training loss", "seconds a run"));
    shortHeader.addAll(
        measure.isAccuracy()
            ? List.of("validation", "test", "loss", "s/run")
            : List.of("validation error", "test error", "loss", "s/run"));
    for (Summary row : comparison.summary()) {
      List<String> cells = new ArrayList<>();
      cells.add(plan.title(row.optimizer()));
      cells.add(Format.rate(row.learningRate()));
      if (plan.hasTarget()) {
        cells.add(epochs(row));
      }
      cells.add(measure.text(measure.validation(row)));
      cells.add(measure.text(measure.test(row)));
      cells.add(Format.number(row.trainingLoss().mean(), 4));
      cells.add(Format.number(row.seconds().mean(), 1));
      rows.add(cells);
    }
    rows.add(baseline(comparison, measure));
    return new ResultsTable(header, shortHeader, rows);
  }

  private static List<String> baseline(Comparison comparison, Measure measure) {
    Baseline baseline = comparison.data().baseline();
    List<String> cells =
        new ArrayList<>(List.of("(always " + Format.name(baseline.says()) + ")", ""));
    if (comparison.plan().hasTarget()) {
      cells.add("");
    }
    cells.add(measure.text(baseline.validation()));
    cells.add(measure.text(baseline.test()));
    cells.addAll(List.of("", ""));
    return cells;
  }

  static String epochs(Summary row) {
    if (row.reached() == 0) {
      return "not reached";
    }
    String words = Format.spread(row.epochsToTarget(), 1);
    return row.reached() == row.runs()
        ? words
        : "%s (%s of %s)".formatted(words, row.reached(), row.runs());
  }

  /** Writes the table as text: columns aligned, the first to the left, the others to the right. */
  String text() {
    List<List<String>> lines = new ArrayList<>();
    lines.add(shortHeader);
    lines.addAll(rows);
    return TextTable.of(lines);
  }
}
