package dev.descent.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Judges what a student's code gives. The first check that does not hold ends the test with a
 * {@link CheckFailure}, whose message says what was expected, what was found, how far off it is and
 * how far it may be, and where the first difference is.
 *
 * <p>A value v may be off its expected value e by {@code limit.relative() · s}, where s is the
 * largest magnitude of the expected values, or 1 where all of them are 0.
 */
public final class Check {
  private final List<Kept> kept = new ArrayList<>();
  private int count;

  /** Compares two numbers. */
  public void equal(String what, double expected, double found, Tolerance limit) {
    compare(what, new double[] {expected}, new double[] {found}, limit, i -> "", null);
  }

  /** Compares numbers in a row. */
  public void equal(String what, double[] expected, double @Nullable [] found, Tolerance limit) {
    double[] numbers = numbers(what, expected.length, found);
    compare(what, expected, numbers, limit, i -> "at index " + i, null);
  }

  /** Compares a float64 vector, of shape [n]. */
  public void equal(String what, double[] expected, @Nullable INDArray found, Tolerance limit) {
    INDArray array = array(what, shape(expected.length), found);
    compare(what, expected, array.toDoubleVector(), limit, i -> "at index " + i, null);
  }

  /** Compares a float64 matrix, of shape [rows, columns]. */
  public void equal(String what, double[][] expected, @Nullable INDArray found, Tolerance limit) {
    int columns = expected[0].length;
    INDArray array = array(what, "[" + expected.length + ", " + columns + "]", found);
    compare(
        what,
        flat(expected),
        array.dup('c').data().asDouble(),
        limit,
        i -> "in row " + i / columns + ", column " + i % columns,
        null);
  }

  /**
   * Compares the values of an algorithm after each step, and names the first that differs, from 1.
   *
   * @param expected [steps][values]
   * @param found the same
   */
  public void steps(
      String what, double[][] expected, double @Nullable [][] found, Tolerance limit) {
    int values = expected[0].length;
    String shape = shape(expected.length);
    double[][] steps = present(what + " after each step", shape, found);
    for (int step = 0; step < Math.min(expected.length, steps.length); step++) {
      numbers(what + " after step " + (step + 1), values, steps[step]);
    }
    requireShape(what + " after each step", shape, shape(steps.length));
    compare(
        what,
        flat(expected),
        flat(steps),
        limit,
        i -> "after step " + (i / values + 1) + (values == 1 ? "" : ", at index " + i % values),
        null);
  }

  /**
   * Compares a curve of a training. Where it differs, the grader draws it over the expected one.
   *
   * @param what y is, with its unit
   * @param x what is counted from 1, such as {@code epoch}
   */
  public void curve(
      String what, String x, double[] expected, double @Nullable [] found, Tolerance limit) {
    double[] curve = numbers(what, expected.length, found);
    compare(
        what,
        expected,
        curve,
        limit,
        i -> "in " + x + " " + (i + 1),
        new CheckFailure.Curves(what, x, expected, curve));
  }

  /**
   * Compares answers that are yes or no, one for each {@code x}.
   *
   * @param x what is counted from 1, such as {@code epoch}
   */
  public void yesOrNo(String what, String x, boolean[] expected, boolean[] found) {
    count++;
    int[] wrong =
        IntStream.range(0, expected.length).filter(i -> expected[i] != found[i]).toArray();
    if (wrong.length > 0) {
      int first = wrong[0];
      String share = " (%d of %d answers)".formatted(wrong.length, expected.length);
      throw new CheckFailure(
          "%s is wrong, first in %s %d%s\n  expected  %s\n  found     %s"
              .formatted(
                  what,
                  x,
                  first + 1,
                  wrong.length > 1 ? share : "",
                  expected[first] ? "yes" : "no",
                  found[first] ? "yes" : "no"),
          new CheckFailure.Found(
              count,
              found[first] ? "yes" : "no",
              IntStream.range(0, found.length).mapToDouble(i -> found[i] ? 1 : 0).toArray(),
              0),
          null);
    }
  }

  /** Compares anything by {@code equals}: whole numbers, words, lists. */
  public void same(String what, @Nullable Object expected, @Nullable Object found) {
    count++;
    if (!Objects.equals(expected, found)) {
      throw new CheckFailure(
          count,
          "%s is wrong\n  expected  %s\n  found     %s"
              .formatted(what, brief(expected), brief(found)),
          String.valueOf(found));
    }
  }

  /**
   * Checks a condition.
   *
   * @param rule as a sentence, such as {@code each weight is kept or 0}
   * @param found what is there instead
   */
  public void holds(String rule, boolean condition, @Nullable Object found) {
    count++;
    if (!condition) {
      throw new CheckFailure(
          count,
          "this does not hold: %s\n  found     %s".formatted(rule, brief(found)),
          String.valueOf(found));
    }
  }

