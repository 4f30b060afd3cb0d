package dev.descent.landscape;

import java.util.Arrays;

/**
 * A quantity that has a value for each of the two parameters, place by place.
 *
 * @param x its values for x
 * @param y for y
 */
public record Track(double[] x, double[] y) {
  static Track ofLength(int length) {
    return new Track(new double[length], new double[length]);
  }

  void set(int index, double atX, double atY) {
    x[index] = atX;
    y[index] = atY;
  }

  boolean isFinite(int index) {
    return Double.isFinite(x[index]) && Double.isFinite(y[index]);
  }

  Track first(int length) {
    return new Track(Arrays.copyOf(x, length), Arrays.copyOf(y, length));
  }
}
