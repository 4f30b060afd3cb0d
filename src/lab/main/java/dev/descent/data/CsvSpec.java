package dev.descent.data;

import dev.descent.BadInputException;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table and how to read it, as written after {@code csv:}, such as {@code
 * cars.csv,target=price,sep=semicolon,missing=median}.
 *
 * @param outcome the column to predict: its name in the header, or its number from 1
 * @param isRegression whether a number is predicted, and not a class
 * @param separator what parts cells; null where the file shows it
 * @param decimal the sign in a number's middle, a point or a comma; null where the file shows it
 * @param thousands the sign between groups of three digits; null where the file shows it
 * @param header whether the first row has names; null where the file shows it
 * @param missing what becomes of cells with nothing in them
 * @param with columns to take though they seem to count rows
 * @param without columns to leave out
 */
record CsvSpec(
    Path file,
    String outcome,
    boolean isRegression,
    @Nullable Character separator,
    @Nullable Character decimal,
    @Nullable Character thousands,
    @Nullable Boolean header,
    Missing missing,
    List<String> with,
    List<String> without) {
  /** What becomes of cells with nothing in them. */
  enum Missing {
    /** They are an error. */
    REFUSED,
    /** They get the mean of the training part, or its most frequent word. */
    MEAN,
    /** They get the median of the training part, or its most frequent word. */
    MEDIAN,
    /** Their rows are left out. */
    DROP
  }

  static final Pattern OPTION =
      Pattern.compile(",(label|target|sep|decimal|thousands|header|missing|with|without)=");
  private static final Set<String> OUTCOMES = Set.of("label", "target");
  private static final Map<String, Character> SEPARATORS =
      Map.of("comma", ',', "semicolon", ';', "tab", '\t', "\\t", '\t', "bar", '|');

  /**
   * Understands what stands after {@code csv:}.
   *
   * @param spec all of it, for messages
   */
  static CsvSpec parse(String spec, String argument) {
    Map<String, List<String>> options = new HashMap<>();
    int end = argument.length();
    String twice = "";
    // From the end, up to what was there already: that belongs to the name of the file.
    for (MatchResult option : reversed(OPTION.matcher(argument).results().toList())) {
      String name = option.group(1);
      boolean isOutcome = OUTCOMES.contains(name);
      boolean isRepeated = name.startsWith("with");
      if (!isRepeated && options.containsKey(name)
          || isOutcome && !Collections.disjoint(options.keySet(), OUTCOMES)) {
        twice = name;
        break;
      }
      options
          .computeIfAbsent(name, first -> new ArrayList<>())
          .add(0, argument.substring(option.end(), end));
      end = option.start();
    }
    boolean isRegression = options.containsKey("target");
    String outcome = options.getOrDefault(isRegression ? "target" : "label", List.of("")).get(0);
    if (!twice.isEmpty() && outcome.isEmpty()) {
      throw new BadInputException(spec + ": " + twice + "= is given twice");
    }
    if (outcome.isEmpty() || end == 0) {
      throw new BadInputException(
          spec
              + ": which column is the label? Write csv:FILE,label=COLUMN, its name or number, or"
              + " csv:FILE,target=COLUMN to predict a number");
    }
    Optional<String> missing = one(options, "missing");
    Character separator = one(options, "sep").map(value -> separator(spec, value)).orElse(null);
    Character decimal = one(options, "decimal").map(value -> decimal(spec, value)).orElse(null);
    Character thousands = one(options, "thousands").map(v -> thousands(spec, v)).orElse(null);
    if (thousands != null && thousands.equals(decimal)) {
      throw new BadInputException(
          spec + ": decimal and thousands are the same sign, a " + NumberForm.word(thousands));
    }
    return new CsvSpec(
        path(spec, argument.substring(0, end)),
        outcome,
        isRegression,
        separator,
        decimal,
        thousands,
        one(options, "header").map(value -> header(spec, value)).orElse(null),
        missing.map(value -> missing(spec, value)).orElse(Missing.REFUSED),
        options.getOrDefault("with", List.of()),
        options.getOrDefault("without", List.of()));
  }

  private static List<MatchResult> reversed(List<MatchResult> results) {
    List<MatchResult> copy = new ArrayList<>(results);
    Collections.reverse(copy);
    return copy;
  }

  private static Optional<String> one(Map<String, List<String>> options, String name) {
    return Optional.ofNullable(options.get(name)).map(values -> values.get(0));
  }

  private static Character separator(String spec, String value) {
    Character named = SEPARATORS.get(value);
    if (named == null && (value.length() != 1 || "\"\n\r.".contains(value))) {
      throw new BadInputException(
          spec + ": sep must be comma, semicolon, tab, bar or a sign, got \"" + value + '"');
    }
    return named == null ? (Character) value.charAt(0) : named;
  }

  private static Character decimal(String spec, String value) {
    return switch (value) {
      case ".", "point" -> '.';
      case ",", "comma" -> ',';
      default ->
          throw new BadInputException(
              spec + ": decimal must be point or comma, got \"" + value + '"');
    };
  }

  private static Character thousands(String spec, String value) {
    return switch (value) {
      case ".", "point" -> '.';
      case ",", "comma" -> ',';
      case " ", "blank" -> ' ';
      case "'", "apostrophe" -> '\'';
      default ->
          throw new BadInputException(
              spec + ": thousands must be point, comma, blank or apostrophe, got \"" + value + '"');
    };
  }

  private static Boolean header(String spec, String value) {
    if (!value.equals("yes") && !value.equals("no")) {
      throw new BadInputException(spec + ": header must be yes or no, got \"" + value + '"');
    }
    return value.equals("yes");
  }

  private static Missing missing(String spec, String value) {
    for (Missing missing : Missing.values()) {
      if (missing != Missing.REFUSED && missing.name().toLowerCase(Locale.ROOT).equals(value)) {
        return missing;
      }
    }
    throw new BadInputException(
        spec + ": missing must be mean, median or drop, got \"" + value + '"');
  }

  private static Path path(String spec, String text) {
    try {
      return Path.of(text);
    } catch (InvalidPathException e) {
      throw new BadInputException(spec + ": not a path: " + e.getReason(), e);
    }
  }

  /** The option with which the file says what is predicted. */
  String outcomeOption() {
    return (isRegression ? "target=" : "label=") + outcome;
  }
}
