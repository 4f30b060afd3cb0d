package dev.descent.compare;

import dev.descent.report.Column;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The points of a sweep as a table of words, the best first.
 *
 * @param columns from the optimizer to what can be left out most easily
 * @param points the rows
 * @param baseline what always saying the same gets on the validation part, in two cells
 */
record SweepTable(List<Cells> columns, List<SweepPoint> points, List<String> baseline) {
  private static final int SHOWN = 10;
  private static final int WIDTH = 80;
  private static final int LEAST = 8; // letters of a setting's value
  private static final String VALIDATION = "validation";

  /**
   * A column.
   *
   * @param shortTitle for the terminal
   * @param isSetting whether it has the values of a setting
   */
  record Cells(
      String title, String shortTitle, boolean isSetting, Function<SweepPoint, String> text) {}

  static SweepTable of(Sweep sweep) {
    Plan base = sweep.plan().base();
    Measure measure = sweep.measure();
    List<Cells> columns = new ArrayList<>();
    columns.add(new Cells("optimizer", "optimizer", false, p -> p.optimizer().key()));
    for (Setting setting : sweep.swept()) {
      columns.add(
          new Cells(setting.title(), shortTitle(setting), true, point -> point.value(setting)));
    }
    columns.add(
        new Cells(
            VALIDATION + " " + measure.title(),
            measure.isAccuracy() ? VALIDATION : VALIDATION + " error",
            false,
            point -> validation(point, measure, base.seeds())));
    if (base.hasTarget()) {
      String target = Format.percent(base.target());
      columns.add(new Cells("epochs to " + target, "to " + target, false, SweepTable::epochs));
    }
    columns.add(
        new Cells(
            "seconds a run",
            "s/run",
            false,
            p -> p.runs().isEmpty() ? "" : Format.number(p.summary().seconds().mean(), 1)));
    Baseline baseline = sweep.data().baseline();
    return new SweepTable(
        columns,
        sweep.points(),
        List.of(
            "(always " + Format.name(baseline.says()) + ")", measure.text(baseline.validation())));
  }

  private static String shortTitle(Setting setting) {
    return switch (setting) {
      case BATCH_SIZE -> "batch";
      case WEIGHT_DECAY -> "decay";
      default -> setting.key();
    };
  }

  private static String validation(SweepPoint point, Measure measure, int seeds) {
    if (point.runs().isEmpty()) {
      return point.failed() > 0 ? "failed" : "not run";
    }
    String text = measure.text(measure.validation(point.summary()));
    return point.runs().size() == seeds
        ? text
        : "%s (%d of %d)".formatted(text, point.runs().size(), seeds);
  }

  private static String epochs(SweepPoint point) {
    return point.runs().isEmpty() ? "" : ResultsTable.epochs(point.summary());
  }

  /** Writes the best points as text for a terminal of 80 columns; blank where none was trained. */
  String text() {
    if (points.stream().allMatch(point -> point.runs().isEmpty())) {
      return "";
    }
    List<Cells> kept = new ArrayList<>(columns);
    String text = text(kept, Integer.MAX_VALUE);
    while (width(text) > WIDTH && !kept.get(kept.size() - 1).title().startsWith(VALIDATION)) {
      kept.remove(kept.size() - 1);
      text = text(kept, Integer.MAX_VALUE);
    }
    for (int most = WIDTH / 2; width(text) > WIDTH && most >= LEAST; most--) {
      text = text(kept, most);
    }
    int more = points.size() - SHOWN;
    return more > 0
        ? text + "%s more points are in results.json.%n".formatted(Format.whole(more))
        : text;
  }

  private static int width(String text) {
    return text.lines().mapToInt(String::length).max().orElse(0);
  }

  private String text(List<Cells> kept, int most) {
    List<List<String>> rows = new ArrayList<>();
    for (SweepPoint point : points.subList(0, Math.min(SHOWN, points.size()))) {
      rows.add(
          kept.stream()
              .map(
                  column -> {
                    String cell = column.text().apply(point);
                    return column.isSetting() ? Format.name(cell, most) : cell;
                  })
              .toList());
    }
    rows.add(baseline(kept));
    List<List<String>> lines = new ArrayList<>();
    lines.add(kept.stream().map(Cells::shortTitle).toList());
    lines.addAll(rows);
    return TextTable.of(lines);
  }

  private List<String> baseline(List<Cells> kept) {
    List<String> cells = new ArrayList<>();
    for (Cells column : kept) {
      boolean isMeasure = column.title().startsWith(VALIDATION);
      cells.add(cells.isEmpty() ? baseline.get(0) : isMeasure ? baseline.get(1) : "");
    }
    return cells;
  }

  /** Returns the columns of a page. */
  List<Column> pageColumns() {
    return Column.named(columns.stream().map(Cells::title).toList());
  }

  /** Returns the rows of a page. */
  List<List<String>> pageRows(int most) {
    List<List<String>> rows = new ArrayList<>();
    for (SweepPoint point : points.subList(0, Math.min(most, points.size()))) {
      List<String> cells = new ArrayList<>();
      columns.forEach(column -> cells.add(column.text().apply(point)));
      cells.set(0, point.title()); // there is room for it
      rows.add(cells);
    }
    rows.add(baseline(columns));
    return rows;
  }
}
