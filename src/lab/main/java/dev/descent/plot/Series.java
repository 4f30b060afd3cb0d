package dev.descent.plot;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Pairs (x, y): a curve with a band from {@code low} to {@code high} around it, a step function, a
 * cloud of points, a histogram, a path, or marks.
 *
 * <p>Where y is NaN, infinite or beyond 1e100, the curve has a gap; where low or high is NaN or
 * high is that large, the band has.
 *
 * @param name as the legend shows it
 * @param kind how the pairs are drawn
 * @param x finite, in ascending order; of a path in any order, and NaN in a gap
 * @param y as long as x
 * @param low as long as x, or empty for no band
 * @param high as long as low
 */
public record Series(String name, Kind kind, double[] x, double[] y, double[] low, double[] high) {

  /** The ways to draw pairs. */
  public enum Kind {
    /** Straight lines from pair to pair, with markers. */
    LINE,
    /** Level lines: y[i] holds from x[i] until x[i+1]. */
    STEPS,
    /** Markers only. */
    POINTS,
    /** The outline of bars: y[i] holds from x[i] until x[i+1], and is zero at both ends. */
    HISTOGRAM,
    /** Straight lines through places in any order; a place that is NaN is a gap. */
    PATH,
    /** Black stars over everything else, for what is to be seen. */
    MARKS;

    boolean isLine() {
      return this != POINTS && this != MARKS;
    }
  }

  public Series {
    name = Style.text("name", name);
    x = x.clone();
    y = y.clone();
    low = low.clone();
    high = high.clone();
    if (x.length == 0) {
      throw new IllegalArgumentException("x of " + name + " must have a value, got none");
    }
    if (y.length != x.length) {
      throw new IllegalArgumentException(
          "y of " + name + " must be as long as x (" + x.length + "), got " + y.length);
    }
    if (low.length != high.length || (low.length != 0 && low.length != x.length)) {
      throw new IllegalArgumentException(
          ("low and high of "
                  + name
                  + " must both be empty or as long as x ("
                  + x.length
                  + "), got ")
              + (low.length + " and " + high.length));
    }
    for (int i = 0; i < x.length; i++) {
      if (kind != Kind.PATH && (!Double.isFinite(x[i]) || (i > 0 && x[i] < x[i - 1]))) {
        throw new IllegalArgumentException(
            "x of " + name + " must be finite and ascending, got " + x[i] + " at index " + i);
      }
      if (low.length > 0 && low[i] > high[i]) {
        throw new IllegalArgumentException(
            ("low of " + name + " must not exceed high, got ")
                + (low[i] + " and " + high[i] + " at index " + i));
      }
    }
  }

  /** A curve with a band. */
  public Series(String name, double[] x, double[] y, double[] low, double[] high) {
    this(name, Kind.LINE, x, y, low, high);
  }

  /** A curve without a band. */
  public Series(String name, double[] x, double[] y) {
    this(name, Kind.LINE, x, y);
  }

  private Series(String name, Kind kind, double[] x, double[] y) {
    this(name, kind, x, y, new double[0], new double[0]);
  }

  /**
   * A step function, as a schedule of learning rates is: y[i] holds from x[i] until x[i+1]; the
   * last y is reached at the last x, where the curve ends.
   */
  public static Series steps(String name, double[] x, double[] y) {
    return new Series(name, Kind.STEPS, x, y);
  }

  /**
   * A cloud of points.
   *
   * @param x finite, in any order
   * @param y as long as x
   */
  public static Series points(String name, double[] x, double[] y) {
    return sorted(name, Kind.POINTS, x, y);
  }

  /**
   * Marks over curves, as at the epoch whose model is kept.
   *
   * @param x finite, in any order
   * @param y as long as x
   */
  public static Series marks(String name, double[] x, double[] y) {
    return sorted(name, Kind.MARKS, x, y);
  }

  private static Series sorted(String name, Kind kind, double[] x, double[] y) {
    if (x.length != y.length) {
      return new Series(name, kind, x, y); // which refuses them
    }
    int[] order =
        IntStream.range(0, x.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> x[i]))
            .mapToInt(i -> i)
            .toArray();
    return new Series(
        name,
        kind,
        Arrays.stream(order).mapToDouble(i -> x[i]).toArray(),
        Arrays.stream(order).mapToDouble(i -> y[i]).toArray());
  }

  /**
   * A histogram over bins of equal width: y is the share of the values in each bin, from 0 to 1.
   * Values outside {@code from} to {@code to} are counted into the bins at the ends.
   *
   * @param values at least one, none NaN
   * @param from where the first bin begins
   * @param to where the last bin ends, larger than from
   * @param bins at least 1
   */
  public static Series histogram(String name, double[] values, double from, double to, int bins) {
    if (!(from < to) || !Double.isFinite(to - from) || bins < 1) {
      throw new IllegalArgumentException(
          "from < to and at least 1 bin are needed for "
              + name
              + ", got "
              + (from + ", " + to + " and " + bins));
    }
    if (values.length == 0 || Arrays.stream(values).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "values of " + name + " must be one or more numbers, got none or NaN");
    }
    double[] x = new double[bins + 2];
    double[] y = new double[bins + 2];
    x[0] = from; // the outline begins and ends at zero
    for (int i = 0; i <= bins; i++) {
      x[i + 1] = from + (to - from) * i / bins;
    }
    for (double v : values) {
      double bin = Math.floor((v - from) / (to - from) * bins);
      y[1 + (int) Math.max(0, Math.min(bins - 1, bin))] += 1.0;
    }
    for (int i = 1; i <= bins; i++) {
      y[i] /= values.length;
    }
    return new Series(name, Kind.HISTOGRAM, x, y);
  }

  /**
   * The line on which a function of two variables passes zero, as between two classes; where it
   * does nowhere, a line without places.
   *
   * @param area of the function
   * @param columns of the grid on which it is known, at least 2
   * @param values of the function, row by row from yMin to yMax, each from xMin to xMax; what is no
   *     finite number counts as the largest value, and there must be one
   */
  public static Series boundary(String name, Contours.Area area, int columns, double[] values) {
    int rows = columns < 2 ? 0 : values.length / columns;
    if (rows < 2 || rows * columns != values.length) {
      throw new IllegalArgumentException(
          "columns of "
              + name
              + " and rows must be at least 2, got "
              + columns
              + " columns and "
              + values.length
              + " values");
    }
    List<double[]> places = Isolines.of(values, columns).at(0);
    if (places.isEmpty()) {
      places = List.of(new double[] {Double.NaN, Double.NaN});
    }
    return new Series(
        name,
        Kind.PATH,
        places.stream()
            .mapToDouble(p -> area.xMin() + p[0] * (area.xMax() - area.xMin()))
            .toArray(),
        places.stream()
            .mapToDouble(p -> area.yMin() + p[1] * (area.yMax() - area.yMin()))
            .toArray());
  }

  /** The numbers 1, 2, …, n: the x values of n epochs. */
  public static double[] epochs(int n) {
    double[] x = new double[n];
    for (int i = 0; i < n; i++) {
      x[i] = i + 1;
    }
    return x;
  }
}
