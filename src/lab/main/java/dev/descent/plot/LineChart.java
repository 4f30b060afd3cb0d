package dev.descent.plot;

import java.util.List;
import java.util.Set;

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
    Lines lines =
        new Lines(
            Style.text("title", title),
            Style.text("xLabel", xLabel),
            Style.text("yLabel", yLabel),
            List.copyOf(series),
            Set.of(axes));
    return new Figure(lines, title, lines.words());
  }
}
