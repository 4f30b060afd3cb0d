package dev.descent.report;

import java.util.ArrayList;
import java.util.List;

/** A table as text for the terminal. */
public final class TextTable {
  private TextTable() {}

  /**
   * Aligns columns, two blanks between them: the first to the left, the others to the right.
   *
   * @param lines the heading first; each with as many cells as the heading
   */
  public static String of(List<List<String>> lines) {
    return of(Column.named(lines.get(0)), lines.subList(1, lines.size()));
  }

  /**
   * Aligns columns, two blanks between them: those of numbers to the right, others to the left.
   *
   * @param rows each with as many cells as there are columns
   */
  public static String of(List<Column> columns, List<List<String>> rows) {
    List<List<String>> lines = new ArrayList<>();
    lines.add(columns.stream().map(Column::heading).toList());
    lines.addAll(rows);
    int[] widths = new int[columns.size()];
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
      StringBuilder row = new StringBuilder();
      for (int i = 0; i < widths.length; i++) {
        String pad = " ".repeat(widths[i] - line.get(i).length());
        row.append(i == 0 ? "" : "  ");
        row.append(columns.get(i).numeric() ? pad + line.get(i) : line.get(i) + pad);
      }
      text.append(row.toString().stripTrailing()).append(System.lineSeparator());
    }
    return text.toString();
  }
}
