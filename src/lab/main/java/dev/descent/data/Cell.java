package dev.descent.data;

import java.lang.Character.UnicodeScript;
import java.text.Normalizer;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The text in a cell of a CSV file, as people and their programs write it. */
final class Cell {
  /** Signs that show nothing, and are no blanks for Unicode. */
  private static final String FORMAT = "\\u200B\\u2060\\uFEFF\\u115F\\u1160\\u3164\\uFFA0\\u2800";

  private static final String BLANK = "\\s\\p{Z}\\u0085";

  /** Blanks of all kinds, in a row; with those that take no width. */
  private static final Pattern BLANKS =
      Pattern.compile("[%1$s%2$s]*[%1$s][%1$s%2$s]*".formatted(BLANK, FORMAT));

  /** What shows nothing, at an end. */
  private static final Pattern EDGES =
      Pattern.compile("^[%1$s%2$s\\p{Cf}]+|[%1$s%2$s\\p{Cf}]+$".formatted(BLANK, FORMAT));

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
    String seen = EDGES.matcher(NO_WIDTH.matcher(spaced).replaceAll("")).replaceAll("");
    return Normalizer.normalize(seen, Normalizer.Form.NFC);
  }

  /** Whether nothing is in a cell of words, or of numbers. */
  static boolean isMissing(String cell, boolean isAmongNumbers) {
    String word = cell.toLowerCase(Locale.ROOT);
    return MISSING.contains(word) || isAmongNumbers && NO_NUMBER.contains(word);
  }

  /** A cell of numbers in ASCII: its digits, its signs, and what may part its thousands. */
  static String plain(String cell) {
    if (isAscii(cell)) {
      return cell;
    }
    String text = PLUS.matcher(MINUS.matcher(cell).replaceAll("-")).replaceAll("+");
    StringBuilder plain = new StringBuilder();
    text.codePoints().map(Cell::plain).forEach(plain::appendCodePoint);
    return plain.toString();
  }

  private static boolean isAscii(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      if (cell.charAt(i) > 0x7F) {
        return false;
      }
    }
    return true;
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
   * A text as it may be shown: what moves the cursor, or turns letters round, is written as in
   * Java, {@code \\u001B}.
   */
  static String shown(String text) {
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            sign -> {
              if (isShown(sign)) {
                shown.appendCodePoint(sign);
              } else {
                shown.append(String.format(Locale.ROOT, "\\u%04X", sign));
              }
            });
    return shown.toString();
  }

  private static boolean isShown(int sign) {
    return switch (Character.getType(sign)) {
      case Character.CONTROL,
          Character.SURROGATE,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      // Persian words, and pictures of several signs, have joiners; flags have tags.
      case Character.FORMAT -> sign == 0x200C || sign == 0x200D || sign > 0xFFFF;
      default -> true;
    };
  }

  /** Whether a cell has a digit, and may have been meant as a number. */
  static boolean hasDigit(String cell) {
    return cell.codePoints().anyMatch(Character::isDigit);
  }

  /**
   * A Greek or Cyrillic letter in a text that has Latin ones, which it may look like; named with
   * its code point. Or the Latin one, where there is but one.
   */
  static Optional<String> stranger(String text) {
    Map<UnicodeScript, List<Integer>> letters =
        text.codePoints()
            .filter(Character::isLetter)
            .boxed()
            .collect(Collectors.groupingBy(UnicodeScript::of));
    List<Integer> latin = letters.getOrDefault(UnicodeScript.LATIN, List.of());
    return Stream.of(UnicodeScript.CYRILLIC, UnicodeScript.GREEK)
        .map(script -> letters.getOrDefault(script, List.of()))
        .filter(other -> !other.isEmpty() && !latin.isEmpty())
        .map(other -> named(other.size() > latin.size() ? latin.get(0) : other.get(0)))
        .findFirst();
  }

  private static String named(int sign) {
    return String.format(Locale.ROOT, "U+%04X %s", sign, Character.getName(sign));
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
            .mapToObj(Cell::named)
            .collect(Collectors.joining(", "));
    int end = line.length() > 40 ? line.offsetByCodePoints(0, line.codePointCount(0, 40)) : 0;
    return '"'
        + shown(end > 0 ? line.substring(0, end) + "..." : line)
        + '"'
        + (strange.isEmpty() ? "" : " (with " + strange + ")");
  }
}
