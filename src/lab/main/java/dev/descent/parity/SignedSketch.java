package dev.descent.parity;

/**
 * A short image of a long vector, called a fold in fixtures.
 *
 * <p>{@code fold(x, w)} is w sums: element i goes to sum i mod w, with the sign −1 where ⌊i / w⌋
 * has an odd number of ones in binary. It is linear, so the fold of a difference is the difference
 * of the folds, and over random signs as long as the difference on average: a deviation in any
 * element shows. For w at least the length of x it is x itself.
 */
final class SignedSketch {
  private SignedSketch() {}

  static double[] fold(double[] x, int width) {
    if (x.length <= width) {
      return x;
    }
    double[] sums = new double[width];
    int i = 0;
    for (int row = 0; i < x.length; row++) {
      double sign = (Integer.bitCount(row) & 1) == 0 ? 1 : -1;
      for (int j = 0; j < width && i < x.length; j++, i++) {
        sums[j] += sign * x[i];
      }
    }
    return sums;
  }

  static double length(double[] x) {
    double squares = 0;
    for (double value : x) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }

  /** Returns the length of the difference; infinite where one has more elements than the other. */
  static double distance(double[] a, double[] b) {
    if (a.length != b.length) {
      return Double.POSITIVE_INFINITY;
    }
    double squares = 0;
    for (int i = 0; i < a.length; i++) {
      squares += (a[i] - b[i]) * (a[i] - b[i]);
    }
    return Math.sqrt(squares);
  }
}
