package dev.descent.exercise;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A relation between the numbers that were expected and those that were found, which needs no list
 * of mistakes: a factor, a sign, a shift by a row, the same numbers elsewhere.
 *
 * <p>Numbers stand in rows: the values after each step of an algorithm, the rows of a matrix, or
 * one value at each index of a vector.
 *
 * @param row what a row is: step, row, index, epoch
 * @param columns values in each row, at least 1
 * @param allowed by so much two values may differ and still be the same
 */
record Relation(String row, int columns, double[] expected, double[] found, double allowed) {

  /**
   * What may have been left as it was, or changed by too much: an array that the student's code was
   * given, the values after the step before.
   *
   * @param was in words, such as {@code p as it was given}
   * @param change its change, in words; null for what is not to change
   * @param shape of an array
   */
  record Before(String was, @Nullable String change, double[] values, long... shape) {
    static Before given(String what, double[] values, long... shape) {
      return new Before(what + " as it was given", null, values, shape);
    }

    static Before changing(String what, double[] values, long... shape) {
      return new Before(what + " as it was given", "the change of " + what, values, shape);
    }

    static Before row(String row, int number, double[] values) {
      return new Before(
          "what it was after %s %d".formatted(row, number),
          "the change since %s %d".formatted(row, number),
          values);
    }
  }

  /** A function that is forgotten, or done once too often. */
  private record Function(String words, DoubleUnaryOperator of) {}

  private static final List<Function> FUNCTIONS =
      List.of(
          new Function("the square of what is expected", x -> x * x),
          new Function("the root of what is expected", Math::sqrt),
          new Function("what is expected without its sign", Math::abs),
          new Function("1 over what is expected", x -> 1 / x),
          new Function("1 − what is expected", x -> 1 - x),
          new Function("e to the power of what is expected", Math::exp),
          new Function("the logarithm of what is expected", Math::log));

  /** Seven digits, some of which the sums cost. */
  private static final double FLOAT32 = 3e-6;

  /** What float64 may lose in some sums. */
  private static final double FLOAT64 = 1e-14;

  private static final int FEW = 3; // values of which a relation could hold by chance
  private static final double CHANGE = 1e4; // what a change is at least, of what is allowed

  /**
   * The relation in words; empty if there is none, or none that says anything.
   *
   * @param inputs what the student's code was given
   */
  Optional<String> words(List<Before> inputs) {
    Optional<String> whole = ofAll(inputs);
    if (whole.isPresent() || rows() < 2) {
      return whole;
    }
    List<String> words = new ArrayList<>();
    ofSomeRows().ifPresent(words::add);
    ofLater().or(() -> columns > 1 ? ofFirstWrong(inputs) : Optional.empty()).ifPresent(words::add);
    return words.isEmpty() ? Optional.empty() : Optional.of(String.join("; ", words));
  }

  /** The relation of all rows from the first wrong one on. */
  private Optional<String> ofLater() {
    int wrong = firstWrong();
    boolean isAllLater =
        wrong > 0
            && IntStream.range(wrong, rows()).allMatch(r -> !isRight(r))
            && rows() - wrong > 2;
    if (!isAllLater) {
      return Optional.empty();
    }
    double[] later = rows(expected, wrong, rows());
    Relation rest = new Relation(row, columns, later, rows(found, wrong, rows()), allowed);
    return areSeveral(later)
        ? rest.factor(List.of()).map(words -> "from " + name(wrong) + " on " + words)
        : Optional.empty();
  }

  /** What was wrong at first goes another way later: an algorithm follows its own numbers. */
  private Optional<String> ofFirstWrong(List<Before> inputs) {
    int wrong = firstWrong();
    List<Before> before = new ArrayList<>(inputs);
    if (row.equals("step") && wrong > 0) {
      before.add(Before.row(row, wrong, part(expected, wrong - 1)));
    }
    return new Relation(row, columns, part(expected, wrong), part(found, wrong), allowed)
        .ofAll(before)
        .map(words -> name(wrong) + ": " + words);
  }

