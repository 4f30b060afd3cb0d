package dev.descent.data;

import dev.descent.Count;
import dev.descent.data.CsvSpec.Missing;
import dev.descent.data.CsvText.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table, looked through: which column is predicted, and which are learnt from. A column is one of
 * numbers where at least half of its cells are, and every other cell is an error then.
 */
final class Table {
  private static final int MOST_WORDS = 50;
  private static final int MOST_PERCENT = 90; // of words with digits, which may be numbers
  private static final int MANY_CLASSES = 20;
  private static final int MOST_NAMED = 6; // columns in a sentence

  private final CsvSpec spec;
  private final Sheet sheet;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Table(CsvSpec spec, Sheet sheet) {
    this.spec = spec;
    this.sheet = sheet;
    notes.addAll(sheet.notes());
    take(chosen());
    if (!spec.isRegression()) {
      sheet.cells(sheet.outcome()).stream().distinct().forEach(this::noteStranger);
    }
  }

  /** Two classes that look alike may be one, typed with two keyboards. */
  private void noteStranger(String label) {
    Cell.stranger(label)
        .ifPresent(
            sign ->
                notes.add(
                    "Letters of two scripts: the class "
                        + Cell.quoted(label)
                        + " has "
                        + sign
                        + "."));
  }

  /** Reads a table. */
  static Table read(CsvSpec spec) {
    return new Table(spec, Sheet.read(spec));
  }

  /** The columns that are learnt from. */
  List<Column> columns() {
    return columns;
  }

  /** What was taken, and what not. */
  List<String> notes() {
    return notes;
  }

  int size() {
    return sheet.rows().size();
  }

  private List<Integer> chosen() {
    Set<Integer> with = all("with=", spec.with());
    Set<Integer> without = all("without=", spec.without());
    for (String column : spec.with()) {
      if (without.contains(sheet.find("with=" + column, column))) {
        throw sheet.bad("with=" + column + ": without= leaves that column out");
      }
    }
    List<Integer> chosen = new ArrayList<>();
    List<String> leftOut = new ArrayList<>();
    for (int column : sheet.features().toArray()) {
      if (without.contains(column)) {
        leftOut.add(sheet.place(column) + " (without=)");
        continue;
      }
      String why = with.contains(column) ? null : uselessness(column);
      if (why == null) {
        chosen.add(column);
      } else {
        leftOut.add(
            sheet.place(column) + ", which " + why + " (with=" + (column + 1) + " takes it)");
        notes.add(
            "Left out: "
                + sheet.place(column)
                + ", which "
                + why
                + "; with="
                + (column + 1)
                + " takes it.");
      }
    }
    if (chosen.isEmpty()) {
      throw sheet.bad("no column is left to learn from; left out: " + some(leftOut));
    }
    return chosen;
  }

  private Set<Integer> all(String option, List<String> given) {
    Set<Integer> found = new HashSet<>();
    for (String column : given) {
      int index = sheet.find(option + column, column);
      if (index == sheet.outcome()) {
        throw sheet.bad(option + column + ": that is the column to predict");
      }
      found.add(index);
    }
    return found;
  }

  /** Why a column says nothing about its rows; null if it may. */
  private @Nullable String uselessness(int column) {
    List<String> cells = sheet.cells(column);
    if (cells.stream().allMatch(String::isEmpty)) {
      return "is empty";
    }
    return RowNumbers.why(cells, sheet.form(), sheet.name(column), column == 0, sheet.hasHeader());
  }

  private void take(List<Integer> chosen) {
    List<Integer> looked = new ArrayList<>(chosen);
    looked.add(sheet.outcome());
    Collections.sort(looked);
    Set<Integer> numbers =
        chosen.stream().filter(this::isOfNumbers).collect(Collectors.toCollection(HashSet::new));
    if (spec.isRegression()) {
      numbers.add(sheet.outcome());
    }
    looked.stream()
        .filter(column -> spec.isRegression() || column != sheet.outcome())
        .forEach(sheet::checkForm);
    List<String> gaps = new ArrayList<>();
    List<Row> whole = new ArrayList<>();
    for (Row row : sheet.rows()) {
      List<Integer> missing =
          looked.stream()
              .filter(c -> Cell.isMissing(row.cells().get(c), numbers.contains(c)))
              .toList();
      missing.forEach(column -> gaps.add(sheet.place(row, column)));
      if (missing.contains(sheet.outcome()) && spec.missing() != Missing.DROP) {
        throw sheet.bad(
            sheet.place(row, sheet.outcome())
                + ": "
                + (spec.isRegression() ? "the number to predict" : "the label")
                + " is missing ("
                + Cell.quoted(row.cells().get(sheet.outcome()))
                + "), in "
                + Count.of(unknown(numbers.contains(sheet.outcome())), "row")
                + "; missing=drop leaves such rows out");
      }
      if (missing.isEmpty() || spec.missing() != Missing.DROP) {
        whole.add(row);
      }
    }
    if (!gaps.isEmpty()) {
      report(gaps, size() - whole.size(), unknown(numbers.contains(sheet.outcome())));
    }
    sheet.keep(new HashSet<>(whole));
    if (sheet.rows().isEmpty()) {
      throw sheet.bad("every row has a missing cell, and missing=drop leaves none");
    }
    chosen.forEach(c -> columns.add(numbers.contains(c) ? numbers(c) : words(c)));
    List<String> words =
        columns.stream()
            .filter(Column.Words.class::isInstance)
            .map(column -> column.place() + " has " + column.width())
            .toList();
    if (!words.isEmpty()) {
      notes.add("Words: " + some(words) + "; each word is a feature of its own.");
    }
  }

