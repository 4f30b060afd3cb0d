package dev.descent.report;

import java.util.List;
import java.util.stream.IntStream;

/** A column of a table; if it has numbers, it is aligned at its right side. */
public record Column(String heading, boolean numeric) {

  public static Column text(String heading) {
    return new Column(heading, false);
  }

  public static Column number(String heading) {
    return new Column(heading, true);
  }

  /**
   * The columns of a table with these headings: the first names the row, the others are numbers.
   */
  public static List<Column> named(List<String> headings) {
    return IntStream.range(0, headings.size())
        .mapToObj(i -> new Column(headings.get(i), i > 0))
        .toList();
  }
}
