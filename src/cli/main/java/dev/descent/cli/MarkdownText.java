package dev.descent.cli;

import dev.descent.report.Paragraph;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Markdown, as the lessons use it, for a terminal of 80 columns: paragraphs and lists wrapped,
 * tables aligned or, where they are too wide, told row by row, pictures by their words.
 */
final class MarkdownText {
  private static final int WIDTH = 80;

  private final StringBuilder text = new StringBuilder();
  private final StringBuilder paragraph = new StringBuilder();
  private final List<List<String>> table = new ArrayList<>();

  private MarkdownText() {}

  static String of(String markdown) {
    MarkdownText text = new MarkdownText();
    boolean code = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("```")) {
        text.endBlock();
        code = !code;
      } else if (code) {
        text.text.append("    ").append(line).append('\n');
      } else {
        text.line(line);
      }
    }
    text.endBlock();
    return text.text.toString();
  }

  private void line(String line) {
    boolean item = line.matches("(-|\\d+\\.) .*");
    if (line.startsWith("|")) {
      if (table.isEmpty()) {
        endBlock();
      }
      if (!line.matches("[|\\s:-]+")) {
        table.add(cells(line));
      }
      return;
    }
    boolean continued = !paragraph.isEmpty() && !item;
    if (line.isBlank() || line.startsWith("#") || line.startsWith("    ") && !continued) {
      endBlock();
      text.append(plain(line).stripTrailing()).append('\n');
      return;
    }
    if (!continued) {
      endBlock();
    }
    paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
  }

  private void endBlock() {
    if (!paragraph.isEmpty()) {
      String words = plain(paragraph.toString());
      boolean item = words.matches("(-|\\d+\\.) .*");
      text.append(Paragraph.of(words, "", item ? " ".repeat(words.indexOf(' ') + 1) : ""));
      paragraph.setLength(0);
    }
    if (!table.isEmpty()) {
      endTable();
      table.clear();
    }
  }

  private void endTable() {
    String aligned = TextTable.of(table);
    if (aligned.lines().allMatch(line -> line.length() <= WIDTH)) {
      text.append(aligned);
      return;
    }
    List<String> heading = table.get(0);
    for (List<String> row : table.subList(1, table.size())) {
      for (int i = 0; i < row.size(); i++) {
        String name = i < heading.size() && !heading.get(i).isEmpty() ? heading.get(i) + ": " : "";
        text.append(Paragraph.of(name + row.get(i), i == 0 ? "- " : "  ", "    "));
      }
    }
  }

  private static List<String> cells(String line) {
    String inner = line.strip().replaceAll("^\\||(?<!\\\\)\\|$", "");
    return Arrays.stream(inner.split("(?<!\\\\)\\|", -1))
        .map(cell -> plain(cell.strip()).replace("\\|", "|"))
        .toList();
  }

  /** Without bold type and link addresses; a picture by its words. */
  private static String plain(String words) {
    return words
        .replaceAll("!\\[([^\\]]*)\\]\\([^)]*\\)", "[Figure: $1]")
        .replaceAll("\\[([^\\]]*)\\]\\([^)]*\\)", "$1")
        .replace("**", "");
  }
}
