package dev.descent.report;

/**
 * Text that anybody may have written, made fit to be shown: what a reader cannot see, or what makes
 * a terminal or an editor show something else than is there, becomes �.
 */
public final class SafeText {
  private static final int SHOWN_INSTEAD = 0xFFFD;
  private static final int JOINER = 0x200D; // in emoji
  private static final int NON_JOINER = 0x200C; // in Persian words

  private SafeText() {}

  /**
   * Control characters, such as those that begin a terminal's commands, invisible ones, such as
   * those that reverse the direction of writing, halves of characters and what XML forbids are
   * replaced. Lines end with {@code \n}; tabs stay.
   */
  public static String of(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    text.replaceAll("\r\n?", "\n")
        .codePoints()
        .forEach(c -> safe.appendCodePoint(isShown(c) ? c : SHOWN_INSTEAD));
    return safe.toString();
  }

  /** The same on one line: for names, headings and cells. */
  public static String line(String text) {
    return of(text.replaceAll("[\\s\\p{Z}]+", " ")).strip();
  }

  /** The same as it may stand in HTML and in a quoted attribute. */
  public static String html(String text) {
    StringBuilder safe = new StringBuilder(text.length());
    for (char c : of(text).toCharArray()) {
      switch (c) {
        case '&' -> safe.append("&amp;");
        case '<' -> safe.append("&lt;");
        case '>' -> safe.append("&gt;");
        case '"' -> safe.append("&quot;");
        case '\'' -> safe.append("&#39;");
        default -> safe.append(c);
      }
    }
    return safe.toString();
  }

  /** The beginning of a text that is too long, and … for the rest. */
  public static String cut(String text, int longest) {
    return text.codePointCount(0, text.length()) <= longest
        ? text
        : text.substring(0, text.offsetByCodePoints(0, longest - 1)) + "…";
  }

  private static boolean isShown(int c) {
    return switch (Character.getType(c)) {
      case Character.CONTROL -> c == '\n' || c == '\t';
      case Character.FORMAT -> c == JOINER || c == NON_JOINER;
      case Character.SURROGATE, Character.LINE_SEPARATOR, Character.PARAGRAPH_SEPARATOR -> false;
      case Character.UNASSIGNED -> (c & 0xFFFE) != 0xFFFE;
      default -> true;
    };
  }
}
