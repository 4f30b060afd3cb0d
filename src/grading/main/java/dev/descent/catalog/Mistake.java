package dev.descent.catalog;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A known wrong answer: a right one with a slip, as a file in {@code solutions/mistakes} tells it.
 * A field that the file does not have is null.
 *
 * @param says what a student is told who has made it
 * @param base the right answer that has no slip, a folder in {@code solutions/right}; null for the
 *     solution
 * @param replace code that the right answer has exactly once; how it is broken into lines does not
 *     matter, nor do comments behind them. It is null in a handout, which has mistakes as classes
 * @param with the code that stands in its place
 * @param and what else is replaced
 */
record Mistake(
    @Nullable String says,
    @Nullable String base,
    @Nullable String replace,
    @Nullable String with,
    @Nullable List<Slip> and) {
  /** Space between words of code, with or without a comment at the end of a line. */
  private static final String BETWEEN = "(?:\\s+|\\s*//[^\\n]*\\n\\s*)";

  /** A piece of code that is replaced by another. */
  record Slip(@Nullable String replace, @Nullable String with) {
    private MatchResult in(String right) {
      String code = replace == null || replace.isBlank() || with == null ? "" : replace.strip();
      if (code.isEmpty()) {
        throw new IllegalArgumentException("must have replace and with, got one or none");
      }
      Pattern pattern =
          Pattern.compile(
              Arrays.stream(code.split("\\s+"))
                  .map(Pattern::quote)
                  .collect(Collectors.joining(BETWEEN)));
      List<MatchResult> found = pattern.matcher(right).results().toList();
      if (found.size() != 1) {
        throw new IllegalArgumentException(
            "replace must be in the right answer exactly once, is there %d times: %s"
                .formatted(found.size(), String.join(" ", code.split("\\s+"))));
      }
      return found.get(0);
    }
  }

  /** A place in the right answer, and what comes there. */
  private record Change(MatchResult place, @Nullable String with) {}

  /**
   * The wrong answer.
   *
   * @param right the text of {@code base}
   * @throws IllegalArgumentException if something that is replaced is not there exactly once
   */
  String in(String right) {
    List<Slip> slips = new ArrayList<>(List.of(new Slip(replace, with)));
    slips.addAll(and == null ? List.of() : and);
    List<Change> changes =
        slips.stream()
            .map(slip -> new Change(slip.in(right), slip.with()))
            .sorted(Comparator.comparingInt(change -> change.place().start()))
            .toList();
    StringBuilder wrong = new StringBuilder();
    int end = 0;
    for (Change change : changes) {
      if (change.place().start() < end) {
        throw new IllegalArgumentException(
            "what is replaced must not overlap, got twice: " + change.place().group());
      }
      wrong.append(right, end, change.place().start()).append(change.with());
      end = change.place().end();
    }
    return wrong.append(right, end, right.length()).toString();
  }
}
