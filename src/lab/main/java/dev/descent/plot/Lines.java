package dev.descent.plot;

import static java.util.stream.DoubleStream.of;

import dev.descent.plot.LineChart.Axis;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/** The content of a line chart. */
record Lines(String title, String xLabel, String yLabel, List<Series> series, Set<Axis> axes)
    implements Content {
  private static final String LOG = " (log scale)";

  Lines {
    if (axes.contains(Axis.LOG_X)) {
      series.forEach(Lines::requirePositive);
    }
  }

  private static void requirePositive(Series s) {
    if (s.x()[0] <= 0) {
      throw new IllegalArgumentException(
          "x of " + s.name() + " must be positive on a logarithmic axis, got " + s.x()[0]);
    }
  }

  AxisRanges limits() {
    AxisRanges limits = AxisRanges.of(series, axes.contains(Axis.LOG_X), axes.contains(Axis.LOG_Y));
    boolean areShares =
        yLabel.endsWith("(%)")
            && series.stream()
                .flatMapToDouble(s -> DoubleStream.concat(of(s.y()), of(s.high())))
                .allMatch(v -> !(v > 100));
    return areShares ? limits.upTo(101) : limits; // no tick of more than all
  }

  /** The names and looks of the series; of one alone, nothing. */
  Legend legend() {
    return series.size() == 1 ? Legend.NONE : new Legend(keys());
  }

  List<Legend.Key> keys() {
    List<String> names = Style.shortened(series.stream().map(Series::name).toList());
    List<Legend.Key> keys = new ArrayList<>();
    for (int i = 0; i < series.size(); i++) {
      Series s = series.get(i);
      boolean none = Double.isNaN(last(s));
      keys.add(
          new Legend.Key(
              names.get(i) + (none ? " (no values)" : ""),
              Curves.color(s, i),
              s.kind().isLine() ? Curves.stroke(s, i) : null,
              switch (s.kind()) {
                case LINE, POINTS -> Style.marker(i);
                case MARKS -> Terrain.STAR;
                case STEPS, HISTOGRAM, PATH -> null;
              }));
    }
    return keys;
  }

  @Override
  public Frame at(Size size) {
    return at(size, limits(), legend());
  }

  /** Lays it out with axes and a legend that suit other charts beside it. */
  Frame at(Size size, AxisRanges limits, Legend legend) {
    XYChart chart = new XYChart(size.width, size.height);
    boolean narrow = size == Size.NARROW;
    String x = limits.logX() ? xLabel + LOG : xLabel;
    String y = limits.logY() ? yLabel + LOG : yLabel;
    Style.apply(chart, x, size.isSmall() ? "" : y);
    Style.axes(chart, limits.xMin(), limits.xMax(), limits.yMin(), limits.yMax());
    XYStyler styler = chart.getStyler();
    styler.setPlotGridVerticalLinesVisible(false);
    styler.setXAxisLogarithmic(limits.logX()).setYAxisLogarithmic(limits.logY());
    if (axes.contains(Axis.WHOLE_X)) {
      styler.setXAxisTickMarkSpacingHint(
          spacing(size.width, limits.xMax() - limits.xMin(), narrow ? 45 : 70));
      styler.setXAxisTickLabelsFormattingFunction(limits::wholeXLabel);
    }
    if (axes.contains(Axis.WHOLE_Y)) {
      styler.setYAxisTickMarkSpacingHint(spacing(size.height, limits.yMax() - limits.yMin(), 44));
      styler.setYAxisTickLabelsFormattingFunction(limits::wholeYLabel);
    }
    if (limits.logX()) {
      styler.setXAxisLogarithmicDecadeOnly(false);
      styler.setXAxisTickLabelsFormattingFunction(limits::xLogLabel);
    }
    if (limits.logY()) {
      // XChart would draw a line for each of nine ticks in a decade, labelled or not.
      styler.setPlotGridHorizontalLinesVisible(false);
      styler.setYAxisLogarithmicDecadeOnly(false);
      styler.setYAxisTickLabelsFormattingFunction(limits::yLogLabel);
    }
    // XChart strokes each segment by itself, which breaks dashes, and marks every point. So the
    // curves are painted over its axes.
    chart.addAnnotation(new Overlay(on -> Curves.paint(on, series, limits)));
    return Frame.of(chart, title, legend, size.isSmall() ? y : "", size.width, size.height);
  }

  /**
   * The hint with which ticks are one apart where there is room: XChart rounds it, in values, to a
   * 1, 2 or 5, and 0.8 of the length gives a 1. A hint above the plot's size would break both axes;
   * so with one or two epochs there are half steps, without a label.
   */
  private static int spacing(int length, double range, int least) {
    return (int) Math.min(0.35 * length, Math.max(least, 0.8 * length / range));
  }

  private static double last(Series s) {
    for (int i = s.y().length - 1; i >= 0; i--) {
      if (Double.isFinite(s.y()[i])) {
        return s.y()[i];
      }
    }
    return Double.NaN;
  }

  /** The chart in words. */
  String words() {
    StringBuilder lines = new StringBuilder();
    StringBuilder points = new StringBuilder();
    StringBuilder histograms = new StringBuilder();
    StringBuilder marks = new StringBuilder();
    for (Series s : series) {
      String last = Double.isNaN(last(s)) ? "none" : Style.number(last(s));
      switch (s.kind()) {
        case LINE, STEPS -> lines.append(", ").append(s.name()).append(' ').append(last);
        case POINTS -> points.append(", ").append(s.name()).append(' ').append(s.x().length);
        case HISTOGRAM -> histograms.append(", ").append(s.name()).append(' ').append(highest(s));
        case MARKS -> marks.append(", ").append(s.name()).append(places(s));
        case PATH -> {} // its places say nothing in words
      }
    }
    return "Line chart of "
        + yLabel
        + (" over " + xLabel + ".")
        + sentence("Last values drawn", lines)
        + sentence("Points", points)
        + sentence("Highest", histograms)
        + sentence("Marked", marks);
  }

  private static String sentence(String head, StringBuilder list) {
    return list.isEmpty() ? "" : " " + head + ": " + list.substring(2) + ".";
  }

  private static String places(Series s) {
    StringBuilder places = new StringBuilder();
    for (int i = 0; i < s.x().length; i++) {
      places.append(" (").append(Style.number(s.x()[i])).append(", ");
      places.append(Style.number(s.y()[i])).append(')');
    }
    return places.toString();
  }

  private static String highest(Series s) {
    int highest = 0;
    for (int i = 1; i < s.y().length; i++) {
      highest = s.y()[i] > s.y()[highest] ? i : highest;
    }
    return Style.number(s.y()[highest])
        + (" from " + Style.number(s.x()[highest]))
        + (" to " + Style.number(s.x()[highest + 1]));
  }
}
