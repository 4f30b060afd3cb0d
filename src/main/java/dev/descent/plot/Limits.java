package dev.descent.plot;

import java.util.List;

/** The ranges of the axes, with a little room around the data. */
record Limits(double xMin, double xMax, double yMin, double yMax, boolean log) {

  /**
   * Over less than this ratio a log axis has too few ticks to read, and a linear one is no worse.
   */
  private static final double LEAST_LOG_RANGE = 5;

  /** What is larger has no place on an axis: a training that gets there has diverged. */
  private static final double HUGE = 1e100;

  /**
   * @param log whether the y axis is to be logarithmic; it is, where its range is wide enough
   */
  static Limits of(List<Series> series, boolean log) {
    double xMin = Double.POSITIVE_INFINITY;
    double xMax = Double.NEGATIVE_INFINITY;
    double yMin = Double.POSITIVE_INFINITY;
    double yMax = Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      xMin = Math.min(xMin, s.x()[0]);
      xMax = Math.max(xMax, s.x()[s.x().length - 1]);
      for (double[] values : new double[][] {s.y(), s.high()}) {
        for (double v : values) {
          if (shows(v, log)) {
            yMin = Math.min(yMin, v);
            yMax = Math.max(yMax, v);
          }
        }
      }
    }
    // A band may reach down to nearly zero, which on a log axis is very far: one decade is enough.
    double floor = log ? yMin / 10 : Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      for (double v : s.low()) {
        if (shows(v, false)) {
          yMin = Math.min(yMin, Math.max(v, floor));
        }
      }
    }
    if (log && !(yMax / yMin > LEAST_LOG_RANGE)) {
      return of(series, false);
    }
    if (yMin > yMax) { // nothing to show
      yMin = 0;
      yMax = 1;
    }
    double[] x = widen(xMin, xMax, 0.02, half(xMin));
    if (log) {
      double[] y = widen(Math.log10(yMin), Math.log10(yMax), 0.04, 0);
      return new Limits(x[0], x[1], Math.pow(10, y[0]), Math.pow(10, y[1]), true);
    }
    double[] y = widen(yMin, yMax, 0.04, half(yMin));
    // Room below zero would suggest that a loss can be negative.
    return new Limits(x[0], x[1], yMin >= 0 ? Math.max(0, y[0]) : y[0], y[1], false);
  }

  private static double half(double value) {
    return value == 0 ? 0.5 : Math.abs(value) / 2;
  }

  /**
   * A share of the range more at each end, or {@code alone} if the range is one value; and so much
   * that XChart can find ticks, which it seeks for ever between values that hardly differ.
   */
  private static double[] widen(double min, double max, double share, double alone) {
    double least = Math.max(1e-7, 1e-6 * Math.max(Math.abs(min), Math.abs(max)));
    double room = Math.max(min == max ? alone : (max - min) * share, least / 2);
    return new double[] {min - room, max + room};
  }

  /** The end of a band that is drawn at the edge of the plot if it lies below. */
  double clip(double low) {
    return Math.max(low, yMin);
  }

  /** Whether a value has a place on the y axis. */
  boolean shows(double y) {
    return shows(y, log);
  }

  private static boolean shows(double y, boolean log) {
    return Math.abs(y) < HUGE && (!log || y > 1 / HUGE);
  }

  /**
   * The label of a tick on an x axis of whole numbers; other ticks have none. XChart draws no ticks
   * at all if the labels of both ends are equal, so there are two ways to have none; and it leaves
   * room for the height of the first of the longest labels, so none may be that.
   */
  String wholeLabel(double tick) {
    return tick == Math.rint(tick) ? Style.tick(tick) : tick < (xMin + xMax) / 2 ? "" : " ";
  }

  /** The label of a tick on the log axis: every decade, and 2 and 5 where there are few. */
  String logLabel(double tick) {
    double decades = Math.log10(yMax / yMin);
    long digit = Math.round(tick / Math.pow(10, Math.floor(Math.log10(tick * 1.0000001))));
    boolean labelled =
        digit == 1 || (decades < 3 && (digit == 2 || digit == 5)) || (decades < 0.8 && digit != 9);
    return labelled ? Style.tick(tick) : " ";
  }
}
