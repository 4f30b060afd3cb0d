package dev.descent.cli;

import dev.descent.BadInputException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The K-th of N equal parts of something: every N-th, from the K-th on. All machines that are given
 * the same list and the same N have parts that are disjoint and together all.
 *
 * @param number K, from 1
 * @param of N
 */
record Shard(int number, int of) {
  static final Shard ALL = new Shard(1, 1);

  private static final Pattern FORM = Pattern.compile("(\\d{1,6})/(\\d{1,6})");

  /**
   * Reads {@code 3/8}.
   *
   * @throws BadInputException if the text is none
   */
  static Shard parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (form.matches()) {
      int number = Integer.parseInt(form.group(1));
      int of = Integer.parseInt(form.group(2));
      if (number >= 1 && number <= of) {
        return new Shard(number, of);
      }
    }
    throw new BadInputException(
        "--shard must be K/N with K from 1 to N, such as 3/8, got '" + text + "'");
  }

  <T> List<T> of(List<T> all) {
    return IntStream.range(0, all.size())
        .filter(i -> i % of == number - 1)
        .mapToObj(all::get)
        .toList();
  }
}
