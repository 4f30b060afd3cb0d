package dev.descent.plot;

import java.awt.geom.Path2D;
import java.util.List;
import java.util.Set;
import org.knowm.xchart.XYChart;
import org.knowm.xchart.style.XYStyler;

/** Curves over a common x axis, each with an optional band. */
public final class LineChart {

  /** What an axis may be told. */
  public enum Axis {
    /** The ticks of the x axis are whole numbers, as for epochs. */
    WHOLE_X,
    /**
     * The y axis is logarithmic, if the largest value is over five times the smallest; values of
     * zero and below are gaps.
     */
    LOG_Y
  }

  private static final int WIDTH = 800;
  private static final int HEIGHT = 480;

  /** More points than this, and only some of them get a marker. */
  private static final int MOST_MARKERS = 16;

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
    Limits limits = Limits.of(series, set.contains(Axis.LOG_Y));
    XYChart chart = new XYChart(WIDTH, HEIGHT);
    List<String> labels = series.stream().map(LineChart::label).toList();
    Style.apply(chart, title, xLabel, yLabel, series.size() > 1 ? Style.legendWidth(labels) : 0);
    XYStyler styler = chart.getStyler();
    styler.setLegendVisible(series.size() > 1);
    styler.setPlotGridVerticalLinesVisible(false);
    styler
        .setXAxisMin(limits.xMin())
        .setXAxisMax(limits.xMax())
        .setYAxisMin(limits.yMin())
        .setYAxisMax(limits.yMax())
        .setYAxisLogarithmic(limits.log());
    styler.setXAxisTickLabelsFormattingFunction(Style::tick);
    styler.setYAxisTickLabelsFormattingFunction(Style::tick);
    if (set.contains(Axis.WHOLE_X)) {
      // Ticks one apart where the epochs are few: XChart rounds the hint, in values, to a 1, 2 or
      // 5,
      // and 580 gives a 1 for a plot of any width from 400 to 750. A hint above the plot's size
      // would break both axes; so with one or two epochs there are half steps, without a label.
      styler.setXAxisTickMarkSpacingHint(
          (int) Math.min(300, Math.max(70, 580 / (limits.xMax() - limits.xMin()))));
      styler.setXAxisTickLabelsFormattingFunction(limits::wholeLabel);
    }
    if (limits.log()) {
      styler.setYAxisLogarithmicDecadeOnly(false);
      styler.setYAxisTickLabelsFormattingFunction(limits::logLabel);
    }
    // XChart strokes each segment by itself, which breaks dashes, and marks every point. So it gets
    // empty series, for the axes and the legend, and the curves are painted over its axes.
    double[] none = {Double.NaN};
    for (int i = 0; i < series.size(); i++) {
      var key = chart.addSeries("series " + i, none, none);
      key.setLabel(labels.get(i));
      key.setLineStyle(Style.stroke(i)).setLineColor(Style.color(i));
      key.setMarker(Style.marker(i)).setMarkerColor(Style.color(i));
    }
    chart.addAnnotation(new Overlay(on -> paint(on, series, limits)));
    return new Figure(chart, title, describe(xLabel, yLabel, series));
  }

  private static void paint(Overlay on, List<Series> series, Limits limits) {
    for (int i = 0; i < series.size(); i++) {
      paintBand(on, series.get(i), i, limits);
    }
    for (int i = 0; i < series.size(); i++) {
      paintCurve(on, series.get(i), i, limits);
    }
  }

  private static void paintBand(Overlay on, Series s, int index, Limits limits) {
    int from = 0;
    for (int i = 0; i <= s.low().length; i++) {
      if (i < s.low().length && limits.shows(s.high()[i]) && !Double.isNaN(s.low()[i])) {
        continue;
      }
      if (i - from > 1) {
        Path2D.Double band = new Path2D.Double();
        band.moveTo(on.x(s.x()[from]), on.y(s.high()[from]));
        for (int k = from + 1; k < i; k++) {
          band.lineTo(on.x(s.x()[k]), on.y(s.high()[k]));
        }
        for (int k = i - 1; k >= from; k--) {
          band.lineTo(on.x(s.x()[k]), on.y(limits.clip(s.low()[k])));
        }
        band.closePath();
        on.fill(Style.wash(index), band);
      }
      from = i + 1;
    }
  }

  private static void paintCurve(Overlay on, Series s, int index, Limits limits) {
    int n = s.x().length;
    int step = Math.max(1, (int) Math.ceil(n / (double) MOST_MARKERS));
    Path2D.Double curve = new Path2D.Double();
    boolean drawing = false;
    for (int i = 0; i < n; i++) {
      boolean shown = limits.shows(s.y()[i]);
      if (shown && drawing) {
        curve.lineTo(on.x(s.x()[i]), on.y(s.y()[i]));
      } else if (shown) {
        curve.moveTo(on.x(s.x()[i]), on.y(s.y()[i]));
      }
      boolean alone = !drawing && (i + 1 == n || !limits.shows(s.y()[i + 1]));
      // Curves begin their markers at different points, so that these do not cover each other.
      if (shown && (alone || (i + index * step / 4) % step == 0)) {
        on.graphics().setColor(Style.color(index));
        Style.marker(index).paint(on.graphics(), on.x(s.x()[i]), on.y(s.y()[i]), Style.MARKER_SIZE);
      }
      drawing = shown;
    }
    on.draw(Style.color(index), Style.stroke(index), curve);
  }

  private static String label(Series s) {
    String name = Style.shortened(s.name());
    return Double.isNaN(last(s)) ? name + " (no values)" : name;
  }

  private static double last(Series s) {
    for (int i = s.y().length - 1; i >= 0; i--) {
      if (Double.isFinite(s.y()[i])) {
        return s.y()[i];
      }
    }
    return Double.NaN;
  }

  private static String describe(String xLabel, String yLabel, List<Series> series) {
    StringBuilder text = new StringBuilder("Line chart of ");
    text.append(yLabel).append(" over ").append(xLabel).append(". Last values drawn: ");
    String separator = "";
    for (Series s : series) {
      text.append(separator).append(s.name()).append(' ');
      text.append(Double.isNaN(last(s)) ? "none" : Style.number(last(s)));
      separator = ", ";
    }
    return text.append('.').toString();
  }
}
