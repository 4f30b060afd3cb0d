package dev.descent.report;

import java.util.List;

/** A table as text for the terminal. */
public final class TextTable {
  private TextTable() {}

  /**
   * Columns aligned, the first to the left, the others to the right, two blanks between them.
   *
   * @param lines the heading first; each with as many cells as the heading
   */
  public static String of(List<List<String>> lines) {
    int[] widths = new int[lines.get(0).size()];
    for (List<String> line : lines) {
      if (line.size() != widths.length) {
        throw new IllegalArgumentException(
            "each line must have " + widths.length + " cells, got " + line);
      }
      for (int i = 0; i < widths.length; i++) {
        widths[i] = Math.max(widths[i], line.get(i).length());
      }
    }
    StringBuilder text = new StringBuilder();
    for (List<String> line : lines) {
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - line.get(i).length());
        text.append(i == 0 ? line.get(i) + pad : "  " + pad + line.get(i));
      }
      text.append(System.lineSeparator());
    }
    return text.toString();
  }
}
