package dev.descent.cli;

import dev.descent.report.Paragraph;
import dev.descent.report.TextTable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Markdown, as the lessons use it, for a terminal: paragraphs and lists wrapped, formulas broken
 * only between them, tables aligned or, where they are too wide, told row by row, pictures by their
 * words.
 */
final class MarkdownText {
  private static final String INDENT = "    ";

  /** The beginning of a line, up to its second column. */
  private static final Pattern COLUMN = Pattern.compile("^\\s*\\S+(?: \\S+)*\\s{2,}");

  /** An item of a list, or of a list in an item. */
  private static final String ITEM = " {0,3}(-|\\d+\\.) .*";

  private final int width;
  private final StringBuilder text = new StringBuilder();
  private final StringBuilder paragraph = new StringBuilder();

  /** The blanks before an item in an item. */
  private String nested = "";

  private final List<List<String>> table = new ArrayList<>();

  private MarkdownText(int width) {
    this.width = width;
  }

  /**
   * The text.
   *
   * @param width the most columns of a line
   */
  static String of(String markdown, int width) {
    MarkdownText text = new MarkdownText(width);
    boolean code = false;
    for (String line : markdown.lines().toList()) {
      if (line.startsWith("```")) {
        text.endBlock();
        code = !code;
      } else if (code) {
        text.code(INDENT + line);
      } else {
        text.line(line);
      }
    }
    text.endBlock();
    return text.text.toString();
  }

  private void line(String line) {
    boolean item = line.matches(ITEM);
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
    if (line.isBlank() || line.startsWith("#") || line.startsWith(INDENT) && !continued && !item) {
      endBlock();
      if (line.startsWith(INDENT)) {
        code(line);
      } else {
        text.append(plain(line).stripTrailing()).append('\n');
      }
      return;
    }
    if (!continued) {
      endBlock();
    }
    if (paragraph.isEmpty()) {
      nested = item ? line.substring(0, line.length() - line.stripLeading().length()) : "";
    }
    paragraph.append(paragraph.isEmpty() ? "" : " ").append(line.strip());
  }

  /** A line of code or of formulas, which are broken where two blanks part them. */
  private void code(String line) {
    String rest = line.stripTrailing();
    String indent = " ".repeat(rest.length() - rest.stripLeading().length());
    Matcher column = COLUMN.matcher(rest);
    if (indent.equals(INDENT) && column.find()) { // else it goes on in the column of the line above
      indent = " ".repeat(column.end());
    }
    while (rest.length() > width) {
      int end = rest.substring(0, width + 1).stripTrailing().lastIndexOf("  ");
      if (end <= rest.length() - rest.stripLeading().length()) {
        break; // there is no such place
      }
      text.append(rest.substring(0, end).stripTrailing()).append('\n');
      rest = indent + rest.substring(end).strip();
    }
    text.append(rest).append('\n');
  }

  private void endBlock() {
    if (!paragraph.isEmpty()) {
      String words = plain(paragraph.toString());
      boolean item = words.matches("(-|\\d+\\.) .*");
      String hanging = nested + (item ? " ".repeat(words.indexOf(' ') + 1) : "");
      text.append(Paragraph.of(words, nested, hanging, width));
      paragraph.setLength(0);
    }
    if (!table.isEmpty()) {
      endTable();
      table.clear();
    }
  }

  private void endTable() {
    String aligned = TextTable.of(table);
    if (aligned.lines().allMatch(line -> line.length() <= width)) {
      text.append(aligned);
      return;
    }
    List<String> heading = table.get(0);
    for (List<String> row : table.subList(1, table.size())) {
      for (int i = 0; i < row.size(); i++) {
        String name = i < heading.size() && !heading.get(i).isEmpty() ? heading.get(i) + ": " : "";
        text.append(Paragraph.of(name + row.get(i), i == 0 ? "- " : "  ", INDENT, width));
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
