package dev.descent.exercise;

import java.util.Locale;

/** The beginning of a text that a student's code may have made as long as it likes. */
public final class Brief {
  private Brief() {}

  /**
   * A text as it is, or its beginning and a word on how long it was.
   *
   * @param most so much is kept, in bytes as JSON has them in UTF-8
   */
  public static String of(String text, int most) {
    int bytes = 0;
    for (int i = 0; i < text.length(); i++) {
      bytes += bytes(text.charAt(i));
      if (bytes > most) {
        int end = Character.isLowSurrogate(text.charAt(i)) ? i - 1 : i;
        return String.format(
            Locale.ROOT, "%s … (cut: %,d characters)", text.substring(0, end), text.length());
      }
    }
    return text;
  }

  private static int bytes(char c) {
    if (c < ' ') {
      return c == '\n' || c == '\t' || c == '\r' ? 2 : 6;
    }
    if (c == '"' || c == '\\' || Character.isSurrogate(c)) {
      return 2;
    }
    return c < 0x80 ? 1 : c < 0x800 ? 2 : 3;
  }
}
