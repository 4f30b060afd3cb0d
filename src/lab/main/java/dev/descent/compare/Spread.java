package dev.descent.compare;

import java.util.List;

/**
 * The mean and the spread of a quantity over seeds. A number that is not there is NaN, and null in
 * JSON.
 *
 * @param mean arithmetic mean; NaN without values
 * @param sd sample standard deviation (divisor n − 1); NaN with fewer than two values
 * @param n how many values
 */
public record Spread(double mean, double sd, int n) {

  static Spread of(List<Double> values) {
    int n = values.size();
    if (n == 0) {
      return new Spread(Double.NaN, Double.NaN, 0);
    }
    double mean = values.stream().mapToDouble(v -> v).sum() / n;
    if (n == 1) {
      return new Spread(mean, Double.NaN, 1);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(mean, Math.sqrt(squares / (n - 1)), n);
  }
}
