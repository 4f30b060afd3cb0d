package dev.descent.data;

import java.text.Normalizer;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The text in a cell of a CSV file, as people and their programs write it. */
final class Cell {
  /** Blanks of all kinds, in a row; with those that take no width. */
  private static final Pattern BLANKS =
      Pattern.compile(
          "[\\s\\p{Z}\\u0085\\u200B\\u2060\\uFEFF]*[\\s\\p{Z}\\u0085][\\s\\p{Z}\\u0085\\u200B\\u2060\\uFEFF]*");

  private static final Pattern NO_WIDTH = Pattern.compile("[\\u200B\\u2060\\uFEFF\\u00AD]");

  /** What typesetters put where a keyboard has "-". */
  private static final Pattern MINUS = Pattern.compile("[\\u2212\\u2012\\u2013\\uFE63\\uFF0D]");

  private static final Pattern PLUS = Pattern.compile("[\\uFE62\\uFF0B]");

  /** R, Python, spreadsheets and databases say so where there is nothing; in lower case. */
  private static final Set<String> MISSING =
      Set.of("", "?", "na", "n/a", "#n/a", "#na", "<na>", "nan", "-nan");

  /** They say so among numbers, too; among words these are words. */
  private static final Set<String> NO_NUMBER = Set.of("null", "none", "-");

  /** U+066B, in Arabic. */
  static final char ARABIC_DECIMAL = '\u066B';

  private static final String APOSTROPHES = "\u2019\u02BC\u02B9\u2032\u066C";
  private static final int FIRST_WIDE = 0xFF01; // as wide as a Chinese letter: "!" to "~"
  private static final int LAST_WIDE = 0xFF5E;

  private Cell() {}

  /**
   * The text without blanks around it, with one plain blank for several, and the same letters in
   * the same spelling: two cells that look alike are equal.
   */
  static String clean(String raw) {
    if (raw.chars().allMatch(c -> c > ' ' && c < 0x7F)) {
      return raw;
    }
    String spaced = BLANKS.matcher(raw).replaceAll(" ");
    return Normalizer.normalize(NO_WIDTH.matcher(spaced).replaceAll(""), Normalizer.Form.NFC)
        .strip();
  }

  /** Whether nothing is in a cell of words, or of numbers. */
  static boolean isMissing(String cell, boolean isAmongNumbers) {
    String word = cell.toLowerCase(Locale.ROOT);
    return MISSING.contains(word) || isAmongNumbers && NO_NUMBER.contains(word);
  }

  /** A cell of numbers in ASCII: its digits, its signs, and what may part its thousands. */
  static String plain(String cell) {
    if (cell.chars().allMatch(c -> c < 0x7F)) {
      return cell;
    }
    String text = PLUS.matcher(MINUS.matcher(cell).replaceAll("-")).replaceAll("+");
    StringBuilder plain = new StringBuilder();
    text.codePoints().map(Cell::plain).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static int plain(int sign) {
    if (Character.getType(sign) == Character.DECIMAL_DIGIT_NUMBER) {
      return '0' + Character.digit(sign, 10);
    }
    if (sign >= FIRST_WIDE && sign <= LAST_WIDE) {
      return sign - FIRST_WIDE + '!';
    }
    return APOSTROPHES.indexOf(sign) >= 0 ? '\'' : sign;
  }

  /** The same spelling for equal numbers: 1 for 01, 1.0 and 1e0. */
  static String canonical(double number) {
    double value = number + 0.0; // -0.0 becomes 0.0
    return value == Math.rint(value) && Math.abs(value) < 1e15
        ? Long.toString((long) value)
        : Double.toString(value);
  }

  /**
   * A cell for a message: on one line, and not too long; signs that no keyboard has are named, as
   * they may look like others, or like nothing.
   */
  static String quoted(String cell) {
    String line = cell.replaceAll("\\s+", " ");
    String strange =
        line.codePoints()
            .filter(c -> c > 0x7F && !Character.isLetter(c) || Character.isISOControl(c))
            .distinct()
            .limit(3)
            .mapToObj(c -> String.format(Locale.ROOT, "U+%04X %s", c, Character.getName(c)))
            .collect(Collectors.joining(", "));
    return '"'
        + (line.length() > 40 ? line.substring(0, 40) + "..." : line)
        + '"'
        + (strange.isEmpty() ? "" : " (with " + strange + ")");
  }
}
