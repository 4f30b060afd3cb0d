package dev.descent.data;

import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * Whether the first row of a table has the names of its columns, where nobody says so.
 *
 * <p>Words above numbers are names. Numbers are names where they count the columns, as programs
 * write that have no names for them, or where they stand above other numbers beside a word that no
 * row has. So a damaged first row of numbers is an error and never passed over.
 */
final class Header {
  private static final int LEAST_COUNTED = 4; // three numbers may be 0, 1, 2 by chance
  private static final int LEAST_ROWS_OF_A_CLASS = 5;

  private final List<String> first;
  private final List<List<String>> below; // a list for each column
  private final int outcome;
  private final NumberForm form;

  /**
   * The first row of a table.
   *
   * @param columns their cells, with the first row
   * @param outcome the column to predict
   */
  Header(List<List<String>> columns, int outcome, NumberForm form) {
    this.first = columns.stream().map(column -> column.get(0)).toList();
    this.below = columns.stream().map(column -> column.subList(1, column.size())).toList();
    this.outcome = outcome;
    this.form = form;
  }

  /** Whether it has names. */
  boolean isThere() {
    if (below.get(0).isEmpty()) {
      return features().noneMatch(column -> form.isNumber(first.get(column)));
    }
    return isOfNumbers() || isOfWords();
  }

  /** Whether it has names that are numbers. */
  boolean isOfNumbers() {
    boolean hasRowNumbers = first.get(0).isEmpty();
    List<Integer> numbers =
        columns().filter(column -> form.isNumber(first.get(column))).boxed().toList();
    boolean hasWordsOnly =
        columns()
            .skip(hasRowNumbers ? 1 : 0)
            .allMatch(column -> numbers.contains(column) || isWordAbove(column));
    if (numbers.isEmpty() || !hasWordsOnly) {
      return false;
    }
    int start = hasRowNumbers ? 1 : 0;
    boolean counts =
        numbers.stream().allMatch(column -> form.value(first.get(column)) == column - start);
    int width = first.size() - start;
    return counts && (hasRowNumbers ? numbers.size() > 1 : width >= LEAST_COUNTED)
        || isBesideAName(numbers);
  }

  /** Whether whole numbers are above others, and the column to predict has a word for a name. */
  private boolean isBesideAName(List<Integer> numbers) {
    return !numbers.contains(outcome)
        && isWordAbove(outcome)
        && below.get(outcome).stream().noneMatch(form::isNumber)
        && isOfClasses(below.get(outcome))
        && new HashSet<>(first).size() == first.size()
        && numbers.stream().allMatch(column -> first.get(column).matches("\\d+"))
        && numbers.stream().allMatch(column -> isMostlyBroken(below.get(column)));
  }

  private static boolean isOfClasses(List<String> cells) {
    return cells.stream()
        .filter(cell -> !Cell.isMissing(cell, false))
        .collect(Collectors.groupingBy(cell -> cell, Collectors.counting()))
        .values()
        .stream()
        .allMatch(rows -> rows >= LEAST_ROWS_OF_A_CLASS);
  }

  private boolean isMostlyBroken(List<String> cells) {
    return 2 * cells.stream().filter(cell -> form.value(cell) % 1 != 0).count() > cells.size();
  }

  /** Whether a word is a name: no cell below has it. */
  private boolean isWordAbove(int column) {
    String name = first.get(column);
    return !Cell.isMissing(name, true) && !form.isNumber(name) && !below.get(column).contains(name);
  }

  private boolean isOfWords() {
    if (features().anyMatch(column -> form.isNumber(first.get(column)))) {
      return below.get(0).size() > 1
          && !form.isNumber(first.get(outcome))
          && below.get(outcome).stream().allMatch(form::isNumber);
    }
    // Words alone, or beside a number to predict: a header's stand nowhere below it.
    boolean hasNumbers =
        features().anyMatch(column -> below.get(column).stream().anyMatch(form::isNumber));
    return hasNumbers && !form.isNumber(first.get(outcome))
        || features().noneMatch(column -> below.get(column).contains(first.get(column)));
  }

  /** Whether a name is one of the cells below it, beside numbers: a class and no name. */
  boolean isClass(String name) {
    return below.get(outcome).contains(name)
        && features().anyMatch(column -> form.isNumber(first.get(column)))
        && !isOfNumbers();
  }

  private IntStream columns() {
    return IntStream.range(0, first.size());
  }

  /** All columns but the one to predict. */
  private IntStream features() {
    return columns().filter(column -> column != outcome);
  }
}
