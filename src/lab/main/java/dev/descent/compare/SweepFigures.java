package dev.descent.compare;

import dev.descent.Count;
import dev.descent.experiment.Optimizer;
import dev.descent.plot.Figure;
import dev.descent.plot.HeatMap;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.DoubleStream;

/**
 * The figure of a sweep: curves over one setting, a table of shades over two, lines across all
 * settings where there are more.
 *
 * <p>Shades and places go by the logarithm of the error: 97 % and 99.5 % are as far apart as 70 %
 * and 95 %, so they do not look alike beside points that learnt nothing.
 */
final class SweepFigures {
  private static final String NAME = "sweep";

  /** The names of all figures that there can be. */
  static final List<String> NAMES = List.of(NAME);

  /** More columns or rows of cells than this are no longer read. */
  private static final int MOST_CELLS = 16;

  /** On a linear axis values with a larger ratio lie on each other. */
  private static final double MOST_LINEAR = 50;

  private static final String BEST = "best on the validation part";

  private final Sweep sweep;
  private final SweepPlan plan;
  private final Measure measure;
  private final SweepErrors errors;

  SweepFigures(Sweep sweep) {
    this.sweep = sweep;
    this.plan = sweep.plan();
    this.measure = sweep.measure();
    this.errors = SweepErrors.of(sweep);
  }

  /** Draws it; nothing without a finished training, or where nothing can be drawn. */
  Map<String, Figure> draw() {
    if (sweep.runs().isEmpty() || Figure.trouble().isPresent()) {
      return Map.of();
    }
    return Map.of(NAME, figure());
  }

  private Figure figure() {
    List<SweepAxis> axes = plan.axes();
    if (axes.size() == 1 && isLine(axes.get(0))) {
      return curves(axes.get(0));
    }
    boolean isTable = axes.stream().allMatch(axis -> axis.values().size() <= MOST_CELLS);
    if (axes.size() == 1 && isTable) {
      return cells(axes.get(0));
    }
    if (axes.size() == 2 && plan.isGrid() && isTable) {
      return cells(axes.get(0), axes.get(1));
    }
    return new SweepLines(sweep, errors).draw(heading("Validation " + measure.title()), BEST);
  }

  /** Says below the figure how it is read. */
  String caption() {
    return "Chosen by the validation part after the last epoch. Shades and places go by the logarithm"
        + " of the error, so that good points differ to the eye, too.";
  }

  /** Tells if the values of a setting have places on an axis that are apart. */
  private static boolean isLine(SweepAxis axis) {
    if (!axis.setting().isNumber() || axis.values().size() < 2) {
      return false;
    }
    double[] x = x(axis);
    return x[0] > 0 || x[x.length - 1] / x[1] <= MOST_LINEAR;
  }

  private static double[] x(SweepAxis axis) {
    return axis.values().stream().mapToDouble(Double::parseDouble).toArray();
  }

  private String heading(String what) {
    int seeds = plan.base().seeds();
    String over = sweep.unfinished() == 0 ? Count.of(seeds, "seed") : "what ended";
    return what + (seeds == 1 ? ", one seed" : ", mean over " + over);
  }

  /** Draws the error over a setting, a curve an optimizer. */
  private Figure curves(SweepAxis axis) {
    List<Series> series = new ArrayList<>();
    for (Optimizer optimizer : plan.optimizers()) {
      List<SweepPoint> points =
          sweep.points().stream()
              .filter(point -> point.optimizer() == optimizer)
              .sorted((a, b) -> Double.compare(x(axis, a), x(axis, b)))
              .toList();
      String failed =
          points.stream()
              .filter(point -> point.runs().isEmpty() && point.failed() > 0)
              .map(point -> point.value(axis.setting()))
              .reduce((a, b) -> a + ", " + b)
              .orElse("");
      String name =
          failed.isEmpty()
              ? plan.base().title(optimizer)
              : optimizer.key() + ", failed at " + failed;
      double[] x = points.stream().mapToDouble(point -> x(axis, point)).toArray();
      double[] y = points.stream().mapToDouble(point -> errors.shown(point)).toArray();
      series.add(
          plan.base().seeds() == 1
              ? new Series(name, x, y)
              : new Series(
                  name,
                  x,
                  y,
                  points.stream().mapToDouble(p -> shown(p).min().orElse(Double.NaN)).toArray(),
                  points.stream().mapToDouble(p -> shown(p).max().orElse(Double.NaN)).toArray()));
    }
    SweepPoint best = sweep.points().get(0);
    series.add(Series.marks(BEST, new double[] {x(axis, best)}, new double[] {errors.shown(best)}));
    List<LineChart.Axis> scales = new ArrayList<>(List.of(LineChart.Axis.LOG_Y));
    if (x(axis)[0] > 0) {
      scales.add(LineChart.Axis.LOG_X);
    }
    return LineChart.draw(
        heading("Validation error by " + axis.setting().title())
            + (plan.base().seeds() == 1 ? "" : ", with their range"),
        axis.setting().title(),
        measure.isAccuracy()
            ? "wrong on the validation part (%)"
            : "root mean squared error of " + Format.name(measure.outcome()),
        series,
        scales.toArray(LineChart.Axis[]::new));
  }

