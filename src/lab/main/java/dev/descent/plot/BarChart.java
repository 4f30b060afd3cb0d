package dev.descent.plot;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.Font;
import java.awt.geom.Path2D;
import java.awt.geom.Rectangle2D;
import java.util.List;
import org.knowm.xchart.HorizontalBarChart;
import org.knowm.xchart.style.HorizontalBarStyler;

/**
 * Horizontal bars from zero, the first at the top, each with its number in writing. A missing value
 * has no bar but its note, so that it cannot be taken for zero.
 */
public final class BarChart {
  private static final int HEIGHT_OF_BAR = 60;
  private static final int MANY = 9;
  private static final int HEIGHT_OF_MANY = 40;
  private static final Font MISSING = Style.font(Font.ITALIC, 13);

  private BarChart() {}

  /**
   * Draws the bars.
   *
   * @param valueLabel what the length of a bar is, with its unit
   * @param nameLabel what one bar stands for
   * @param bars at least one; their order chooses their colours, as for the series of line charts.
   *     Many bars are lower and have one colour: theirs would come again, and say nothing
   */
  public static Figure draw(String title, String valueLabel, String nameLabel, List<Bar> bars) {
    if (bars.isEmpty()) {
      throw new IllegalArgumentException("bars must not be empty, got none");
    }
    String line = Style.text("title", title);
    Style.text("valueLabel", valueLabel);
    Style.text("nameLabel", nameLabel);
    List<Bar> all = List.copyOf(bars);
    return new Figure(
        size -> layOut(size, line, valueLabel, nameLabel, all), title, describe(valueLabel, all));
  }

  private static Frame layOut(
      Size size, String title, String valueLabel, String nameLabel, List<Bar> bars) {
    int n = bars.size();
    boolean narrow = size == Size.NARROW; // where the names stand above their bars
    int row = n < MANY || narrow ? HEIGHT_OF_BAR : HEIGHT_OF_MANY;
    List<String> names = Style.shortened(bars.stream().map(Bar::name).toList());
    int height = 90 + n * row;
    HorizontalBarChart chart = new HorizontalBarChart(size.width, height);
    Style.apply(chart, valueLabel, narrow ? "" : nameLabel);
    // The writing after each bar needs room.
    double plot = size.width - (narrow ? 40 : 100 + Style.width(names));
    double longest =
        bars.stream()
            .mapToDouble(bar -> end(bar) * plot / (plot - 20 - Style.width(List.of(written(bar)))))
            .max()
            .orElse(0);
    HorizontalBarStyler styler = chart.getStyler();
    styler
        .setPlotGridHorizontalLinesVisible(false)
        .setYAxisTicksVisible(!narrow)
        .setXAxisMin(0.0)
        .setXAxisMax(longest > 0 ? longest : 1.0)
        .setYAxisMin(0.0)
        .setYAxisMax((double) n);
    styler.setXAxisTickMarkSpacingHint(row - 6); // XChart takes it for the names, too
    boolean isShare = valueLabel.startsWith("%"); // the room beyond 100 is for the writing
    styler.setXAxisTickLabelsFormattingFunction(
        tick -> isShare && tick > 100 ? " " : Style.tick(tick));
    // XChart draws neither whiskers here nor a colour for each bar: its own bars are invisible.
    chart
        .addSeries(
            "bars",
            bars.stream().map(bar -> Double.isNaN(bar.value()) ? 0 : bar.value()).toList(),
            names)
        .setFillColor(new Color(0, true));
    chart.addAnnotation(
        new Overlay(
            on -> {
              for (int i = 0; i < n; i++) {
                double middle = n - i - 0.5;
                if (narrow) {
                  on.text(
                      names.get(i), Style.SMALL, Style.INK, on.x(0) + 2, on.y(middle + 0.28), 0);
                }
                paint(on, bars.get(i), n < MANY ? i : 0, middle, narrow);
              }
            }));
    return Frame.of(chart, title, Legend.NONE, "", size.width, height);
  }

  private static double end(Bar bar) {
    if (Double.isNaN(bar.value())) {
      return 0;
    }
    return Double.isNaN(bar.high()) ? bar.value() : Math.max(bar.value(), bar.high());
  }

  private static void paint(Overlay on, Bar bar, int color, double row, boolean named) {
    double middle = on.y(named ? row - 0.16 : row);
    double halfHeight = Math.abs(on.y(named ? 0.2 : 0.29) - on.y(0));
    if (Double.isNaN(bar.value())) {
      on.text(written(bar), MISSING, Style.FAINT_INK, on.x(0) + 8, middle, 0);
      return;
    }
    on.fill(
        Style.color(color),
        new Rectangle2D.Double(
            on.x(0), middle - halfHeight, on.x(bar.value()) - on.x(0), 2 * halfHeight));
    if (bar.low() < bar.high()) {
      Path2D.Double whiskers = new Path2D.Double();
      for (double end : new double[] {bar.low(), bar.high()}) {
        whiskers.moveTo(on.x(end), middle - halfHeight / 2);
        whiskers.lineTo(on.x(end), middle + halfHeight / 2);
      }
      whiskers.moveTo(on.x(bar.low()), middle);
      whiskers.lineTo(on.x(bar.high()), middle);
      // White under the line, so that it also shows on a dark bar.
      on.draw(Color.WHITE, new BasicStroke(4.5f), whiskers);
      on.draw(Style.INK, new BasicStroke(1.8f), whiskers);
    }
    on.text(written(bar), Style.SMALL, Style.INK, on.x(end(bar)) + 8, middle, 0);
  }

  private static String written(Bar bar) {
    if (Double.isNaN(bar.value())) {
      return bar.note();
    }
    String number = Style.number(bar.value());
    return bar.note().isEmpty() ? number : number + " (" + Style.shortened(bar.note()) + ")";
  }

  private static String describe(String valueLabel, List<Bar> bars) {
    StringBuilder text = new StringBuilder("Bar chart of ").append(valueLabel).append(": ");
    String separator = "";
    for (Bar bar : bars) {
      text.append(separator).append(bar.name()).append(' ').append(written(bar));
      separator = ", ";
    }
    return text.append('.').toString();
  }
}