  /** How many rows do not say what is to be predicted. */
  private int unknown(boolean isNumber) {
    return (int)
        sheet.cells(sheet.outcome()).stream()
            .filter(cell -> Cell.isMissing(cell, isNumber))
            .count();
  }

  private void report(List<String> gaps, int dropped, int unknown) {
    String count = gaps.size() == 1 ? "one cell is missing" : gaps.size() + " cells are missing";
    switch (spec.missing()) {
      case REFUSED ->
          throw sheet.bad(
              count
                  + ", the first in "
                  + gaps.get(0)
                  + ": missing=mean or missing=median fills them from the training part,"
                  + " missing=drop leaves their rows out");
      case DROP ->
          notes.add(
              "Left out: "
                  + (dropped == 1 ? "one row" : dropped + " rows")
                  + " with missing cells"
                  + (unknown == 0
                      ? "."
                      : "; "
                          + unknown
                          + (unknown == 1 ? " has" : " have")
                          + " no "
                          + (spec.isRegression() ? "number to predict." : "label.")));
      default ->
          notes.add(
              "Filled: "
                  + (gaps.size() == 1 ? "one missing cell" : gaps.size() + " missing cells")
                  + " with the training part's "
                  + (spec.missing() == Missing.MEAN ? "mean" : "median")
                  + ", or its most frequent word.");
    }
  }

  private boolean isOfNumbers(int column) {
    List<String> known =
        sheet.cells(column).stream().filter(cell -> !Cell.isMissing(cell, true)).toList();
    long numbers = known.stream().filter(sheet::isNumber).count();
    return 2 * numbers >= known.size();
  }

  private Column.Numbers numbers(int column) {
    List<String> cells = sheet.cells(column);
    double[] values = new double[size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = Cell.isMissing(cells.get(row), true) ? Double.NaN : sheet.number(row, column);
    }
    return new Column.Numbers(sheet.place(column), values);
  }

  private Column.Words words(int column) {
    List<String> cells = sheet.cells(column);
    List<String> words =
        cells.stream().filter(cell -> !Cell.isMissing(cell, false)).distinct().sorted().toList();
    if (words.size() > MOST_WORDS) {
      throw sheet.bad(
          "%s has %d different words, the first %s, and at most %d become features; without=%d leaves it out"
              .formatted(
                  sheet.place(column),
                  words.size(),
                  Cell.quoted(first(cells)) + sheet.otherForm(column),
                  MOST_WORDS,
                  column + 1));
    }
    List<String> known = cells.stream().filter(cell -> !Cell.isMissing(cell, false)).toList();
    if (!known.isEmpty()
        && MOST_PERCENT * known.size() <= 100 * known.stream().filter(Cell::hasDigit).count()) {
      notes.add(
          "Words, not numbers: "
              + sheet.place(column)
              + ", the first is "
              + Cell.quoted(first(cells))
              + sheet.otherForm(column)
              + ".");
    }
    int[] values = new int[size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = Math.max(-1, Collections.binarySearch(words, cells.get(row)));
    }
    return new Column.Words(sheet.place(column), words, values);
  }

  private static String first(List<String> cells) {
    return cells.stream().filter(cell -> !Cell.isMissing(cell, false)).findFirst().orElse("");
  }

  /** The rows with a class each. */
  Dataset classified(float[] features) {
    List<String> labels = new ArrayList<>(sheet.cells(sheet.outcome()));
    boolean isNumeric = labels.stream().allMatch(sheet::isNumber);
    if (isNumeric) {
      labels.replaceAll(label -> Cell.canonical(sheet.value(label)));
    }
    Comparator<String> order =
        isNumeric ? Comparator.comparingDouble(Double::parseDouble) : Comparator.naturalOrder();
    Set<String> sorted = new TreeSet<>(order);
    sorted.addAll(labels);
    List<String> classes = List.copyOf(sorted);
    if (classes.size() == 1) {
      throw sheet.bad(
          sheet.place(sheet.outcome())
              + " has one class only, "
              + Cell.quoted(classes.get(0))
              + "; two are needed");
    }
    if (isNumeric && classes.size() > MANY_CLASSES && 5 * classes.size() > size()) {
      throw sheet.bad(
          "%s has %d different numbers in %d rows; to predict a number write target=%s"
              .formatted(sheet.place(sheet.outcome()), classes.size(), size(), spec.outcome()));
    }
    int[] numbers =
        labels.stream().mapToInt(l -> Collections.binarySearch(classes, l, order)).toArray();
    return Dataset.classification(
        name(), features, width(), numbers, classes.stream().map(Cell::shown).toList());
  }

  /** The numbers to predict. */
  Column.Numbers targets() {
    return numbers(sheet.outcome());
  }

  /** The number of features. */
  int width() {
    return columns.stream().mapToInt(Column::width).sum();
  }

  String name() {
    return String.valueOf(spec.file().getFileName());
  }

  /** The name of the column to predict. */
  String outcomeName() {
    return sheet.hasHeader() ? sheet.name(sheet.outcome()) : sheet.place(sheet.outcome());
  }

  /** A list for a sentence, of the first ones where there are many. */
  static String some(List<String> places) {
    return places.size() <= MOST_NAMED
        ? String.join(", ", places)
        : String.join(", ", places.subList(0, MOST_NAMED))
            + " and "
            + (places.size() - MOST_NAMED)
            + " more";
  }
}
