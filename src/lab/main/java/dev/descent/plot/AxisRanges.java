package dev.descent.plot;

import java.util.List;
import java.util.stream.IntStream;

/** The ranges of the axes, with a little room around the data. */
record AxisRanges(double xMin, double xMax, double yMin, double yMax, boolean logX, boolean logY) {

  /**
   * Over less than this ratio a log axis has too few ticks to read, and a linear one is no worse.
   */
  private static final double LEAST_LOG_RANGE = 5;

  /** The largest value that has a place on an axis: a training that gets there has diverged. */
  private static final double HUGE = 1e100;

  /** More decades than this have no room for a label each. */
  private static final double MOST_DECADES = 9;

  /**
   * @param logX whether the x axis is to be logarithmic; it is, where its range is wide enough
   * @param logY the same for the y axis
   */
  static AxisRanges of(List<Series> series, boolean logX, boolean logY) {
    double[] x = xRange(series, logX);
    double[] y = yRange(series, logY);
    return new AxisRanges(x[0], x[1], y[0], y[1], x[2] == 1, y[2] == 1);
  }

  /** Minimum, maximum, and 1 for a logarithmic axis. */
  private static double[] xRange(List<Series> series, boolean log) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      for (double v : s.x()) {
        if (!Double.isNaN(v)) {
          min = Math.min(min, v);
          max = Math.max(max, v);
        }
      }
    }
    if (min > max) { // a path without places
      return new double[] {0, 1, 0};
    }
    if (log && max / min > LEAST_LOG_RANGE) {
      return logRange(min, max, 0.02);
    }
    double[] x = widen(min, max, 0.02, half(min));
    return new double[] {x[0], x[1], 0};
  }

  private static double[] yRange(List<Series> series, boolean log) {
    double min = Double.POSITIVE_INFINITY;
    double max = Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      for (double[] values : new double[][] {s.y(), s.high()}) {
        for (double v : values) {
          if (shows(v, log)) {
            min = Math.min(min, v);
            max = Math.max(max, v);
          }
        }
      }
    }
    // A band may reach down to nearly zero, which on a log axis is very far: one decade is enough.
    double floor = log ? min / 10 : Double.NEGATIVE_INFINITY;
    for (Series s : series) {
      for (double v : s.low()) {
        if (shows(v, false)) {
          min = Math.min(min, Math.max(v, floor));
        }
      }
    }
    if (log) {
      return max / min > LEAST_LOG_RANGE ? logRange(min, max, 0.04) : yRange(series, false);
    }
    if (min > max) { // nothing to show
      min = 0;
      max = 1;
    }
    double[] y = widen(min, max, 0.04, half(min));
    // Room below zero would suggest that a loss can be negative.
    return new double[] {min >= 0 ? Math.max(0, y[0]) : y[0], y[1], 0};
  }

  private static double[] logRange(double min, double max, double share) {
    double[] range = widen(Math.log10(min), Math.log10(max), share, 0);
    return new double[] {Math.pow(10, range[0]), Math.pow(10, range[1]), 1};
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

  /** The same, with an x axis that reaches as far as the other's, too. */
  AxisRanges withXOf(AxisRanges other) {
    return new AxisRanges(
        Math.min(xMin, other.xMin), Math.max(xMax, other.xMax), yMin, yMax, logX, logY);
  }

  /** The same, with a y axis that ends at this value if it goes beyond. */
  AxisRanges upTo(double most) {
    return new AxisRanges(xMin, xMax, yMin, Math.min(yMax, most), logX, logY);
  }

  /** The values of the y axis, if it is logarithmic, that have a label. */
  double[] yLogGrid() {
    return IntStream.rangeClosed(
            (int) Math.floor(Math.log10(yMin)), (int) Math.ceil(Math.log10(yMax)))
        .boxed()
        .flatMapToDouble(e -> IntStream.range(1, 10).mapToDouble(d -> d * Math.pow(10, e)))
        .filter(v -> v >= yMin && v <= yMax && !yLogLabel(v).isBlank())
        .toArray();
  }

  /** The end of a band that is drawn at the edge of the plot if it lies below. */
  double clip(double low) {
    return Math.max(low, yMin);
  }

  /** True if a value has a place on the y axis. */
  boolean shows(double y) {
    return shows(y, logY);
  }

  private static boolean shows(double y, boolean log) {
    return Math.abs(y) < HUGE && (!log || y > 1 / HUGE);
  }

  /**
   * The label of a tick on an axis of whole numbers; other ticks have none. XChart draws no ticks
   * at all if the labels of both ends are equal, so there are two ways to have none; and it leaves
   * room for the height of the first of the longest labels, so none may be that.
   */
  String wholeXLabel(double tick) {
    return wholeLabel(tick, (xMin + xMax) / 2);
  }

  String wholeYLabel(double tick) {
    return wholeLabel(tick, (yMin + yMax) / 2);
  }

  private static String wholeLabel(double tick, double middle) {
    return tick == Math.rint(tick) ? Style.tick(tick) : tick < middle ? "" : " ";
  }

  String xLogLabel(double tick) {
    return logLabel(tick, Math.log10(xMax / xMin));
  }

  String yLogLabel(double tick) {
    return logLabel(tick, Math.log10(yMax / yMin));
  }

  /**
   * The label of a tick on a log axis: every decade, 2 and 5 too where there are few, and not every
   * decade where there are many.
   */
  private static String logLabel(double tick, double decades) {
    double exponent = Math.floor(Math.log10(tick * 1.0000001));
    long digit = Math.round(tick / Math.pow(10, exponent));
    boolean labelled =
        (digit == 1 && exponent % Math.ceil(decades / MOST_DECADES) == 0)
            || (decades < 3 && (digit == 2 || digit == 5))
            || (decades < 0.8 && digit != 9);
    if (!labelled) {
      return " ";
    }
    return exponent < -4 ? digit + "E" + (int) exponent : Style.tick(tick);
  }
}