  private Optional<String> ofAll(List<Before> inputs) {
    if (Arrays.stream(found).allMatch(Double::isNaN)) {
      return Optional.of(found.length == 1 ? "" : "all of it is NaN").filter(w -> !w.isEmpty());
    }
    if (isZero()) {
      return Optional.of("all that was found is 0");
    }
    if (!Arrays.stream(found).allMatch(Double::isFinite)
        || !Arrays.stream(expected).allMatch(Double::isFinite)) {
      return Optional.empty();
    }
    return unchanged(inputs)
        .map(input -> "that is " + input.was() + ", unchanged")
        .or(this::rounded)
        .or(() -> factor(inputs))
        .or(() -> change(inputs))
        .or(this::function)
        .or(this::offset)
        .or(this::float32)
        .or(this::elsewhere);
  }

  /** Tells whether it is as if nothing had been done. */
  boolean isNothingDone(List<Before> inputs) {
    return isZero() || unchanged(inputs).isPresent();
  }

  private boolean isZero() {
    return found.length > 1 && Arrays.stream(found).allMatch(v -> v == 0);
  }

  private Optional<Before> unchanged(List<Before> inputs) {
    return inputs.stream()
        .filter(input -> found.length >= FEW && same(input.values(), found))
        .findFirst();
  }

  /** What is right but for rounding, where nothing is to be computed with. */
  private Optional<String> rounded() {
    double most = FLOAT64 * largest(expected);
    boolean isNear =
        IntStream.range(0, found.length).allMatch(i -> Check.near(expected[i], found[i], most));
    return allowed < most && isNear
        ? Optional.of("that is right but for rounding")
        : Optional.empty();
  }

  private Optional<String> factor(List<Before> inputs) {
    OptionalDouble factor = factor(expected, found);
    if (factor.isEmpty()) {
      return Optional.empty();
    }
    double k = factor.getAsDouble();
    if (Math.abs(k + 1) < 1e-9) {
      return Optional.of("the sign is the other way round");
    }
    String sizes = expected[0] % 1 == 0 ? null : ofSizes(k, inputs);
    return areSeveral(expected) || isPlain(k) && expected[0] % 1 != 0 || sizes != null
        ? Optional.of("that is " + (sizes == null ? times(k) : sizes) + " what is expected")
        : Optional.empty();
  }

  /** The factor between the changes of an array. */
  private Optional<String> change(List<Before> inputs) {
    for (Before input : inputs) {
      if (input.change() != null && input.values().length == found.length) {
        double[] due = minus(expected, input.values());
        double[] done = minus(found, input.values());
        OptionalDouble factor = factor(due, done);
        boolean proves = areSeveral(due) && largest(due) > CHANGE * allowed;
        if (factor.isPresent() && proves) {
          double k = factor.getAsDouble();
          return Optional.of(
              input.change()
                  + (Math.abs(k + 1) < 1e-6
                      ? " goes the other way"
                      : " is " + times(k) + " the one that is expected"));
        }
      }
    }
    return Optional.empty();
  }

  /** The factor between all values, if there is one. */
  private OptionalDouble factor(double[] of, double[] to) {
    int largest = 0;
    for (int i = 1; i < of.length; i++) {
      largest = Math.abs(of[i]) > Math.abs(of[largest]) ? i : largest;
    }
    double factor = to[largest] / of[largest];
    if (!Double.isFinite(factor) || factor == 0) {
      return OptionalDouble.empty();
    }
    for (int i = 0; i < of.length; i++) {
      if (!Check.near(factor * of[i], to[i], allowed * Math.max(1, Math.abs(factor)))) {
        return OptionalDouble.empty();
      }
    }
    return OptionalDouble.of(factor);
  }

  private static boolean areSeveral(double[] values) {
    return Arrays.stream(values).filter(v -> v != 0).distinct().count() > 1;
  }

  private static double largest(double[] values) {
    return Arrays.stream(values).map(Math::abs).max().orElse(0);
  }

