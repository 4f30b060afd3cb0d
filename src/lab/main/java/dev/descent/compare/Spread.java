package dev.descent.compare;

import java.util.List;

/**
 * Mean and spread of a quantity over seeds.
 *
 * @param mean arithmetic mean; null without values
 * @param sd sample standard deviation (divisor n − 1); null with fewer than two values
 * @param n how many values
 */
public record Spread(Double mean, Double sd, int n) {
  static Spread of(List<Double> values) {
    int n = values.size();
    if (n == 0) {
      return new Spread(null, null, 0);
    }
    double mean = values.stream().mapToDouble(v -> v).sum() / n;
    if (n == 1) {
      return new Spread(mean, null, 1);
    }
    double squares = values.stream().mapToDouble(v -> (v - mean) * (v - mean)).sum();
    return new Spread(mean, Math.sqrt(squares / (n - 1)), n);
  }
}
