package dev.descent.data;

import dev.descent.BadInputException;
import dev.descent.data.CsvText.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * The cells of a table: which row is a header, which column is predicted, and how numbers are
 * written.
 *
 * <p>The first row is a header if a column is given by name; else {@link Header} decides.
 */
final class Sheet {
  private static final double LARGEST = 1e100; // its square is a number still

  private final CsvSpec spec;
  private final CsvText text;
  private final List<Row> rows;
  private final List<String> names;
  private final List<String> notes = new ArrayList<>();
  private final int outcome;
  private final NumberForm form;
  private final boolean hasHeader;

  private Sheet(CsvSpec spec, CsvText text) {
    this.spec = spec;
    this.text = text;
    this.rows = new ArrayList<>(text.rows());
    this.names = rows.get(0).cells();
    if (names.size() < 2) {
      throw bad(
          "row "
              + rows.get(0).number()
              + " has one cell; "
              + (text.isSaid()
                  ? "sep= says that cells are parted by " + sign(text.separator())
                  : "a label and features, parted by commas, semicolons, tabs or bars, are"
                      + " needed"));
    }
    for (Row row : rows) {
      if (row.cells().size() != names.size()) {
        throw bad(
            "row %d has %d cells, the first has %d%s"
                .formatted(row.number(), row.cells().size(), names.size(), hint()));
      }
    }
    this.outcome = find(spec.outcomeOption(), spec.outcome());
    this.form = NumberForm.of(spec, columns(), text.separator());
    this.hasHeader = findHeader();
    if (!manner().isEmpty()) {
      notes.add(0, manner());
    }
    if (hasHeader) {
      rows.remove(0);
    }
    if (rows.isEmpty()) {
      throw bad("has a header and no rows");
    }
  }

  /** R writes no name above the names of rows. */
  private String hint() {
    List<Row> below = rows.subList(1, rows.size());
    return below.size() > 1
            && below.stream().allMatch(row -> row.cells().size() == names.size() + 1)
            && below.stream().anyMatch(row -> !row.cells().get(names.size()).isEmpty())
        ? "; if it lacks a name for the row names, as R writes it, begin it with an empty cell"
        : "";
  }

  /** Reads a table. */
  static Sheet read(CsvSpec spec) {
    return new Sheet(spec, CsvText.read(spec));
  }

  /** Whether a column is given by its number. A number above all of them may be a name. */
  private boolean isNumbered(String column) {
    return column.matches("[0-9]+")
        && (!names.contains(column)
            || column.length() < 10 && Integer.parseInt(column) <= names.size());
  }

  /** A column by its name in the first row, or by its number. */
  int find(String option, String column) {
    if (isNumbered(column)) {
      // More than nine digits are more columns than there can be, and more than an int can hold.
      int number = column.length() > 9 ? 0 : Integer.parseInt(column);
      if (number < 1 || number > names.size()) {
        throw bad(option + ": the columns are 1 to " + names.size());
      }
      return number - 1;
    }
    String name = Cell.clean(column);
    int index = names.indexOf(name);
    if (index < 0) { // as it is shown
      index = names.stream().map(Cell::shown).toList().indexOf(name);
    }
    if (index < 0 && names.stream().anyMatch(new NumberForm('.', NumberForm.NONE)::isNumber)) {
      throw bad(
          option
              + ": no such name in the first row, which has numbers; without a"
              + " header the label is a number, 1 to "
              + names.size());
    }
    if (index < 0) {
      throw bad(option + ": no such column; there are " + Cell.shown(String.join(", ", names)));
    }
    if (index < names.lastIndexOf(name)) {
      throw bad(option + ": two columns have that name; give its number instead");
    }
    return index;
  }

  private boolean findHeader() {
    boolean isNamed = !isNumbered(spec.outcome());
    if (spec.header() != null) {
      if (isNamed && !spec.header()) {
        throw bad(spec.outcomeOption() + ": with header=no it is a number, 1 to " + names.size());
      }
      return spec.header();
    }
    Header header = new Header(columns(), outcome, form);
    if (isNamed) {
      if (header.isClass(names.get(outcome))) {
        throw bad(
            spec.outcomeOption()
                + ": other rows have that as well as the first, so it is no name; without a header"
                + " the label is a number, 1 to "
                + names.size());
      }
      return true;
    }
    boolean isThere = header.isThere();
    if (!isThere) {
      notes.add("The first row is data, not a header; header=yes makes it one.");
    } else if (header.isOfNumbers()) {
      notes.add("The first row is a header, though of numbers; header=no makes it data.");
    }
    return isThere;
  }