  private static double[] minus(double[] a, double[] b) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] - b[i]).toArray();
  }

  /** A factor in words that is the share of two sizes of an input's shape; null if it is not. */
  private static @Nullable String ofSizes(double factor, List<Before> inputs) {
    for (Before input : inputs) {
      for (long a : input.shape()) {
        for (long b : input.shape()) {
          if (a > 0
              && b > 0
              && a % b != 0
              && b % a != 0
              && Math.abs((double) a / b - factor) < 1e-8) {
            return a + "/" + b + " of";
          }
        }
      }
    }
    return null;
  }

  /** A factor that one value alone may show: 2, 10, a half. */
  private static boolean isPlain(double factor) {
    return isWhole(factor) || isWhole(1 / factor);
  }

  private static boolean isWhole(double value) {
    return Math.abs(value) < 10_000 && Math.abs(value - Math.rint(value)) < 1e-8 && value != 0;
  }

  private static String times(double factor) {
    if (isWhole(factor)) {
      return String.format(Locale.ROOT, "%.0f times", factor);
    }
    return isWhole(1 / factor)
        ? String.format(Locale.ROOT, "1/%.0f of", 1 / factor).replace("1/-", "−1/")
        : Check.number(factor, 6) + " times";
  }

  private Optional<String> function() {
    if (Arrays.stream(expected).allMatch(v -> v % 1 == 0)) {
      return Optional.empty(); // 1 is its own square, and its root
    }
    return FUNCTIONS.stream()
        .filter(
            f -> Arrays.stream(expected).allMatch(v -> Double.isFinite(f.of().applyAsDouble(v))))
        .filter(f -> same(Arrays.stream(expected).map(f.of()).toArray(), found))
        .map(f -> "that is " + f.words())
        .findFirst();
  }

  private Optional<String> offset() {
    if (expected.length < FEW) {
      return Optional.empty();
    }
    double offset = found[0] - expected[0];
    return same(Arrays.stream(expected).map(v -> v + offset).toArray(), found)
        ? Optional.of(
            "that is "
                + Check.number(Math.abs(offset), 6)
                + (offset > 0 ? " more" : " less")
                + " than expected, everywhere")
        : Optional.empty();
  }

  private Optional<String> float32() {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(0);
    long off =
        IntStream.range(0, found.length)
            .filter(i -> !Check.near(expected[i], found[i], allowed))
            .count();
    boolean floats = Arrays.stream(found).allMatch(v -> v == (float) v);
    if (allowed >= FLOAT32 * scale || !floats && 2 * off <= found.length) {
      return Optional.empty();
    }
    for (int i = 0; i < expected.length; i++) {
      if (!Check.near(expected[i], found[i], FLOAT32 * scale)) {
        return Optional.empty();
      }
    }
    return Optional.of("that is right to some six digits, as if computed in float32");
  }

  /** The same numbers in other places. */
  private Optional<String> elsewhere() {
    if (found.length < FEW || same(expected, new double[expected.length])) {
      return Optional.empty();
    }
    int rows = rows();
    if (rows == columns && same(transposed(), found)) {
      return Optional.of("rows and columns are exchanged");
    }
    if (rows > 2 && columns * (rows - 1) >= FEW) {
      if (same(rows(expected, 0, rows - 1), rows(found, 1, rows))) {
        return Optional.of("each " + row + " has what is expected one " + row + " earlier");
      }
      if (same(rows(expected, 1, rows), rows(found, 0, rows - 1))) {
        return Optional.of("each " + row + " has what is expected one " + row + " later");
      }
    }
    double[] sortedExpected = expected.clone();
    double[] sortedFound = found.clone();
    Arrays.sort(sortedExpected);
    Arrays.sort(sortedFound);
    boolean varied = sortedExpected[sortedExpected.length - 1] - sortedExpected[0] > allowed;
    if (!varied || !same(sortedExpected, sortedFound)) {
      return Optional.empty();
    }
    double[] reversed = new double[found.length];
    for (int i = 0; i < found.length; i++) {
      reversed[i] = expected[found.length - 1 - i];
    }
    return Optional.of(
        same(reversed, found)
            ? "the same values, from the last to the first"
            : "the same values in another order");
  }

  /** Rows that alone are wrong, or alone are right; rows that are all the same. */
  private Optional<String> ofSomeRows() {
    int rows = rows();
    int[] wrong = IntStream.range(0, rows).filter(r -> !isRight(r)).toArray();
    if (rows < 3) {
      return Optional.empty();
    }
    double[] firstRow = part(found, 0);
    boolean stands =
        IntStream.range(1, rows).allMatch(r -> same(firstRow, part(found, r)))
            && !IntStream.range(1, rows).allMatch(r -> same(part(expected, 0), part(expected, r)));
    if (stands) {
      return Optional.of("it is the same in every " + row);
    }
    if (wrong.length == 1) {
      String which =
          wrong[0] == 0
              ? "the first " + row
              : wrong[0] == rows - 1 ? "the last " + row : name(wrong[0]);
      return Optional.of("only " + which + " is wrong");
    }
    if (wrong.length == rows - 1 && wrong[0] == 1) {
      return Optional.of("only the first " + row + " is right");
    }
    if (wrong.length == rows - 1 && wrong[wrong.length - 1] == rows - 2) {
      return Optional.of("only the last " + row + " is right");
    }
    return shares().or(this::ofSomeColumns);
  }

  /** Columns of a matrix that alone are wrong, or alone are right. */
  private Optional<String> ofSomeColumns() {
    if (!row.equals("row") || columns < 2) {
      return Optional.empty();
    }
    int[] wrong =
        IntStream.range(0, columns)
            .filter(c -> IntStream.range(0, rows()).anyMatch(r -> !isNear(r * columns + c)))
            .toArray();
    if (wrong.length == 1) {
      return Optional.of("only column " + wrong[0] + " is wrong");
    }
    boolean isOneRight = columns > 2 && wrong.length == columns - 1;
    int right =
        IntStream.range(0, wrong.length)
            .filter(c -> wrong[c] != c)
            .findFirst()
            .orElse(wrong.length);
    return isOneRight ? Optional.of("only column " + right + " is right") : Optional.empty();
  }

  private boolean isNear(int place) {
    return Check.near(expected[place], found[place], allowed);
  }

  /** Rows that should add up to 1. */
  private Optional<String> shares() {
    int rows = rows();
    if (columns < 2 || !IntStream.range(0, rows).allMatch(r -> isOne(expected, r))) {
      return Optional.empty();
    }
    return IntStream.range(0, rows)
        .filter(r -> !isOne(found, r))
        .mapToObj(
            r ->
                "each %s should add up to 1, and %s adds up to %s"
                    .formatted(row, name(r), Check.number(Arrays.stream(part(found, r)).sum(), 6)))
        .findFirst();
  }

  private boolean isOne(double[] values, int r) {
    return Math.abs(Arrays.stream(part(values, r)).sum() - 1) < 1e-6;
  }

  private String name(int r) {
    boolean isIndex = row.equals("index") || row.equals("row"); // they begin at 0, as in Java
    return row + " " + (isIndex ? r : r + 1);
  }

  private int rows() {
    return expected.length / columns;
  }

  private int firstWrong() {
    return IntStream.range(0, rows()).filter(r -> !isRight(r)).findFirst().orElse(0);
  }

  private boolean isRight(int r) {
    return same(part(expected, r), part(found, r));
  }

  private double[] part(double[] values, int r) {
    return rows(values, r, r + 1);
  }

  private double[] rows(double[] values, int from, int to) {
    return Arrays.copyOfRange(values, from * columns, to * columns);
  }

  private double[] transposed() {
    double[] other = new double[expected.length];
    for (int i = 0; i < expected.length; i++) {
      other[i % columns * columns + i / columns] = expected[i];
    }
    return other;
  }

  private boolean same(double[] a, double[] b) {
    if (a.length != b.length) {
      return false;
    }
    for (int i = 0; i < a.length; i++) {
      if (!Check.near(a[i], b[i], allowed)) {
        return false;
      }
    }
    return true;
  }
}
