package dev.descent.data;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Small sets drawn from formulas, for lessons that need a problem they can plot. In the formulas, n
 * is gaussian with mean 0 and standard deviation {@code noise}, drawn anew for every coordinate.
 *
 * <p>Classes take turns, so their counts differ by one at most. The same seed gives the same bytes
 * on every machine, and a larger set begins with the smaller one.
 */
public final class PointSets {
  private PointSets() {}

  /**
   * Two half circles that reach into each other; no straight line parts them. With t uniform in 0
   * to π:
   *
   * <pre>
   *   class upper   (cos t + n, sin t + n)
   *   class lower   (1 - cos t + n, 1/2 - sin t + n)
   * </pre>
   *
   * @param rows number of points, at least 2
   * @param noise 0 or more; up to about 0.2 the moons can be told apart
   */
  public static Dataset twoMoons(int rows, double noise, long seed) {
    check(rows, 2, noise);
    Random random = new Random(seed);
    float[] values = new float[2 * rows];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = i % 2;
      double t = StrictMath.PI * random.nextDouble();
      double x = StrictMath.cos(t);
      double y = StrictMath.sin(t);
      values[2 * i] = (float) ((labels[i] == 0 ? x : 1 - x) + noise * random.nextGaussian());
      values[2 * i + 1] = (float) ((labels[i] == 0 ? y : 0.5 - y) + noise * random.nextGaussian());
    }
    return Dataset.classification("two-moons", values, 2, labels, List.of("upper", "lower"));
  }

  /**
   * Arms that wind once around the origin. With K arms, arm k = 0 … K-1, and r uniform in 0.1 to 1:
   *
   * <pre>
   *   angle = 2π (r + k / K)
   *   (r cos angle + n, r sin angle + n)
   * </pre>
   *
   * Along a ray from the origin, neighbouring arms are 1 / K apart.
   *
   * @param rows number of points, at least one an arm
   * @param arms number of arms, which are the classes, at least 2
   * @param noise 0 or more; up to about 0.2 / K the arms can be told apart
   */
  public static Dataset spirals(int rows, int arms, double noise, long seed) {
    if (arms < 2) {
      throw new IllegalArgumentException("arms must be at least 2, got " + arms);
    }
    check(rows, arms, noise);
    Random random = new Random(seed);
    float[] values = new float[2 * rows];
    int[] labels = new int[rows];
    for (int i = 0; i < rows; i++) {
      labels[i] = i % arms;
      double r = 0.1 + 0.9 * random.nextDouble();
      double angle = 2 * StrictMath.PI * (r + (double) labels[i] / arms);
      values[2 * i] = (float) (r * StrictMath.cos(angle) + noise * random.nextGaussian());
      values[2 * i + 1] = (float) (r * StrictMath.sin(angle) + noise * random.nextGaussian());
    }
    List<String> classes = IntStream.range(0, arms).mapToObj(k -> "arm " + k).toList();
    return Dataset.classification("spirals", values, 2, labels, classes);
  }

  /**
   * Numbers to predict, some of them far too high, as from a sensor that now and then fails: a loss
   * that squares the error follows them, one that takes its absolute value hardly does. With x
   * uniform in -1 to 1 and u uniform in 0 to 1:
   *
   * <pre>
   *   target = sin(π x) + x / 2 + n                  usually
   *   target = sin(π x) + x / 2 + n + 3 + 3 u        outlier
   * </pre>
   *
   * @param rows number of points, at least 1
   * @param noise 0 or more
   * @param outliers share of outliers, 0 to below 1; they are spread evenly over the rows
   */
  public static Dataset regressionWithOutliers(int rows, double noise, double outliers, long seed) {
    check(rows, 1, noise);
    if (!(outliers >= 0 && outliers < 1)) {
      throw new IllegalArgumentException("outliers must be 0 to below 1, got " + outliers);
    }
    Random random = new Random(seed);
    float[] values = new float[rows];
    float[] targets = new float[rows];
    for (int i = 0; i < rows; i++) {
      double x = 2 * random.nextDouble() - 1;
      double n = noise * random.nextGaussian();
      double off = 3 + 3 * random.nextDouble();
      boolean outlier = Math.floor((i + 1) * outliers) > Math.floor(i * outliers);
      values[i] = (float) x;
      targets[i] = (float) (StrictMath.sin(StrictMath.PI * x) + x / 2 + n + (outlier ? off : 0));
    }
    return Dataset.regression("regression-with-outliers", values, 1, targets);
  }

  private static void check(int rows, int fewest, double noise) {
    if (rows < fewest) {
      throw new IllegalArgumentException("rows must be at least " + fewest + ", got " + rows);
    }
    if (!(noise >= 0 && noise < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException("noise must be 0 or more and finite, got " + noise);
    }
  }
}
