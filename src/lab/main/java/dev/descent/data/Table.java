package dev.descent.data;

import dev.descent.BadInputException;
import dev.descent.data.CsvSpec.Missing;
import dev.descent.data.CsvText.Row;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.IntPredicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A table, looked through: which column is predicted, which are learnt from, and how they are
 * written.
 *
 * <p>The first row is a header if a column is given by name. If it is given by number, the first
 * row is a header when none of its other cells is a number, or when its label is the only one that
 * is no number; so a damaged first row of numbers is an error and never passed over. A column is
 * one of numbers where at least half of its cells are, and every other cell is an error then.
 */
final class Table {
  private static final int MOST_WORDS = 50;
  private static final double LARGEST = 1e100; // its square is a number still
  private static final int MANY_CLASSES = 20;
  private static final int MOST_NAMED = 6; // columns in a sentence

  /** Names of columns that tell a row from the others, and nothing about it. */
  private static final Pattern NAME_OF_ROWS =
      Pattern.compile(
          "(?i)|unnamed: 0|index|idx|id|.*[_ .-]id|nr\\.?|no\\.?|#|row|row[_ ]?(names?|nr|no|number|id)?");

  private static final Pattern CAMEL_ID = Pattern.compile(".*[a-z]Id|.*[a-z]ID");

  private final CsvSpec spec;
  private final CsvText text;
  private final List<Row> rows;
  private final boolean hasHeader;
  private final List<String> names;
  private final int outcome;
  private final char decimal;
  private final List<Column> columns = new ArrayList<>();
  private final List<String> notes = new ArrayList<>();

  private Table(CsvSpec spec, CsvText text) {
    this.spec = spec;
    this.text = text;
    this.rows = new ArrayList<>(text.rows());
    this.names = rows.get(0).cells();
    if (names.size() < 2) {
      throw bad(
          "row "
              + rows.get(0).number()
              + " has one cell; a label and features, parted by commas, semicolons, tabs or bars, are"
              + " needed");
    }
    for (Row row : rows) {
      if (row.cells().size() != names.size()) {
        throw bad(
            "row %d has %d cells, the first has %d"
                .formatted(row.number(), row.cells().size(), names.size()));
      }
    }
    this.outcome = find(spec.outcomeOption(), spec.outcome());
    this.decimal = decimal();
    this.hasHeader = hasHeader();
    if (hasHeader) {
      rows.remove(0);
    }
    if (rows.isEmpty()) {
      throw bad("has a header and no rows");
    }
    if (text.separator() != ',' || decimal != '.') {
      notes.add(
          "Cells are parted by "
              + sign(text.separator())
              + ", numbers have a decimal "
              + (decimal == '.' ? "point." : "comma."));
    }
    take(chosen());
  }

  /** Reads a table. */
  static Table read(CsvSpec spec) {
    return new Table(spec, CsvText.read(spec));
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
    return rows.size();
  }

  // --- what is where
  // ------------------------------------------------------------------------------

  /** A column by its name in the first row, or by its number. */
  private int find(String option, String column) {
    if (column.matches("[0-9]+")) {
      // More than nine digits are more columns than there can be, and more than an int can hold.
      int number = column.length() > 9 ? 0 : Integer.parseInt(column);
      if (number < 1 || number > names.size()) {
        throw bad(option + ": the columns are 1 to " + names.size());
      }
      return number - 1;
    }
    String name = Cell.clean(column);
    int index = names.indexOf(name);
    if (index < 0 && names.stream().anyMatch(cell -> Cell.isNumber(cell, '.'))) {
      throw bad(
          option
              + ": no such name in the first row, which has numbers; without a"
              + " header the label is a number, 1 to "
              + names.size());
    }
    if (index < 0) {
      throw bad(option + ": no such column; there are " + String.join(", ", names));
    }
    if (index != names.lastIndexOf(name)) {
      throw bad(option + ": two columns have that name; give its number instead");
    }
    return index;
  }

  /** A comma where numbers have one and none has a point; the separator is another sign then. */
  private char decimal() {
    Character given = spec.decimal();
    if (given != null) {
      if (given == text.separator()) {
        throw bad("the cells are parted by " + sign(given) + ", which decimal= cannot be as well");
      }
      return given;
    }
    boolean hasPoints =
        cells().anyMatch(cell -> cell.indexOf('.') >= 0 && Cell.isNumber(cell, '.'));
    boolean hasCommas =
        cells().anyMatch(cell -> cell.indexOf(',') >= 0 && Cell.isNumber(cell, ','));
    return hasCommas && !hasPoints && text.separator() != ',' ? ',' : '.';
  }

  private Stream<String> cells() {
    return rows.stream().flatMap(row -> row.cells().stream());
  }