  private List<List<String>> columns() {
    return IntStream.range(0, names.size()).mapToObj(this::cells).toList();
  }

  /** What was seen, and may be said otherwise. */
  List<String> notes() {
    return notes;
  }

  /** All columns but the one to predict. */
  IntStream features() {
    return IntStream.range(0, names.size()).filter(column -> column != outcome);
  }

  boolean isNumber(String cell) {
    return form.isNumber(cell);
  }

  /** The rows below the header. */
  List<Row> rows() {
    return rows;
  }

  /** Leaves out all rows but these. */
  void keep(Set<Row> kept) {
    rows.retainAll(kept);
  }

  boolean hasHeader() {
    return hasHeader;
  }

  /** The column to predict. */
  int outcome() {
    return outcome;
  }

  /** The name of a column, as it may be shown; empty if there is none. */
  String name(int column) {
    return hasHeader ? Cell.shown(names.get(column)) : "";
  }

  List<String> cells(int column) {
    return rows.stream().map(row -> row.cells().get(column)).toList();
  }

  NumberForm form() {
    return form;
  }

  /** The value of a cell; NaN if it is no number. */
  double value(String cell) {
    return form.value(cell);
  }

  /** How cells are parted and numbers written, where it is not the usual way; else empty. */
  private String manner() {
    if (text.separator() == ',' && form.equals(new NumberForm('.', NumberForm.NONE))) {
      return "";
    }
    String grouped =
        form.thousands() == NumberForm.NONE
            ? ""
            : " and "
                + NumberForm.word(form.thousands())
                + "s between thousands"
                + example().map(cell -> ": \"" + cell + "\" is " + read(cell)).orElse("");
    return "Cells are parted by "
        + sign(text.separator())
        + ", numbers have a decimal "
        + NumberForm.word(form.decimal())
        + grouped
        + ".";
  }

  private Optional<String> example() {
    return rows.stream()
        .flatMap(row -> row.cells().stream())
        .filter(cell -> Cell.plain(cell).indexOf(form.thousands()) >= 0 && isNumber(cell))
        .findFirst();
  }

  private String read(String cell) {
    return Cell.canonical(value(cell));
  }

  /** Refuses a column of numbers that may be decimals or thousands, unless it is said. */
  void checkForm(int column) {
    if (spec.decimal() != null || spec.thousands() != null) {
      return;
    }
    List<String> cells = cells(column);
    form.doubt(cells, text.separator())
        .ifPresent(
            cell -> {
              throw bad(place(rows.get(cells.indexOf(cell)), column) + ": " + readings(cell));
            });
  }

  /** What would make numbers of a column of words, for a message; else empty. */
  String otherForm(int column) {
    char decimal = form.decimal() == '.' ? ',' : '.';
    List<String> known =
        cells(column).stream().filter(cell -> !Cell.isMissing(cell, true)).toList();
    return known.stream().allMatch(new NumberForm(decimal, NumberForm.NONE)::isNumber)
        ? ", a number with decimal=" + NumberForm.word(decimal)
        : "";
  }

  private static String readings(String cell) {
    char sign = Cell.plain(cell).indexOf('.') >= 0 ? '.' : ',';
    double whole = new NumberForm(sign == '.' ? ',' : '.', sign).value(cell);
    double decimal = new NumberForm(sign, NumberForm.NONE).value(cell);
    return "%s is %s with thousands=%s, %s with decimal=%3$s; say which"
        .formatted(
            Cell.quoted(cell),
            Cell.canonical(whole),
            NumberForm.word(sign),
            Double.isNaN(decimal) ? "no number" : Cell.canonical(decimal));
  }

  /** The number in a cell, which must be one. */
  double number(int row, int column) {
    String cell = rows.get(row).cells().get(column);
    double value = value(cell);
    if (!(Math.abs(value) <= LARGEST)) {
      throw bad(
          place(rows.get(row), column)
              + ": "
              + Cell.quoted(cell)
              + (Double.isNaN(value) ? " is not a finite number" : " is beyond 1e100"));
    }
    return value;
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

  String place(Row row, int column) {
    return "row " + row.number() + ", " + place(column);
  }

  String place(int column) {
    String name = name(column);
    return "column "
        + (column + 1)
        + (hasHeader ? name.isEmpty() ? " (without a name)" : " (" + name + ")" : "");
  }

  BadInputException bad(String what) {
    return new BadInputException(Cell.shown(spec.file() + ": " + what));
  }
}
