package dev.descent.exercise;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Inputs of a graded test, drawn from the grader's seed: the same seed gives the same inputs, and
 * another seed others, so that no answer can be known by heart. Arrays are float64.
 */
public final class RandomInputs {
  private final long seed;
  private final Random random;

  /**
   * @param seed the grader's
   * @param test sets the draws of one test apart from those of others
   */
  public RandomInputs(long seed, String test) {
    this.random = new Random(seed * 0x9E3779B97F4A7C15L + test.hashCode());
    this.seed = 1 + random.nextInt(Integer.MAX_VALUE - 1);
  }

  /** A seed for what draws by itself, such as a network; never 0. */
  public long seed() {
    return seed;
  }

  /** A whole number, both ends included. */
  public int whole(int from, int to) {
    return from + random.nextInt(to - from + 1);
  }

  /** A number from the range, evenly spread. */
  public double number(double from, double to) {
    return from + (to - from) * random.nextDouble();
  }

  /** A vector of numbers from the range, evenly spread; shape [n]. */
  public INDArray numbers(int n, double from, double to) {
    return Nd4j.createFromArray(IntStream.range(0, n).mapToDouble(i -> number(from, to)).toArray());
  }

  /** Numbers of the normal distribution with mean 0 and standard deviation 1, of any shape. */
  public INDArray normal(long... shape) {
    int n = (int) LongStream.of(shape).reduce(1, (a, b) -> a * b);
    double[] values = IntStream.range(0, n).mapToDouble(i -> random.nextGaussian()).toArray();
    return Nd4j.createFromArray(values).reshape(shape);
  }

  /** Class numbers from 0 to below {@code classes}, each class at least once if there is room. */
  public int[] labels(int n, int classes) {
    List<Integer> labels = new ArrayList<>();
    for (int i = 0; i < n; i++) {
      labels.add(i < classes ? i : whole(0, classes - 1));
    }
    Collections.shuffle(labels, random);
    return labels.stream().mapToInt(label -> label).toArray();
  }

  /** Any of the values. */
  @SafeVarargs
  public final <T> T oneOf(T... values) {
    return values[random.nextInt(values.length)];
  }
}