  private boolean hasHeader() {
    if (!spec.outcome().matches("[0-9]+")) {
      return true;
    }
    if (features().anyMatch(column -> isNumber(names.get(column)))) {
      return rows.size() > 2
          && !isNumber(names.get(outcome))
          && rows.stream().skip(1).allMatch(row -> isNumber(row.cells().get(outcome)));
    }
    // Words alone: a header's stand nowhere below it.
    boolean hasNumbers =
        rows.stream().anyMatch(row -> features().anyMatch(c -> isNumber(row.cells().get(c))));
    return hasNumbers
        || rows.size() == 1
        || rows.stream()
            .skip(1)
            .noneMatch(row -> features().anyMatch(c -> row.cells().get(c).equals(names.get(c))));
  }

  private IntStream features() {
    return IntStream.range(0, names.size()).filter(column -> column != outcome);
  }

  private boolean isNumber(String cell) {
    return Cell.isNumber(cell, decimal);
  }

  private String cell(int row, int column) {
    return rows.get(row).cells().get(column);
  }

  // --- which columns are taken
  // --------------------------------------------------------------------

  private List<Integer> chosen() {
    Set<Integer> with = all("with=", spec.with());
    Set<Integer> without = all("without=", spec.without());
    List<Integer> chosen = new ArrayList<>();
    for (int column : features().toArray()) {
      if (without.contains(column)) {
        continue;
      }
      String why = with.contains(column) ? null : uselessness(column);
      if (why == null) {
        chosen.add(column);
      } else {
        notes.add(
            "Left out: "
                + place(column)
                + ", which "
                + why
                + "; with="
                + (column + 1)
                + " takes it.");
      }
    }
    if (chosen.isEmpty()) {
      throw bad("no column is left to learn from");
    }
    return chosen;
  }

  private Set<Integer> all(String option, List<String> given) {
    Set<Integer> found = new HashSet<>();
    for (String column : given) {
      int index = find(option + column, column);
      if (index == outcome) {
        throw bad(option + column + ": that is the column to predict");
      }
      found.add(index);
    }
    return found;
  }

  /** Why a column says nothing about its rows; null if it may. */
  private @Nullable String uselessness(int column) {
    List<String> cells = rows.stream().map(row -> row.cells().get(column)).toList();
    if (cells.stream().allMatch(String::isEmpty)) {
      return "is empty";
    }
    String name = hasHeader ? names.get(column) : "";
    boolean isNamedSo = NAME_OF_ROWS.matcher(name).matches() || CAMEL_ID.matcher(name).matches();
    if (!isNamedSo || rows.size() < 3 || !hasHeader && column > 0) {
      return null;
    }
    double first = Cell.value(cells.get(0), decimal);
    IntPredicate counts = row -> Cell.value(cells.get(row), decimal) == first + row;
    if ((hasHeader || first == 0 || first == 1)
        && IntStream.range(0, cells.size()).allMatch(counts)) {
      return "counts the rows";
    }
    boolean isWhole = cells.stream().allMatch(c -> !isNumber(c) || Cell.value(c, decimal) % 1 == 0);
    return hasHeader && isWhole && new HashSet<>(cells).size() == cells.size()
        ? "has another value in each row"
        : null;
  }

  // --- what is in them
  // ----------------------------------------------------------------------------

