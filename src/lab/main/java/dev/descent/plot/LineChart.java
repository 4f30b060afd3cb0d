package dev.descent.plot;

import dev.descent.plot.Series.Kind;
import java.awt.BasicStroke;
import java.awt.Color;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.XYSeries;
import org.knowm.xchart.style.XYStyler;
import org.knowm.xchart.style.lines.SeriesLines;
import org.knowm.xchart.style.markers.Marker;
import org.knowm.xchart.style.markers.SeriesMarkers;

/** Curves with bands, step functions, points and histograms over a common x axis. */
public final class LineChart {

  /** Settings of an axis. */
  public enum Axis {
    /** The ticks of the x axis are whole numbers, as for epochs. */
    WHOLE_X,
    /** The labels of the y axis are whole numbers, as for people. */
    WHOLE_Y,
    /**
     * The y axis is logarithmic, if the largest value is over five times the smallest; values of
     * zero and below are gaps.
     */
    LOG_Y,
    /**
     * The x axis is logarithmic, if the largest x is over five times the smallest; none may be zero
     * or below.
     */
    LOG_X
  }

  private static final int WIDTH = 800;
  private static final int HEIGHT = 480;

  private LineChart() {}

  /**
   * Draws the curves.
   *
   * @param xLabel what x is, with its unit
   * @param yLabel what y is, with its unit
   * @param series at least one; their order chooses their colours
   */
  public static Figure draw(
      String title, String xLabel, String yLabel, List<Series> series, Axis... axes) {
    if (series.isEmpty()) {
      throw new IllegalArgumentException("series must not be empty, got none");
    }
    Set<Axis> set = Set.of(axes);
    if (set.contains(Axis.LOG_X)) {
      series.forEach(LineChart::requirePositive);
    }
    AxisRanges limits = AxisRanges.of(series, set.contains(Axis.LOG_X), set.contains(Axis.LOG_Y));
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    List<String> labels = labels(series);
    Style.apply(chart, title, xLabel, yLabel, series.size() > 1 ? Style.legendWidth(labels) : 0);
    XYStyler styler = chart.getStyler();
    styler.setLegendVisible(series.size() > 1);
    styler.setPlotGridVerticalLinesVisible(false);
    styler
        .setXAxisMin(limits.xMin())
        .setXAxisMax(limits.xMax())
        .setYAxisMin(limits.yMin())
        .setYAxisMax(limits.yMax())
        .setXAxisLogarithmic(limits.logX())
        .setYAxisLogarithmic(limits.logY());
    styler.setXAxisTickLabelsFormattingFunction(Style::tick);
    styler.setYAxisTickLabelsFormattingFunction(Style::tick);
    if (set.contains(Axis.WHOLE_X)) {
      // Ticks one apart where the epochs are few: XChart rounds the hint, in values, to a 1, 2 or
      // 5,
      // and 580 gives a 1 for a plot of any width from 400 to 750. A hint above the plot's size
      // would break both axes; so with one or two epochs there are half steps, without a label.
      styler.setXAxisTickMarkSpacingHint(
          (int) Math.min(300, Math.max(70, 580 / (limits.xMax() - limits.xMin()))));
      styler.setXAxisTickLabelsFormattingFunction(limits::wholeXLabel);
    }
    if (set.contains(Axis.WHOLE_Y)) {
      styler.setYAxisTickLabelsFormattingFunction(limits::wholeYLabel);
    }
    if (limits.logX()) {
      styler.setXAxisLogarithmicDecadeOnly(false);
      styler.setXAxisTickLabelsFormattingFunction(limits::xLogLabel);
    }
    if (limits.logY()) {
      styler.setYAxisLogarithmicDecadeOnly(false);
      styler.setYAxisTickLabelsFormattingFunction(limits::yLogLabel);
    }
    // XChart strokes each segment by itself, which breaks dashes, and marks every point. So it gets
    // empty series, for the axes and the legend, and the curves are painted over its axes.
    for (int i = 0; i < series.size(); i++) {
      Kind kind = series.get(i).kind();
      boolean marked = kind == Kind.LINE || kind == Kind.POINTS;
      addKey(
          chart,
          labels.get(i),
          kind == Kind.POINTS ? SeriesLines.NONE : Style.stroke(i),
          Style.color(i),
          marked ? Style.marker(i) : SeriesMarkers.NONE);
    }
    chart.addAnnotation(new Overlay(on -> Curves.paint(on, series, limits)));
    return new Figure(chart, title, describe(xLabel, yLabel, series));
  }

  /** Adds a series without values, for the legend. */
  static void addKey(XYChart chart, String label, BasicStroke line, Color color, Marker marker) {
    double[] none = {Double.NaN};
    XYSeries key = chart.addSeries("key " + chart.getSeriesCollection().size(), none, none);
    key.setLabel(label);
    key.setLineStyle(line).setLineColor(color);
    key.setMarker(marker).setMarkerColor(color);
  }

  private static List<String> labels(List<Series> series) {
    List<String> labels =
        new ArrayList<>(Style.shortened(series.stream().map(Series::name).toList()));
    for (int i = 0; i < labels.size(); i++) {
      if (Double.isNaN(last(series.get(i)))) {
        labels.set(i, labels.get(i) + " (no values)");
      }
    }
    return labels;
  }

  private static double last(Series s) {
    for (int i = s.y().length - 1; i >= 0; i--) {
      if (Double.isFinite(s.y()[i])) {
        return s.y()[i];
      }
    }
    return Double.NaN;
  }

  private static void requirePositive(Series s) {
    if (s.x()[0] <= 0) {
      throw new IllegalArgumentException(
          "x of " + s.name() + " must be positive on a logarithmic axis, got " + s.x()[0]);
    }
  }

  private static String describe(String xLabel, String yLabel, List<Series> series) {
    StringBuilder lines = new StringBuilder();
    StringBuilder points = new StringBuilder();
    StringBuilder histograms = new StringBuilder();
    for (Series s : series) {
      String last = Double.isNaN(last(s)) ? "none" : Style.number(last(s));
      switch (s.kind()) {
        case LINE, STEPS -> lines.append(", ").append(s.name()).append(' ').append(last);
        case POINTS -> points.append(", ").append(s.name()).append(' ').append(s.x().length);
        case HISTOGRAM -> histograms.append(", ").append(s.name()).append(' ').append(highest(s));
      }
    }
    return "Line chart of "
        + yLabel
        + (" over " + xLabel + ".")
        + sentence("Last values drawn", lines)
        + sentence("Points", points)
        + sentence("Highest", histograms);
  }

  private static String sentence(String head, StringBuilder list) {
    return list.isEmpty() ? "" : " " + head + ": " + list.substring(2) + ".";
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
