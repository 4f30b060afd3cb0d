package dev.descent.exercise;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

class CheckTest {
  private static final Tolerance LIMIT = new Tolerance(1e-6, "why not");

  private final Check check = new Check();

  private static String message(Executable call) {
    return assertThrows(CheckFailure.class, call).getMessage();
  }

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "-1, -1",
    "7.5, 7.5",
    "1200.5, 1200.5",
    "1000, 1000",
    "1e10, 1e+10",
    "0.1, 0.1",
    "1e-10, 1e-10",
    "1.234567891e-10, 1.234567891e-10",
    "2.5e30, 2.5e+30",
    "NaN, NaN",
    "-Infinity, -Infinity"
  })
  @DisplayName("numbers are shown as they are")
  void numbers(double value, String shown) {
    double other = value < 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    String message = message(() -> check.equal("v", other, value, LIMIT));
    assertTrue(message.endsWith("found     " + shown), message);
  }

  @Test
  @DisplayName("a limit is a share of the largest expected value, or absolute where all are 0")
  void limits() {
    check.equal("v", new double[] {1000, 0}, new double[] {1000.0009, 0.0009}, LIMIT);
    check.equal("v", new double[] {0, 0}, new double[] {9e-7, 0}, LIMIT);
    assertEquals(
        """
        v is wrong, first at index 1
          expected  0
          found     0.002
          off by    0.0020, 2.0e-06 of the largest expected value
          allowed   1e-06 of that (why not)""",
        message(() -> check.equal("v", new double[] {1000, 0}, new double[] {1000, 0.002}, LIMIT)));
    assertTrue(
        message(() -> check.equal("v", 0, 2e-6, LIMIT))
            .contains("2.0e-06\n  allowed   1e-06 (why"));
    assertTrue(message(() -> check.equal("v", 2, 8, LIMIT)).contains("3.0 times the largest"));
    assertTrue(
        message(() -> check.equal("v", 2, 8, new Tolerance(0, "counted")))
            .contains("allowed   no difference (counted)"));
  }

  @Test
  @DisplayName("steps: the first step that differs, from 1; missing ones")
  void steps() {
    double[][] expected = {{1, 2}, {3, 4}, {5, 6}};
    check.steps("p", expected, new double[][] {{1, 2}, {3, 4}, {5, 6}}, LIMIT);
    assertTrue(
        message(() -> check.steps("p", expected, new double[][] {{1, 2}, {3, 9}, {5, 9}}, LIMIT))
            .startsWith("p is wrong, first after step 2, at index 1 (2 of 6 values)"));
    assertTrue(
        message(() -> check.steps("p", expected, new double[][] {{1, 2}, {3}, {5, 6}}, LIMIT))
            .startsWith("p after step 2 has the wrong shape"));
    assertTrue(
        message(() -> check.steps("p", expected, new double[][] {{1, 2}}, LIMIT))
            .startsWith("p after each step has the wrong shape"));
    assertTrue(
        message(() -> check.steps("p", expected, null, LIMIT)).startsWith("p after each step is"));
  }

  @Test
  @DisplayName("a curve that differs says what to draw")
  void curve() {
    double[] found = {1, 3};
    CheckFailure failure =
        assertThrows(
            CheckFailure.class,
            () -> check.curve("loss (nats)", "epoch", new double[] {1, 2}, found, LIMIT));
    assertTrue(failure.getMessage().contains("first in epoch 2"), failure.getMessage());
    assertEquals("epoch", failure.curves().x());
    assertEquals(found, failure.curves().found());
  }

  @Test
  @DisplayName("what must hold, be the same, or stay")
  void others() {
    check.holds("so", true, "");
    assertTrue(message(() -> check.holds("so", false, 7)).contains("found     7"));
    check.same("a", null, null);
    assertTrue(message(() -> check.same("a", 1, null)).contains("found     null"));
  }

  /** What inputs are made of, each with something that changes it. */
  static List<Arguments> inputs() {
    INDArray x = Nd4j.createFromArray(1.0, 2.0);
    DataSet data = new DataSet(Nd4j.ones(2, 3), Nd4j.ones(2, 1));
    DataSet other = new DataSet(Nd4j.ones(2, 3), Nd4j.ones(2, 1));
    double[] numbers = {1, 2};
    boolean[] flags = {true};
    int[][] counts = {{1, 2}, {3, 4}};
    INDArray element = Nd4j.createFromArray(1.0);
    List<INDArray> list = new ArrayList<>(List.of(element));
    List<INDArray> same = new ArrayList<>(List.of(Nd4j.createFromArray(1.0)));
    Map<String, List<double[]>> map = new HashMap<>(Map.of("a", List.of(numbers)));
    return List.of(
        arguments(x, (Runnable) () -> x.putScalar(1, 2 + 1e-9)),
        arguments(data, (Runnable) () -> data.getLabels().putScalar(0, 0, 3)),
        arguments(other, (Runnable) () -> other.setFeatures(Nd4j.zeros(2, 3))),
        arguments(other, (Runnable) () -> other.setLabels(null)),
        arguments(numbers, (Runnable) () -> numbers[1] = Double.NaN),
        arguments(flags, (Runnable) () -> flags[0] = false),
        arguments(counts, (Runnable) () -> counts[1][0] = 0),
        arguments(counts, (Runnable) () -> counts[1] = counts[1].clone()),
        arguments(list, (Runnable) () -> element.assign(0)),
        arguments(list, (Runnable) list::clear),
        arguments(same, (Runnable) () -> same.set(0, Nd4j.createFromArray(1.0))),
        arguments(map, (Runnable) () -> numbers[0] = 7),
        arguments(map, (Runnable) map::clear));
  }

  @ParameterizedTest
  @MethodSource("inputs")
  @DisplayName("an input that stays as it is is passed over, one that changes is named")
  void kept(Object input, Runnable change) {
    check.keep("x", input);
    check.kept();
    check.keep("y", 1).keep("x", input);
    change.run();
    String message = message(check::kept);
    assertTrue(message.startsWith("x is an input and must stay as it is\n  before"), message);
  }

  @Test
  @DisplayName("two failures are the same where the same check found the same, within its limit")
  void same() {
    CheckFailure.Found first = failure(1.5, 0);
    assertTrue(first.isSameAs(failure(1.5 + 1e-8, 0)));
    assertFalse(first.isSameAs(failure(1.6, 0)));
    assertFalse(first.isSameAs(failure(1.5, 1)));
    assertTrue(failure(Double.NaN, 0).isSameAs(failure(Double.NaN, 0)));
    assertFalse(failure(Double.NaN, 0).isSameAs(first));
  }

  private static CheckFailure.Found failure(double found, int checksBefore) {
    Check check = new Check();
    for (int i = 0; i < checksBefore; i++) {
      check.same("a", 1, 1);
    }
    return assertThrows(CheckFailure.class, () -> check.equal("v", 1, found, LIMIT)).found();
  }

  @Test
  @DisplayName("draws: the same seed the same, another seed or test others")
  void draws() {
    assertEquals(new RandomInputs(3, "a").normal(2, 2), new RandomInputs(3, "a").normal(2, 2));
    assertFalse(new RandomInputs(3, "a").number(0, 1) == new RandomInputs(4, "a").number(0, 1));
    assertFalse(new RandomInputs(3, "a").number(0, 1) == new RandomInputs(3, "b").number(0, 1));
    int[] labels = new RandomInputs(1, "a").labels(20, 4);
    assertEquals(4, java.util.Arrays.stream(labels).distinct().count());
  }

  @Test
  @DisplayName("yes or no is said so, and not by how much it is off")
  void yesOrNo() {
    boolean[] expected = {true, false, true};
    check.yesOrNo("better", "epoch", expected, expected.clone());
    assertEquals(
        "better is wrong, first in epoch 2\n  expected  no\n  found     yes",
        message(
            () -> check.yesOrNo("better", "epoch", expected, new boolean[] {true, true, true})));
    assertTrue(
        message(() -> check.yesOrNo("better", "epoch", expected, new boolean[3]))
            .startsWith("better is wrong, first in epoch 1 (2 of 3 answers)"));
  }

  @Test
  @DisplayName("NaN is never what is expected: nobody passes by it")
  void notANumber() {
    double[] nan = {1, Double.NaN};
    assertTrue(
        message(() -> check.equal("v", nan, nan.clone(), LIMIT)).contains("cannot be compared"));
    assertTrue(
        message(() -> check.curve("v", "epoch", nan, nan.clone(), LIMIT))
            .contains("cannot be compared"));
  }

  @Test
  @DisplayName("where chance may move numbers, no pattern is read into them")
  void patterns() {
    for (Tolerance limit : List.of(Tolerance.ROUNDING, new Tolerance(0.05, "chance"))) {
      CheckFailure e =
          assertThrows(CheckFailure.class, () -> new Check().equal("x", 0.2, 0.4, limit));
      assertEquals(limit == Tolerance.ROUNDING, e.getMessage().contains("pattern"), e.getMessage());
    }
  }
}
