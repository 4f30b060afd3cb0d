package dev.descent.data;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * How the numbers of a table are written.
 *
 * <p>A point before three digits may be a decimal sign or stand between thousands. What a number
 * can only be read as one of them, such as {@code 0.5} or {@code 1.234,56}, decides it for the
 * whole table; a column that is open still is refused, see {@link #doubt}.
 *
 * @param decimal a point or a comma
 * @param thousands what stands between groups of three digits; {@link #NONE} if nothing does
 */
record NumberForm(char decimal, char thousands) {
  /** No sign between thousands. */
  static final char NONE = 0;

  private static final String EXPONENT = "([eE][+-]?\\d+)?";
  private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)" + EXPONENT);
  private static final Pattern ADDRESS =
      Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}"); // of a machine

  /** Finds out how numbers are written, from what is given and from the cells. */
  static NumberForm of(CsvSpec spec, List<List<String>> columns, char separator) {
    Character thousands = spec.thousands();
    char decimal =
        spec.decimal() != null
            ? spec.decimal()
            : thousands != null && (thousands == '.' || thousands == ',')
                ? other(thousands)
                : decimal(columns, separator);
    if (thousands != null) {
      return new NumberForm(decimal, thousands);
    }
    boolean isDecided = spec.decimal() != null || isClear(columns, decimal);
    Stream<Character> signs =
        isDecided ? Stream.of(other(decimal), '\'', ' ') : Stream.of('\'', ' ');
    // A table whose numbers have both signs as decimals is written by two hands: nothing is sure.
    Optional<Character> found =
        signs
            .filter(sign -> sign == '\'' || sign == ' ' || !isClear(columns, sign))
            .map(sign -> new NumberForm(decimal, sign))
            .filter(form -> columns.stream().anyMatch(form::isGrouped))
            .map(NumberForm::thousands)
            .findFirst();
    return new NumberForm(decimal, found.orElse(NONE));
  }

  /** A comma where numbers have one, and none has a point that must be a decimal one. */
  private static char decimal(List<List<String>> columns, char separator) {
    boolean hasPoint = isClear(columns, '.');
    boolean hasComma = isClear(columns, ',');
    if (hasPoint || hasComma) {
      return hasPoint ? '.' : ',';
    }
    return separator != ',' && isUsed(columns, ',') && !isUsed(columns, '.') ? ',' : '.';
  }

  /** Whether a number has this sign where it can be nothing but the decimal one. */
  private static boolean isClear(List<List<String>> columns, char sign) {
    String between = "[" + other(sign) + "' ]";
    Pattern mixed =
        Pattern.compile("[+-]?[1-9]\\d{0,2}(" + between + "\\d{3})+[" + sign + "]\\d+" + EXPONENT);
    NumberForm plain = new NumberForm(sign, NONE);
    Pattern group = plain.groups(sign);
    return cells(columns)
        .filter(cell -> cell.indexOf(sign) >= 0)
        .anyMatch(
            cell ->
                plain.isNumber(cell) && !group.matcher(cell).matches()
                    || mixed.matcher(cell).matches());
  }

  private static boolean isUsed(List<List<String>> columns, char sign) {
    NumberForm plain = new NumberForm(sign, NONE);
    return cells(columns).anyMatch(cell -> cell.indexOf(sign) >= 0 && plain.isNumber(cell));
  }

  private static Stream<String> cells(List<List<String>> columns) {
    return columns.stream().flatMap(List::stream).map(Cell::plain);
  }

  private static char other(char decimal) {
    return decimal == '.' ? ',' : '.';
  }

  private static boolean has(List<String> column, char sign) {
    return column.stream().anyMatch(cell -> Cell.plain(cell).indexOf(sign) >= 0);
  }

  /** Whole numbers in groups of three, with this sign between them. */
  private Pattern groups(char sign) {
    return Pattern.compile("[+-]?[1-9]\\d{0,2}([" + sign + "]\\d{3})+");
  }

  /** Whether the sign between thousands is in a column, and never but between thousands. */
  private boolean isGrouped(List<String> column) {
    if (!has(column, thousands)) {
      return false;
    }
    // The first may be a name.
    List<String> cells =
        column.stream()
            .skip(isNumber(column.get(0)) ? 0 : 1)
            .filter(cell -> !Cell.isMissing(cell, true))
            .map(Cell::plain)
            .toList();
    return has(cells, thousands)
        && cells.stream().allMatch(this::isNumber)
        && cells.stream()
            .allMatch(cell -> cell.indexOf(thousands) >= 0 || Math.abs(value(cell)) < 1000);
  }

  /**
   * The first cell of a column whose numbers may be read in two ways: every one with the sign is
   * made of groups of three, and the others have no more digits than a group has. Where the sign
   * parts cells as well, and numbers are quoted for it, there need be no others.
   */
  Optional<String> doubt(List<String> column, char separator) {
    return Stream.of(decimal, other(decimal))
        .filter(sign -> sign != thousands && has(column, sign))
        .flatMap(sign -> doubt(column, sign, sign == separator).stream())
        .findFirst();
  }

  private Optional<String> doubt(List<String> column, char sign, boolean isQuoted) {
    Pattern group = groups(sign);
    List<String> cells =
        column.stream().filter(cell -> !Cell.isMissing(cell, true)).map(Cell::plain).toList();
    List<String> grouped = cells.stream().filter(cell -> cell.indexOf(sign) >= 0).toList();
    boolean isOpen =
        !grouped.isEmpty()
            && grouped.stream()
                .allMatch(
                    cell -> group.matcher(cell).matches() && !ADDRESS.matcher(cell).matches());
    boolean hasTwoGroups =
        grouped.stream().anyMatch(cell -> cell.indexOf(sign) != cell.lastIndexOf(sign));
    List<String> others = cells.stream().filter(cell -> cell.indexOf(sign) < 0).toList();
    boolean areShort = others.stream().allMatch(cell -> cell.matches("[+-]?\\d{1,3}"));
    return isOpen && areShort && (isQuoted && decimal != sign || hasTwoGroups || !others.isEmpty())
        ? column.stream().filter(cell -> Cell.plain(cell).indexOf(sign) >= 0).findFirst()
        : Optional.empty();
  }

  /** The number in a cell, or NaN if it is none. Java alone would take 1f, 2d and 0x1p3 too. */
  double value(String cell) {
    String text = Cell.plain(cell);
    if (thousands != NONE && text.indexOf(thousands) >= 0) {
      String whole = "[+-]?\\d{1,3}(" + Pattern.quote("" + thousands) + "\\d{3})+";
      if (ADDRESS.matcher(text).matches()
          || !text.matches(whole + "([" + decimal + "]\\d*)?" + EXPONENT)) {
        return Double.NaN;
      }
      text = text.replace(String.valueOf(thousands), "");
    }
    if (decimal != '.') {
      text = text.indexOf('.') < 0 ? text.replace(decimal, '.') : "";
    }
    text = text.replace(Cell.ARABIC_DECIMAL, '.');
    return NUMBER.matcher(text).matches() ? Double.parseDouble(text) : Double.NaN;
  }

  boolean isNumber(String cell) {
    return Double.isFinite(value(cell));
  }

  /** A sign in words, as after {@code decimal=} and {@code thousands=}. */
  static String word(char sign) {
    return switch (sign) {
      case '.' -> "point";
      case ',' -> "comma";
      case ' ' -> "blank";
      default -> "apostrophe";
    };
  }
}