  private static double x(SweepAxis axis, SweepPoint point) {
    return Double.parseDouble(point.value(axis.setting()));
  }

  private DoubleStream shown(SweepPoint point) {
    return point.runs().stream().mapToDouble(run -> errors.shown(measure.validation(run)));
  }

  /** Draws the values of one setting as rows, and the optimizers as columns. */
  private Figure cells(SweepAxis axis) {
    List<Optimizer> optimizers = plan.optimizers();
    return map(
        "optimizer",
        axis.setting().title(),
        plan.base().titles(),
        axis.values(),
        List.of(""),
        (panel, row, column) ->
            point(optimizers.get(column), Map.of(axis.setting(), axis.values().get(row))));
  }

  /** Draws two settings, a panel an optimizer; the one with the longer names has the rows. */
  private Figure cells(SweepAxis a, SweepAxis b) {
    boolean isTurned = longest(a) > longest(b);
    SweepAxis across = isTurned ? b : a;
    SweepAxis down = isTurned ? a : b;
    List<Optimizer> optimizers = plan.optimizers();
    return map(
        across.setting().title(),
        down.setting().title(),
        across.values(),
        down.values(),
        plan.base().titles(),
        (panel, row, column) ->
            point(
                optimizers.get(panel),
                Map.of(
                    across.setting(), across.values().get(column),
                    down.setting(), down.values().get(row))));
  }

  private static int longest(SweepAxis axis) {
    return axis.values().stream().mapToInt(String::length).max().orElse(0);
  }

  private SweepPoint point(Optimizer optimizer, Map<Setting, String> values) {
    return sweep.points().stream()
        .filter(point -> point.optimizer() == optimizer)
        .filter(
            point ->
                values.entrySet().stream()
                    .allMatch(entry -> point.value(entry.getKey()).equals(entry.getValue())))
        .findFirst()
        .orElseThrow();
  }

  /** A way to find the point of a cell. */
  private interface Cells {
    SweepPoint at(int panel, int row, int column);
  }

  private Figure map(
      String xLabel,
      String yLabel,
      List<String> columns,
      List<String> rows,
      List<String> titles,
      Cells cells) {
    boolean isOne = titles.size() == 1;
    List<HeatMap.Panel> panels = new ArrayList<>();
    for (int i = 0; i < titles.size(); i++) {
      List<List<HeatMap.Cell>> table = new ArrayList<>();
      int markedRow = -1;
      int markedColumn = -1;
      for (int r = 0; r < rows.size(); r++) {
        List<HeatMap.Cell> line = new ArrayList<>();
        for (int c = 0; c < columns.size(); c++) {
          SweepPoint point = cells.at(i, r, c);
          line.add(cell(point));
          if (isOne ? point == sweep.points().get(0) : point.best()) {
            markedRow = r;
            markedColumn = c;
          }
        }
        table.add(line);
      }
      panels.add(new HeatMap.Panel(titles.get(i), table, markedRow, markedColumn));
    }
    String unit = measure.isAccuracy() ? " (%)" : " of " + Format.name(measure.outcome());
    return HeatMap.draw(
        heading("Validation " + measure.title() + unit),
        (isOne ? "best" : "each optimizer's best") + "; darker is better",
        xLabel,
        yLabel,
        columns,
        rows,
        panels);
  }

  private HeatMap.Cell cell(SweepPoint point) {
    if (point.runs().isEmpty()) {
      return new HeatMap.Cell(Double.NaN, point.failed() > 0 ? "failed" : "not run", "");
    }
    Spread value = measure.validation(point.summary());
    String text = measure.text(value).replace(" %", "");
    String[] parts = text.split(" (?=±)", 2);
    String note =
        point.failed() > 0 ? point.failed() + " failed" : parts.length > 1 ? parts[1] : "";
    return new HeatMap.Cell(errors.goodness(point), parts[0], note);
  }
}
