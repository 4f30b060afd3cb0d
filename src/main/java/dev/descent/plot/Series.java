package dev.descent.plot;

/**
 * One curve: points (x, y), and a band from {@code low} to {@code high} around them.
 *
 * <p>Where y is NaN, infinite or beyond 1e100, the curve has a gap; where low or high is NaN or
 * high is that large, the band has.
 *
 * @param name as the legend shows it
 * @param x finite, in ascending order
 * @param y as long as x
 * @param low as long as x, or empty for no band
 * @param high as long as low
 */
public record Series(String name, double[] x, double[] y, double[] low, double[] high) {

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
      if (!Double.isFinite(x[i]) || (i > 0 && x[i] < x[i - 1])) {
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

  /** A curve without a band. */
  public Series(String name, double[] x, double[] y) {
    this(name, x, y, new double[0], new double[0]);
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
