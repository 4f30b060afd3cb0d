package dev.descent.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Relations are made from numbers by chance, so each is found wherever it holds. */
class RelationTest {
  private static final int TIMES = 200;
  private final Random random = new Random(1);

  private double[] numbers(int n) {
    return random.doubles(n, -3, 3).toArray();
  }

  private static double[] each(double[] values, DoubleUnaryOperator f) {
    return Arrays.stream(values).map(f).toArray();
  }

  private static Optional<String> words(
      String row, int columns, double[] expected, double[] found, Relation.Before... inputs) {
    double scale = Arrays.stream(expected).map(Math::abs).max().orElse(1);
    return new Relation(row, columns, expected, found, 1e-9 * scale).words(List.of(inputs));
  }

  private static void assertSays(String words, Optional<String> said) {
    assertEquals(words, said.orElse("nothing"));
  }

  @Test
  void whatIsOnlyMovedIsNotComputedWith() {
    double[] e = numbers(6);
    double[] found = each(e, v -> v + 10 - 10);
    Relation exact = new Relation("row", 2, e, found, 0);
    Relation.Before changing = Relation.Before.changing("a", numbers(6));
    assertSays("that is right but for rounding", exact.words(List.of(changing)));
  }

  @Test
  void zerosAndInputsAreNothingDone() {
    double[] e = numbers(6);
    double[] given = numbers(6);
    List<Relation.Before> inputs = List.of(Relation.Before.changing("a", given.clone()));
    assertTrue(new Relation("row", 2, e, new double[6], 0).isNothingDone(inputs));
    assertTrue(new Relation("row", 2, e, given, 0).isNothingDone(inputs));
    given[3]++;
    assertFalse(new Relation("row", 2, e, given, 0).isNothingDone(inputs));
    assertFalse(new Relation("value", 1, e, new double[1], 0).isNothingDone(inputs), "one zero");
  }

  @Test
  void factorsSignsAndOffsets() {
    for (int i = 0; i < TIMES; i++) {
      double[] e = numbers(2 + random.nextInt(20));
      int whole = 2 + random.nextInt(300);
      assertSays("the sign is the other way round", words("row", 1, e, each(e, v -> -v)));
      assertSays(
          "that is " + whole + " times what is expected",
          words("row", 1, e, each(e, v -> whole * v)));
      assertSays(
          "that is 1/" + whole + " of what is expected",
          words("row", 1, e, each(e, v -> v / whole)));
      assertSays("that is 0.9 times what is expected", words("row", 1, e, each(e, v -> 0.9 * v)));
      double[] three = numbers(3);
      assertSays(
          "that is 0.25 more than expected, everywhere",
          words("row", 1, three, each(three, v -> v + 0.25)));
    }
    double[] one = {0.37};
    assertSays("that is 2 times what is expected", words("value", 1, one, new double[] {0.74}));
    assertSays("nothing", words("value", 1, one, new double[] {0.4}));
    assertSays("nothing", words("value", 1, new double[] {1}, new double[] {2}));
  }

  @Test
  void functionsThatAreForgottenOrDoneTwice() {
    for (int i = 0; i < TIMES; i++) {
      double[] e = each(numbers(4), v -> 0.1 + Math.abs(v));
      assertSays("that is the square of what is expected", words("row", 1, e, each(e, v -> v * v)));
      assertSays("that is the root of what is expected", words("row", 1, e, each(e, Math::sqrt)));
      assertSays("that is 1 over what is expected", words("row", 1, e, each(e, v -> 1 / v)));
      assertSays("that is 1 − what is expected", words("row", 1, e, each(e, v -> 1 - v)));
    }
    double[] signed = {-1.5, 2.5, -0.25};
    assertSays(
        "that is what is expected without its sign",
        words("row", 1, signed, each(signed, Math::abs)));
  }

  @Test
  void theSameNumbersElsewhere() {
    for (int i = 0; i < TIMES; i++) {
      int columns = 2 + random.nextInt(3);
      int rows = columns + 1 + random.nextInt(4);
      double[] e = numbers(rows * columns);
      double[] late = new double[e.length];
      double[] early = new double[e.length];
      System.arraycopy(e, 0, late, columns, e.length - columns);
      System.arraycopy(e, columns, early, 0, e.length - columns);
      assertSays(
          "each step has what is expected one step earlier", words("step", columns, e, late));
      assertSays("each step has what is expected one step later", words("step", columns, e, early));
      double[] back = IntStream.range(0, e.length).mapToDouble(k -> e[e.length - 1 - k]).toArray();
      assertSays("the same values, from the last to the first", words("row", columns, e, back));
      double[] square = numbers(columns * columns);
      double[] turned =
          IntStream.range(0, square.length)
              .mapToDouble(k -> square[k % columns * columns + k / columns])
              .toArray();
      assertSays("rows and columns are exchanged", words("row", columns, square, turned));
      assertSays(
          "that is g as it was given, unchanged",
          words("step", columns, numbers(e.length), e, Relation.Before.given("g", e)));
    }
  }

