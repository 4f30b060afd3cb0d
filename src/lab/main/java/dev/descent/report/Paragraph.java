package dev.descent.report;

/** Text for a terminal of 80 columns. */
public final class Paragraph {
  private static final int WIDTH = 79; // some terminals wrap what fills the line

  private Paragraph() {}

  /** A paragraph broken into lines: the first begins with one indent, the others with another. */
  public static String of(String words, String first, String others) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    // A number stays with its percent sign.
    for (String word : words.strip().split("(?<=\\S) (?=[^\\s%])|\\s*\\n\\s*")) {
      if (!empty && line.length() + 1 + word.length() > WIDTH) {
        text.append(line).append('\n');
        line = new StringBuilder(others);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return text.append(line).append('\n').toString();
  }
}
