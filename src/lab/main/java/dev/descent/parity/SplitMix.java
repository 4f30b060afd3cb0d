package dev.descent.parity;

/**
 * Numbers that Java and Python make alike, for what is too large to write into a fixture.
 *
 * <p>The i-th number (from 0) of a seed s is SplitMix64's mix of s + (i + 1) · γ with γ =
 * 0x9E3779B97F4A7C15, its upper 24 bits divided by 2²⁴: in [0, 1), and exact in float32.
 *
 * <p>Source: G. L. Steele, D. Lea, C. H. Flood, Fast splittable pseudorandom number generators
 * (2014).
 */
final class SplitMix {
  private SplitMix() {}

  static double uniform(long seed, long i) {
    long z = seed + (i + 1) * 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    z ^= z >>> 31;
    return (z >>> 40) * 0x1p-24;
  }

  /**
   * Makes rows for a classification. Row r is of class r mod classes. It is the mean of its class's
   * pattern and of noise, and exact in float32.
   */
  static double[][] rows(long seed, int rows, int inputs, int classes) {
    double[][] all = new double[rows][inputs];
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < inputs; j++) {
        double pattern = uniform(seed, (long) (r % classes) * inputs + j);
        double noise = uniform(seed + 1, (long) r * inputs + j);
        all[r][j] = (float) (0.5 * pattern + 0.5 * noise);
      }
    }
    return all;
  }
}