  @Test
  void changes() {
    for (int i = 0; i < TIMES; i++) {
      int n = 2 + random.nextInt(6);
      double[] p = numbers(n);
      double[] e = numbers(n);
      int whole = 2 + random.nextInt(30);
      Relation.Before before = Relation.Before.changing("p", p);
      assertSays(
          "the change of p is 1/%d of the one that is expected".formatted(whole),
          words("index", 1, e, change(p, e, 1.0 / whole), before));
      assertSays(
          "the change of p goes the other way", words("index", 1, e, change(p, e, -1), before));
      double[][] steps = {numbers(n), numbers(n), numbers(n), numbers(n)};
      double[][] found = {steps[0], change(steps[0], steps[1], whole), numbers(n), numbers(n)};
      assertSays(
          "only the first step is right; step 2: the change since step 1 is %d times the one that is expected"
              .formatted(whole),
          rows("step", steps, found));
      found[1] = steps[0];
      if (n >= 3) { // of fewer that may be chance
        assertSays(
            "only the first step is right; step 2: that is what it was after step 1, unchanged",
            rows("step", steps, found));
      }
    }
    double[] one = {2};
    assertEquals(
        Optional.empty(),
        words("index", 1, new double[] {3}, new double[] {2.3}, Relation.Before.changing("p", one)),
        "of one number each is some times the other");
    assertSays(
        "that is 4/5 of what is expected",
        words("value", 1, new double[] {1.3}, new double[] {1.04}, shaped(4, 5)));
    assertEquals(
        Optional.empty(),
        words("value", 1, new double[] {1.3}, new double[] {1.04}, shaped(4, 6)),
        "4/5 has to be of the case's own sizes");
  }

  private static Relation.Before shaped(long rows, long columns) {
    return Relation.Before.given("z", new double[(int) (rows * columns)], rows, columns);
  }

  /** From a on, k times as far as b is. */
  private static double[] change(double[] a, double[] b, double k) {
    return IntStream.range(0, a.length).mapToDouble(i -> a[i] + k * (b[i] - a[i])).toArray();
  }

  private static Optional<String> rows(String row, double[][] expected, double[][] found) {
    return words(row, expected[0].length, flat(expected), flat(found));
  }

  private static double[] flat(double[][] rows) {
    return Arrays.stream(rows).flatMapToDouble(Arrays::stream).toArray();
  }

  @Test
  void later() {
    double[] e = numbers(9);
    double[] found = e.clone();
    for (int i = 4; i < found.length; i++) {
      found[i] *= 3;
    }
    assertSays("from epoch 5 on that is 3 times what is expected", words("epoch", 1, e, found));
    found[7] = e[7];
    assertSays("nothing", words("epoch", 1, e, found));
  }

  @Test
  void someRowsOnly() {
    double[] e = numbers(12);
    assertSays("only the last step is wrong", words("step", 3, e, changed(e, 9)));
    assertSays("only the first row is wrong", words("row", 3, e, changed(e, 0)));
    assertSays("only row 1 is wrong", words("row", 3, e, changed(e, 3)));
    assertSays("only column 1 is wrong", words("row", 3, e, changed(e, 1, 4, 10)));
    assertSays("only column 0 is right", words("row", 3, e, changed(e, 1, 2, 4, 5, 7, 8, 10, 11)));
    assertSays("only column 1 is right", words("row", 3, e, changed(e, 0, 2, 3, 5, 6, 8, 9, 11)));
    assertSays("only index 5 is wrong", words("index", 1, e, changed(e, 5)));
    assertSays("only the first step is right", words("step", 3, e, changed(e, 3, 6, 9)));
    assertSays("only the last step is right", words("step", 3, e, changed(e, 0, 3, 6)));
    double[] standing = numbers(12);
    for (int i = 3; i < 12; i++) {
      standing[i] = standing[i % 3];
    }
    assertSays("it is the same in every step", words("step", 3, e, standing));
    double[] first = numbers(12);
    System.arraycopy(each(e, v -> 10 * v), 0, first, 0, 3);
    assertSays("step 1: that is 10 times what is expected", words("step", 3, e, first));
  }

  private static double[] changed(double[] values, int... places) {
    double[] other = values.clone();
    for (int place : places) {
      other[place] += 0.1 + place;
    }
    return other;
  }

  @Test
  void sharesThatDoNotAddUp() {
    double[] e = {0.25, 0.75, 0.5, 0.5, 0.125, 0.875};
    assertSays(
        "each row should add up to 1, and row 0 adds up to 1.5",
        words("row", 2, e, new double[] {0.7, 0.8, 0.1, 0.3, 0.9, 0.4}));
  }

  @Test
  void sixDigitsAreFloat32() {
    for (int i = 0; i < TIMES; i++) {
      double[] e = numbers(6);
      assertSays(
          "that is right to some six digits, as if computed in float32",
          words("row", 1, e, each(e, v -> (float) v)));
    }
  }

  @Test
  void nothingIsSaidOfNumbersByChance() {
    for (int i = 0; i < 50 * TIMES; i++) {
      int columns = 1 + random.nextInt(4);
      int n = columns * (1 + random.nextInt(6));
      Optional<String> said =
          words("row", columns, numbers(n), numbers(n), Relation.Before.given("g", numbers(n)));
      assertTrue(said.isEmpty(), () -> said + " of " + n);
    }
  }

  @Test
  void strangeNumbersSayWhatTheyAre() {
    double[] nan = {Double.NaN, Double.NaN};
    assertSays("all of it is NaN", words("row", 1, new double[] {1, 2}, nan));
    assertSays("all that was found is 0", words("row", 1, new double[] {1, 2}, new double[2]));
    double[] infinite = {Double.POSITIVE_INFINITY, 1};
    assertSays("nothing", words("row", 1, new double[] {1, 2}, infinite));
  }
}
