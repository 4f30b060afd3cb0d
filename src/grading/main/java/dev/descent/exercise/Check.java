package dev.descent.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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
  private static final int MOST_FAILURES = 100;
  private static final int LONGEST_INPUT = 10_000; // values of an input that is known again
  private static final double LOOSEST = 1e-3; // tolerance of numbers that no chance moves

  private final boolean goesOn;
  private final List<CheckFailure> failures = new ArrayList<>();
  private final List<Kept> kept = new ArrayList<>();
  private final Map<String, Relation.Before> inputs = new LinkedHashMap<>();
  private final Map<String, String> shapes = new LinkedHashMap<>();
  private String given = "";
  private @Nullable Measured measured;
  private int count;

  /** A check that ends the test where it does not hold. */
  public Check() {
    this(false);
  }

  /**
   * @param goesOn whether a test goes on after wrong numbers, so that those of later checks are
   *     known; {@link #end} ends it
   */
  Check(boolean goesOn) {
    this.goesOn = goesOn;
  }

  /** Throws the first failure, with what the later ones have found, if there is one. */
  void end() {
    if (!failures.isEmpty()) {
      throw failures.get(0).with(failures.stream().skip(1).map(CheckFailure::found).toList());
    }
  }

  private void check(Runnable comparison) {
    check(comparison, false);
  }

  /**
   * @param isOfWords whether nothing that is found here is computed with later
   */
  private void check(Runnable comparison, boolean isOfWords) {
    count++;
    try {
      comparison.run();
    } catch (CheckFailure thrown) {
      CheckFailure failure = thrown.in(inCase());
      if (!goesOn) {
        throw failure;
      }
      failures.add(failure);
      // With an array of another shape, or none, a test would do what nobody has thought of: ND4J
      // may write beyond its memory.
      if (failure.found().values() == null && !isOfWords || failures.size() == MOST_FAILURES) {
        end();
      }
    }
  }

  /**
   * Says what the case is, for the messages of all checks that come after it: settings, which steps
   * were special, the value before. Inputs that are kept are told with their shapes anyway.
   *
   * @param format as of {@link String#format}
   * @return this
   */
  public Check given(String format, Object... values) {
    given = String.format(Locale.ROOT, format, values);
    return this;
  }

  /** The case, as a line of a message. */
  private String inCase() {
    List<String> parts = new ArrayList<>(given.isEmpty() ? List.of() : List.of(given));
    shapes.forEach((what, shape) -> parts.add(what + " " + shape));
    return parts.isEmpty() ? "" : "\n  case      " + String.join("; ", parts);
  }

  /** Compares two numbers. */
  public void equal(String what, double expected, double found, Tolerance limit) {
    check(
        () ->
            compare(what, new double[] {expected}, new double[] {found}, limit, Rows.VALUE, null));
  }

  /** Compares numbers in a row. */
  public void equal(String what, double[] expected, double @Nullable [] found, Tolerance limit) {
    check(
        () ->
            compare(
                what, expected, numbers(what, expected.length, found), limit, Rows.VECTOR, null));
  }

  /** Compares a float64 vector, of shape [n]. */
  public void equal(String what, double[] expected, @Nullable INDArray found, Tolerance limit) {
    check(
        () -> {
          INDArray array = array(what, shape(expected.length), found);
          compare(what, expected, array.toDoubleVector(), limit, Rows.VECTOR, null);
        });
  }

  /** Compares a float64 matrix, of shape [rows, columns]. */
  public void equal(String what, double[][] expected, @Nullable INDArray found, Tolerance limit) {
    int columns = expected[0].length;
    Rows rows = new Rows("row", columns, i -> "in row " + i / columns + ", column " + i % columns);
    check(
        () -> {
          INDArray array = array(what, "[" + expected.length + ", " + columns + "]", found);
          compare(what, flat(expected), array.dup('c').data().asDouble(), limit, rows, null);
        });
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
    Rows rows =
        new Rows(
            "step",
            values,
            i ->
                "after step " + (i / values + 1) + (values == 1 ? "" : ", at index " + i % values));
    check(
        () -> {
          double[][] steps = present(what + " after each step", shape, found);
          for (int step = 0; step < Math.min(expected.length, steps.length); step++) {
            numbers(what + " after step " + (step + 1), values, steps[step]);
          }
          requireShape(what + " after each step", shape, shape(steps.length));
          compare(what, flat(expected), flat(steps), limit, rows, null);
        });
  }

  /**
   * Compares a curve of a training. Where it differs, the grader draws it over the expected one.
   *
   * @param what y is, with its unit
   * @param x what is counted from 1, such as {@code epoch}
   */
  public void curve(
      String what, String x, double[] expected, double @Nullable [] found, Tolerance limit) {
    check(
        () -> {
          double[] curve = numbers(what, expected.length, found);
          compare(
              what,
              expected,
              curve,
              limit,
              new Rows(x, 1, i -> "in " + x + " " + (i + 1)),
              new CheckFailure.Curves(what, x, expected, curve));
        });
  }

  /**
   * Compares answers that are yes or no, one for each {@code x}.
   *
   * @param x what is counted from 1, such as {@code epoch}
   */
  public void yesOrNo(String what, String x, boolean[] expected, boolean[] found) {
    check(() -> compare(what, x, expected, found));
  }

  private void compare(String what, String x, boolean[] expected, boolean[] found) {
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
              0,
              CheckFailure.Evidence.TELLING),
          null);
    }
  }

  /** Compares anything by {@code equals}: whole numbers, words, lists. */
  public void same(String what, @Nullable Object expected, @Nullable Object found) {
    check(
        () -> {
          if (!Objects.equals(expected, found)) {
            throw new CheckFailure(
                count,
                "%s is wrong\n  expected  %s\n  found     %s"
                    .formatted(what, brief(expected), brief(found)),
                String.valueOf(found));
          }
        },
        !(expected instanceof Number)); // those are sizes, and more is computed with them
  }

  /**
   * Checks a condition.
   *
   * @param rule as a sentence, such as {@code each weight is kept or 0}
   * @param found what is there instead
   */
  public void holds(String rule, boolean condition, @Nullable Object found) {
    check(
        () -> {
          if (!condition) {
            throw new CheckFailure(
                count,
                "this does not hold: %s\n  found     %s".formatted(rule, brief(found)),
                String.valueOf(found));
          }
        });
  }

  /**
   * Says how far an answer to an open task has come, for the student's own table of tries. It does
   * not count for the grade.
   *
   * @param what is measured, with its unit, such as {@code test accuracy (%)}
   * @param value the larger, the better
   */
  public void measured(String what, double value) {
    measured = new Measured(what, value);
  }

  /** What the test has measured; null if nothing. */
  @Nullable Measured measured() {
    return measured;
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
    if (input instanceof INDArray array) {
      shapes.put(what, Arrays.toString(array.shape()));
    }
    if (input instanceof INDArray array && array.length() <= LONGEST_INPUT) {
      double[] values = array.dup('c').data().asDouble();
      inputs.put(what, Relation.Before.given(what, values, array.shape()));
    } else if (input instanceof double[] values && values.length <= LONGEST_INPUT) {
      inputs.put(what, Relation.Before.given(what, values.clone()));
    }
    return this;
  }

  /**
   * Remembers how an array is that the student's code is to change in place, so that a message can
   * say by how much it has changed, of what was expected.
   *
   * @return this
   */
  public Check changes(String what, INDArray array) {
    double[] values = array.dup('c').data().asDouble();
    inputs.put(what, Relation.Before.changing(what, values, array.shape()));
    return this;
  }

  /** Checks that all inputs remembered since the last time are as they were. */
  public void kept() {
    List<Kept> all = List.copyOf(kept);
    kept.clear();
    for (Kept input : all) {
      check(() -> input.requireUnchanged(count));
    }
  }

  private void compare(
      String what,
      double[] expected,
      double[] found,
      Tolerance limit,
      Rows rows,
      CheckFailure.@Nullable Curves curves) {
    if (Arrays.stream(expected).anyMatch(Double::isNaN)) {
      // No test expects that: something has reached what it computes from, and NaN equals NaN.
      throw new CheckFailure(count, what + " cannot be compared: NaN would be expected", "NaN");
    }
    double largest = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    double scale = largest > 0 && Double.isFinite(largest) ? largest : 1;
    double allowed = limit.relative() * scale;
    int first = -1;
    int wrong = 0;
    boolean isFinite = false;
    for (int i = 0; i < expected.length; i++) {
      if (!near(expected[i], found[i], allowed)) {
        first = first < 0 ? i : first;
        wrong++;
        isFinite |= Double.isFinite(found[i]);
      }
    }
    if (first < 0) {
      return;
    }
    StringBuilder message = new StringBuilder(what + " is wrong");
    String at = rows.place().apply(first);
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
    Relation relation = new Relation(rows.name(), rows.columns(), expected, found, allowed);
    List<Relation.Before> before = List.copyOf(inputs.values());
    if (limit.relative() <= LOOSEST) { // else chance makes patterns
      relation.words(before).ifPresent(words -> message.append("\n  pattern   ").append(words));
    }
    CheckFailure.Evidence evidence =
        !isFinite
            ? CheckFailure.Evidence.NOT_FINITE
            : relation.isNothingDone(before)
                ? CheckFailure.Evidence.NOTHING_DONE
                : CheckFailure.Evidence.TELLING;
    throw new CheckFailure(
        message.toString(),
        new CheckFailure.Found(count, number(found[first]), found, allowed, evidence),
        curves);
  }

  /**
   * Rows of numbers.
   *
   * @param name what a row is
   * @param columns values in a row
   * @param place of the i-th value, in words
   */
  private record Rows(String name, int columns, IntFunction<String> place) {
    static final Rows VALUE = new Rows("value", 1, i -> "");
    static final Rows VECTOR = new Rows("index", 1, i -> "at index " + i);
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
          "%s has the wrong data type\n  expected  DOUBLE\n  found     %s"
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
    return new CheckFailure(count, message, found);
  }

  private static String shape(int length) {
    return "[" + length + "]";
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  private static String number(double value) {
    return number(value, 10);
  }

  static String number(double value, int digits) {
    // Zeros at the end of the decimals go; those of an exponent stay.
    return String.format(Locale.ROOT, "%." + digits + "g", value)
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
