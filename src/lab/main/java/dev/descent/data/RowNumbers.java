package dev.descent.data;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Columns that tell a row from the others, and nothing about it. Learnt from, they give away how a
 * table was sorted.
 *
 * <p>Whatever counts the rows is one, unless its name speaks of time or of something measured: that
 * may rise by steps of one. Numbers in another order are one where the name says so.
 */
final class RowNumbers {
  /** Rows that do not count by chance; fewer are counted only where the name says so. */
  private static final int LEAST_ROWS = 10;

  private static final int LEAST_SHUFFLED = 20;
  private static final int LEAST_NAMED = 3;

  /** Names of what is another for each row, numbers or not. */
  private static final Pattern NAME_OF_ROWS =
      Pattern.compile(
          "|unnamed: ?\\d+(\\.\\d+)*|level_0|index|idx|id|.*[_ .-]id|id_|#|\u2116|\u5E8F\u53F7"
              + "|((s|sr|ser|serial|row|obs|rec|record|case|line|lfd|laufende|lauf)[. _-]*)"
              + "(nr|no|num|number|nummer)\\.?|(nr|no)\\.?"
              + "|row|row[_ ]?(names?|id)?|rownames?|rowid|zeile|obs\\.?");

  private static final Pattern CAMEL_ID = Pattern.compile(".*[a-z]Id|.*[a-z]ID");

  /** Names that may be of rows: believed where the numbers are those of the rows. */
  private static final Pattern NAME_OF_COUNT =
      Pattern.compile(
          "record|case|line|entry|serial|x|v1|n|key|pk|sample|subject|observation|\\.\\.\\.\\d+"
              + "|.*(nr|no|number|nummer)\\.?|(nr|no|number|nummer|id)[. _-].*");

  private static final Set<String> MEASURES =
      Set.of(
          "t",
          "age",
          "ages",
          "tag",
          "tage",
          "alter",
          "zeit",
          "datum",
          "woche",
          "wochen",
          "monat",
          "monate",
          "jahr",
          "jahre",
          "stunde",
          "stunden",
          "sekunde",
          "sekunden",
          "quartal",
          "rank",
          "ranks",
          "rang",
          "paid",
          "price",
          "cost",
          "amount",
          "dose",
          "size",
          "width",
          "height",
          "length",
          "depth",
          "weight",
          "distance",
          "speed",
          "temperature",
          "temp",
          "voltage");

  private static final Pattern TIME =
      Pattern.compile(
          "(day|week|month|quarter|year|hour|minute|second|time|date|epoch|step|period).*"
              + "|.*(day|week|month|year|hour|time)s?");

  private static final Pattern WORD_ENDS = Pattern.compile("[^\\p{L}]+|(?<=\\p{Ll})(?=\\p{Lu})");

  private RowNumbers() {}

  /**
   * Why a column says nothing about its rows; null if it may.
   *
   * @param name empty if it has none
   * @param isFirst whether it is the first of a table without a header, where such numbers are
   * @param hasHeader whether the table has names
   */
  static @Nullable String why(
      List<String> cells, NumberForm form, String name, boolean isFirst, boolean hasHeader) {
    int rows = cells.size();
    double[] numbers = cells.stream().mapToDouble(form::value).toArray();
    String lower = name.toLowerCase(Locale.ROOT);
    boolean isOfRows =
        hasHeader && (NAME_OF_ROWS.matcher(lower).matches() || CAMEL_ID.matcher(name).matches());
    boolean mayBe = isOfRows || !hasHeader && isFirst;
    boolean isFromStart = numbers[0] == 0 || numbers[0] == 1;
    if (rows >= (mayBe ? LEAST_NAMED : LEAST_ROWS)
        && (isOfRows || isFromStart && !isMeasure(name))
        && counts(numbers)) {
      return "counts the rows";
    }
    if (isOfRows && rows >= LEAST_NAMED) {
      boolean isWhole = Arrays.stream(numbers).allMatch(x -> Double.isNaN(x) || x % 1 == 0);
      return isWhole && new HashSet<>(cells).size() == rows
          ? "has another value in each row"
          : null;
    }
    boolean isNamed = hasHeader && NAME_OF_COUNT.matcher(lower).matches();
    double[] sorted = numbers.clone();
    Arrays.sort(sorted);
    return rows >= LEAST_SHUFFLED
            && (isNamed || !hasHeader && isFirst)
            && (sorted[0] == 0 || sorted[0] == 1)
            && counts(sorted)
        ? "has the number of each row, in another order"
        : null;
  }

  private static boolean counts(double[] numbers) {
    for (int row = 0; row < numbers.length; row++) {
      if (numbers[row] != numbers[0] + row) {
        return false;
      }
    }
    return true;
  }

  /** Whether a name speaks of time, or of what is measured. */
  private static boolean isMeasure(String name) {
    return Arrays.stream(WORD_ENDS.split(name))
        .map(word -> word.toLowerCase(Locale.ROOT))
        .anyMatch(word -> MEASURES.contains(word) || TIME.matcher(word).matches());
  }
}
