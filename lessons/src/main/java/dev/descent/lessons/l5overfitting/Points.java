package dev.descent.lessons.l5overfitting;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;

/** Points near a sine curve, and the polynomials of least squares through them. */
record Points(double[] x, double[] y) {
  /** The standard deviation of what is added to each y. */
  static final double NOISE = 0.3;

  /** Points with x from -1 to 1. */
  static Points draw(int rows, Random random) {
    double[] x = random.doubles(rows, -1, 1).toArray();
    double[] y =
        DoubleStream.of(x)
            .map(v -> Math.sin(Math.PI * v) + NOISE * random.nextGaussian())
            .toArray();
    return new Points(x, y);
  }

  /**
   * The losses of the best polynomial of each degree, on these points and on others.
   *
   * @return [2][degree]
   */
  double[][] fit(int highest, Points others) {
    double[][] losses = new double[2][highest + 1];
    double[] residual = y.clone();
    double[] rest = others.y().clone();
    List<double[]> columns = new ArrayList<>();
    List<double[]> same = new ArrayList<>(); // the same columns, at the other points
    for (int degree = 0; degree <= highest; degree++) {
      double[] column = degree == 0 ? ones(residual) : times(columns.get(degree - 1), x);
      double[] other = degree == 0 ? ones(rest) : times(same.get(degree - 1), others.x());
      // Made orthogonal to the lower degrees, so that each adds its part by itself; twice, since
      // once leaves rounding errors.
      for (int i = 0; i < 2 * degree; i++) {
        double part = dot(column, columns.get(i % degree));
        subtract(part, columns.get(i % degree), column);
        subtract(part, same.get(i % degree), other);
      }
      double length = Math.sqrt(dot(column, column));
      columns.add(Arrays.stream(column).map(v -> v / length).toArray());
      same.add(Arrays.stream(other).map(v -> v / length).toArray());
      double weight = dot(residual, columns.get(degree));
      subtract(weight, columns.get(degree), residual);
      subtract(weight, same.get(degree), rest);
      losses[0][degree] = dot(residual, residual) / residual.length;
      losses[1][degree] = dot(rest, rest) / rest.length;
    }
    return losses;
  }

  private static double[] ones(double[] like) {
    return DoubleStream.generate(() -> 1).limit(like.length).toArray();
  }

  private static double[] times(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] * b[i]).toArray();
  }

  private static double dot(double[] a, double[] b) {
    return DoubleStream.of(times(a, b)).sum();
  }

  private static void subtract(double factor, double[] column, double[] from) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= factor * column[i];
    }
  }
}