  private void take(List<Integer> chosen) {
    List<Integer> looked = new ArrayList<>(chosen);
    looked.add(outcome);
    Collections.sort(looked);
    Set<Integer> numbers =
        chosen.stream().filter(this::isOfNumbers).collect(Collectors.toCollection(HashSet::new));
    if (spec.isRegression()) {
      numbers.add(outcome);
    }
    List<String> gaps = new ArrayList<>();
    List<Row> whole = new ArrayList<>();
    for (Row row : rows) {
      List<Integer> missing =
          looked.stream()
              .filter(c -> Cell.isMissing(row.cells().get(c), numbers.contains(c)))
              .toList();
      missing.forEach(column -> gaps.add(place(row, column)));
      if (missing.contains(outcome) && spec.missing() != Missing.DROP) {
        throw bad(
            place(row, outcome)
                + ": "
                + (spec.isRegression() ? "the number to predict" : "the label")
                + " is missing; missing=drop leaves such rows out");
      }
      if (missing.isEmpty() || spec.missing() != Missing.DROP) {
        whole.add(row);
      }
    }
    if (!gaps.isEmpty()) {
      report(gaps, rows.size() - whole.size());
    }
    rows.retainAll(new HashSet<>(whole));
    if (rows.isEmpty()) {
      throw bad("every row has a missing cell, and missing=drop leaves none");
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

  private void report(List<String> gaps, int dropped) {
    String count = gaps.size() == 1 ? "one cell is missing" : gaps.size() + " cells are missing";
    switch (spec.missing()) {
      case REFUSED ->
          throw bad(
              count
                  + ", the first in "
                  + gaps.get(0)
                  + ": missing=mean or missing=median fills them from the training part,"
                  + " missing=drop leaves their rows out");
      case DROP ->
          notes.add(
              "Left out: "
                  + (dropped == 1 ? "one row" : dropped + " rows")
                  + " with missing cells.");
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
        rows.stream()
            .map(row -> row.cells().get(column))
            .filter(cell -> !Cell.isMissing(cell, true))
            .toList();
    long numbers = known.stream().filter(this::isNumber).count();
    return 2 * numbers >= known.size();
  }

  private Column.Numbers numbers(int column) {
    double[] values = new double[rows.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = Cell.isMissing(cell(row, column), true) ? Double.NaN : number(row, column);
    }
    return new Column.Numbers(place(column), values);
  }

  private double number(int row, int column) {
    String cell = cell(row, column);
    double value = Cell.value(cell, decimal);
    if (!(Math.abs(value) <= LARGEST)) {
      throw bad(
          place(rows.get(row), column)
              + ": "
              + Cell.quoted(cell)
              + (Double.isNaN(value) ? " is not a finite number" : " is beyond 1e100"));
    }
    return value;
  }

  private Column.Words words(int column) {
    List<String> cells = rows.stream().map(row -> row.cells().get(column)).toList();
    List<String> words =
        cells.stream().filter(cell -> !Cell.isMissing(cell, false)).distinct().sorted().toList();
    if (words.size() > MOST_WORDS) {
      throw bad(
          "%s has %d different words, and at most %d become features; without=%d leaves it out"
              .formatted(place(column), words.size(), MOST_WORDS, column + 1));
    }
    int[] values = new int[rows.size()];
    for (int row = 0; row < values.length; row++) {
      values[row] = Math.max(-1, Collections.binarySearch(words, cells.get(row)));
    }
    return new Column.Words(place(column), words, values);
  }

  // --- what is predicted
  // --------------------------------------------------------------------------

  /** The rows with a class each. */
  Dataset classified(float[] features) {
    List<String> labels =
        new ArrayList<>(rows.stream().map(row -> row.cells().get(outcome)).toList());
    boolean isNumeric = labels.stream().allMatch(this::isNumber);
    if (isNumeric) {
      labels.replaceAll(label -> Cell.canonical(Cell.value(label, decimal)));
    }
    Comparator<String> order =
        isNumeric ? Comparator.comparingDouble(Double::parseDouble) : Comparator.naturalOrder();
    Set<String> sorted = new TreeSet<>(order);
    sorted.addAll(labels);
    List<String> classes = List.copyOf(sorted);
    if (classes.size() == 1) {
      throw bad(
          place(outcome)
              + " has one class only, "
              + Cell.quoted(classes.get(0))
              + "; two are needed");
    }
    if (isNumeric && classes.size() > MANY_CLASSES && 5 * classes.size() > rows.size()) {
      throw bad(
          "%s has %d different numbers in %d rows; to predict a number write target=%s"
              .formatted(place(outcome), classes.size(), rows.size(), spec.outcome()));
    }
    int[] numbers =
        labels.stream().mapToInt(l -> Collections.binarySearch(classes, l, order)).toArray();
    return Dataset.classification(name(), features, width(), numbers, classes);
  }

  /** The numbers to predict. */
  Column.Numbers targets() {
    return numbers(outcome);
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
    return hasHeader ? names.get(outcome) : place(outcome);
  }

  // --- messages
  // -----------------------------------------------------------------------------------

  /** A list for a sentence, of the first ones where there are many. */
  static String some(List<String> places) {
    return places.size() <= MOST_NAMED
        ? String.join(", ", places)
        : String.join(", ", places.subList(0, MOST_NAMED))
            + " and "
            + (places.size() - MOST_NAMED)
            + " more";
  }

  private static String sign(char separator) {
    return switch (separator) {
      case ',' -> "commas";
      case ';' -> "semicolons";
      case '\t' -> "tabs";
      case '|' -> "bars";
      default -> "\"" + separator + "\"";
    };
  }

  private String place(Row row, int column) {
    return "row " + row.number() + ", " + place(column);
  }

  private String place(int column) {
    String name = hasHeader ? names.get(column) : "";
    return "column "
        + (column + 1)
        + (hasHeader ? name.isEmpty() ? " (without a name)" : " (" + name + ")" : "");
  }

  private BadInputException bad(String what) {
    return new BadInputException(spec.file() + ": " + what);
  }
}
