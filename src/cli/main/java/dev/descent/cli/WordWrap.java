package dev.descent.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jline.utils.AttributedString;

/** Lines broken between words where they are wider than the terminal, which would cut a word. */
final class WordWrap {
  /** Blanks and the word behind them; what changes the colour belongs to a word. */
  private static final Pattern WORD = Pattern.compile("\\s*\\S+");

  /** A line with several columns, up to its second one. */
  private static final Pattern COLUMNS = Pattern.compile("^\\s*\\S+(?: \\S+)* {2,}(?=\\S)");

  private WordWrap() {}

  /**
   * The lines that a line becomes: those that follow begin below its words, or its second column.
   */
  static List<String> of(String line, int width) {
    if (columns(line) <= width) {
      return List.of(line);
    }
    String indent = indent(line, width * 3 / 5);
    List<String> lines = new ArrayList<>();
    StringBuilder current = new StringBuilder();
    Matcher words = WORD.matcher(line);
    while (words.find()) {
      String word = words.group();
      if (columns(current + word) > width && !current.toString().isBlank()) {
        lines.add(current.toString());
        current = new StringBuilder(indent);
        word = word.strip();
      }
      current.append(word);
      while (columns(current.toString()) > width
          && current.indexOf("\u001b") < 0) { // one long word
        String all = current.toString();
        String first = new AttributedString(all).columnSubSequence(0, width).toString();
        if (first.isEmpty() || first.length() == all.length()) {
          break;
        }
        lines.add(first);
        current = new StringBuilder(all.substring(first.length()));
      }
    }
    lines.add(current.toString());
    return lines;
  }

  private static String indent(String line, int most) {
    Matcher columns = COLUMNS.matcher(line);
    if (columns.find() && columns.end() <= most) {
      return " ".repeat(columns.end());
    }
    int words = line.length() - line.stripLeading().length();
    return words <= most ? " ".repeat(words) : "";
  }

  /** The width of a line on the terminal. */
  static int columns(String line) {
    return new AttributedString(AttributedString.stripAnsi(line)).columnLength();
  }
}
