package dev.descent.data;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.BadInputException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SplitTest {
  /** Rows whose only feature is their number, their classes mixed. */
  private static Dataset numbered(int... rowsOfEachClass) {
    List<Integer> labels = new ArrayList<>();
    for (int round = 0; round < IntStream.of(rowsOfEachClass).max().orElse(0); round++) {
      for (int label = 0; label < rowsOfEachClass.length; label++) {
        if (round < rowsOfEachClass[label]) {
          labels.add(label);
        }
      }
    }
    float[] numbers = new float[labels.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = i;
    }
    List<String> classes =
        IntStream.range(0, rowsOfEachClass.length).mapToObj(String::valueOf).toList();
    return Dataset.classification(
        "set", numbers, 1, labels.stream().mapToInt(i -> i).toArray(), classes);
  }

  private static List<Integer> numbers(Dataset part) {
    float[] number = new float[1];
    return IntStream.range(0, part.size())
        .mapToObj(
            i -> {
              part.read(i, number, 0);
              return (int) number[0];
            })
        .toList();
  }

  private static List<List<Integer>> parts(Split split) {
    return List.of(numbers(split.train()), numbers(split.validation()), numbers(split.test()));
  }

  @ParameterizedTest
  @CsvSource({"0.1, 0.1", "0.2, 0.3", "0.33, 0", "0.01, 0.9"})
  void eachClassIsInEachPartInProportion(double validation, double test) {
    int[] sizes = {103, 57, 11};
    Dataset data = numbered(sizes);
    Split split = Split.of(data, validation, test, 7);
    for (int label = 0; label < sizes.length; label++) {
      assertEquals(sizes[label] * validation, rows(split.validation(), label), 1);
      assertEquals(sizes[label] * test, rows(split.test(), label), 1);
      assertEquals(sizes[label] * (1 - validation - test), rows(split.train(), label), 1);
    }
    List<Integer> all = parts(split).stream().flatMap(List::stream).sorted().toList();
    assertEquals(numbers(data), all, "every row is in one part, once");
  }

  private static long rows(Dataset part, int label) {
    return IntStream.range(0, part.size()).filter(i -> part.label(i) == label).count();
  }

  @Test
  void rowsKeepTheirLabels() {
    Dataset data = numbered(40, 30);
    Dataset part = Split.of(data, 0.2, 0.2, 1).validation();
    List<Integer> numbers = numbers(part);
    for (int i = 0; i < part.size(); i++) {
      assertEquals(data.label(numbers.get(i)), part.label(i));
    }
  }

  @Test
  void theSeedDecides() {
    Dataset data = numbered(60, 40);
    Split split = Split.of(data, 0.1, 0.1, 5);
    assertEquals(parts(split), parts(Split.of(data, 0.1, 0.1, 5)));
    assertNotEquals(parts(split), parts(Split.of(data, 0.1, 0.1, 6)));
  }

  @Test
  void everyRowHasTheSameChance() {
    Dataset data = numbered(20, 20);
    int[] held = new int[data.size()];
    int splits = 1000;
    for (int seed = 0; seed < splits; seed++) {
      numbers(Split.of(data, 0.25, 0.25, seed).validation()).forEach(row -> held[row]++);
    }
    for (int count : held) {
      assertEquals(0.25 * splits, count, 5 * Math.sqrt(splits * 0.25 * 0.75));
    }
  }

  @Test
  void regressionsAreSplitWhole() {
    Dataset line = Dataset.regression("line", new float[30], 1, new float[30]);
    Split split = Split.of(line, 0.1, 0.2, 1);
    assertEquals(21, split.train().size());
    assertEquals(3, split.validation().size());
    assertEquals(6, split.test().size());
  }

  @Test
  void tooFewRows() {
    assertTooFew("set: too few rows to split into three parts, got 2", numbered(1, 1));
    assertTooFew("set: too few rows to split into three parts, got 8", numbered(4, 4));
    assertTooFew("set: too few rows to split into three parts, got 0", numbered(0, 0));
    Split.of(numbered(5, 4), 0.1, 0.1, 1);
  }

  private static void assertTooFew(String message, Dataset data) {
    var e = assertThrows(BadInputException.class, () -> Split.of(data, 0.1, 0.1, 1));
    assertEquals(message, e.getMessage());
  }

  @ParameterizedTest
  @CsvSource({"0, 0.1", "-0.1, 0.1", "0.1, -0.1", "0.5, 0.5", "NaN, 0.1", "0.1, NaN"})
  void sharesThatMakeNoSense(double validation, double test) {
    var e =
        assertThrows(
            IllegalArgumentException.class, () -> Split.of(numbered(9, 9), validation, test, 1));
    assertEquals(
        "validation > 0, test >= 0 and validation + test < 1, got " + validation + " and " + test,
        e.getMessage());
  }

  @Test
  void aLoneRowInTheLastBatchIsRefused() {
    Split split = Split.of(Digits.generate(100, 1), 0.1, 0.1, 1); // 80 rows to train on
    assertSame(split, split.requireNoLoneRow(7)); // three in the last
    assertSame(split, split.requireNoLoneRow(80));
    assertEquals(
        "--batch-size 79: of 80 rows to train on the last batch has one, and --batch-norm needs two"
            + " or more; take another size",
        assertThrows(BadInputException.class, () -> split.requireNoLoneRow(79)).getMessage());
    assertThrows(BadInputException.class, () -> split.requireNoLoneRow(1)); // all are alone
  }
}