  /**
   * Remembers an input that must be left as it is, until {@link #kept}: what comes later is
   * compared with a copy that is made here. What is expected belongs into copies, too, made before
   * the student's code has had the input.
   *
   * @param what as in {@code z is an input and must stay as it is}
   * @param input an array of any kind, a data set; a list, a map or an array of these
   * @return this
   */
  public Check keep(String what, Object input) {
    kept.add(new Kept(what, input));
    return this;
  }

  /** Checks that all inputs remembered since the last time are as they were. */
  public void kept() {
    for (Kept input : kept) {
      count++;
      input.requireUnchanged(count);
    }
    kept.clear();
  }

  private void compare(
      String what,
      double[] expected,
      double[] found,
      Tolerance limit,
      IntFunction<String> place,
      CheckFailure.@Nullable Curves curves) {
    count++;
    if (Arrays.stream(expected).anyMatch(Double::isNaN)) {
      // No test expects that: something has reached what it computes from, and NaN equals NaN.
      throw new CheckFailure(count, what + " cannot be compared: NaN would be expected", "NaN");
    }
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    double scale = largest > 0 && Double.isFinite(largest) ? largest : 1;
    double allowed = limit.relative() * scale;
    int first = -1;
    int wrong = 0;
    for (int i = 0; i < expected.length; i++) {
      if (!near(expected[i], found[i], allowed)) {
        first = first < 0 ? i : first;
        wrong++;
      }
    }
    if (first < 0) {
      return;
    }
    StringBuilder message = new StringBuilder(what + " is wrong");
    String at = place.apply(first);
    message.append(at.isEmpty() ? "" : ", first " + at);
    message.append(wrong > 1 ? " (" + wrong + " of " + expected.length + " values)" : "");
    message.append("\n  expected  ").append(number(expected[first]));
    message.append("\n  found     ").append(number(found[first]));
    double off = Math.abs(expected[first] - found[first]);
    if (Double.isFinite(off)) {
      boolean relative = scale == largest;
      String share = off < scale ? "%.2g of" : "%.2g times";
      message.append(String.format(Locale.ROOT, "\n  off by    %.2g", off));
      message.append(
          relative
              ? String.format(
                  Locale.ROOT, ", " + share + " the largest expected value", off / scale)
              : "");
      message.append(
          String.format(
              Locale.ROOT,
              limit.relative() == 0
                  ? "\n  allowed   no difference (%3$s)"
                  : "\n  allowed   %.0e%s (%s)",
              limit.relative(),
              relative ? " of that" : "",
              limit.why()));
    }
    throw new CheckFailure(
        message.toString(),
        new CheckFailure.Found(count, number(found[first]), found, allowed),
        curves);
  }

  /** Tells whether two values are the same but for so much; of mistakes NaN is the same as NaN. */
  static boolean near(double a, double b, double allowed) {
    return Double.compare(a, b) == 0 || Math.abs(a - b) <= allowed;
  }

  /** An array that is there, with the right shape and type. */
  private INDArray array(String what, String shape, @Nullable INDArray found) {
    INDArray array = present(what, shape, found);
    requireShape(what, shape, Arrays.toString(array.shape()));
    if (array.dataType() != DataType.DOUBLE) {
      throw failure(
          "%s has the wrong data type\n  expected  DOUBLE, as the inputs\n  found     %s"
              .formatted(what, array.dataType()),
          array.dataType().toString());
    }
    return array;
  }

  /** Numbers that are there, as many as they should be. */
  private double[] numbers(String what, int count, double @Nullable [] found) {
    double[] numbers = present(what, shape(count), found);
    requireShape(what, shape(count), shape(numbers.length));
    return numbers;
  }

  private <T> T present(String what, String shape, @Nullable T found) {
    if (found == null) {
      throw failure("%s is null\n  expected  shape %s".formatted(what, shape), "null");
    }
    return found;
  }

  private void requireShape(String what, String expected, String found) {
    if (!expected.equals(found)) {
      throw failure(
          "%s has the wrong shape\n  expected  %s\n  found     %s".formatted(what, expected, found),
          found);
    }
  }

  private CheckFailure failure(String message, String found) {
    return new CheckFailure(count + 1, message, found);
  }

  private static String shape(int length) {
    return "[" + length + "]";
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static String number(double value) {
    // Zeros at the end of the decimals go; those of an exponent stay.
    return String.format(Locale.ROOT, "%.10g", value)
        .replaceFirst("(\\.\\d*?)0+(?=e|$)", "$1")
        .replaceFirst("\\.(?=e|$)", "");
  }

  private static String brief(@Nullable Object value) {
    return Brief.of(String.valueOf(value), 400);
  }

  static String inBrief(double[] values) {
    String shown =
        String.join(
            ", ", Arrays.stream(values).limit(4).mapToObj(Check::number).toArray(String[]::new));
    return "[" + shown + (values.length > 4 ? ", …" : "") + "]";
  }
}
