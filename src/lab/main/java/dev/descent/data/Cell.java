package dev.descent.data;

/** The text in a cell of a CSV file. */
final class Cell {
  private Cell() {}

  /** The number in a cell, or NaN if it is none. Java alone would take 1f, 2d and 0x1p3 too. */
  static double value(String cell) {
    char last = cell.isEmpty() ? ' ' : cell.charAt(cell.length() - 1);
    boolean decimal = last == '.' || last >= '0' && last <= '9';
    try {
      return decimal && cell.indexOf('x') < 0 && cell.indexOf('X') < 0
          ? Double.parseDouble(cell)
          : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  static boolean isNumber(String cell) {
    return Double.isFinite(value(cell));
  }

  /** The same spelling for equal numbers: 1 for 01, 1.0 and 1e0. */
  static String canonical(String number) {
    double value = value(number) + 0.0; // -0.0 becomes 0.0
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /** A cell for a message: on one line, and not too long. */
  static String quoted(String cell) {
    String line = cell.replaceAll("\\s+", " ");
    return '"' + (line.length() > 40 ? line.substring(0, 40) + "..." : line) + '"';
  }
}
