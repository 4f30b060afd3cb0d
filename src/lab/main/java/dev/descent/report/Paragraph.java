package dev.descent.report;

import java.util.ArrayList;
import java.util.List;

/** Text for a terminal, broken into lines between its words. */
public final class Paragraph {
  /** The most columns of a line: some terminals of 80 columns wrap what fills them. */
  public static final int WIDTH = 79;

  /** A sign between two parts of a formula. */
  private static final String OPERATOR = "[-+*/]?=|[+−·/×≤≥<>←]";

  private Paragraph() {}

  /** A paragraph for 80 columns. */
  public static String of(String words, String first, String others) {
    return of(words, first, others, WIDTH);
  }

  /**
   * A paragraph broken into lines: the first begins with one indent, the others with another. Code
   * in back quotes and the parts of a formula stay together where a line has room for them.
   */
  public static String of(String words, String first, String others, int width) {
    StringBuilder text = new StringBuilder();
    StringBuilder line = new StringBuilder(first);
    boolean empty = true;
    for (String word : unbroken(words, width - others.length())) {
      if (!empty && line.length() + 1 + word.length() > width) {
        text.append(line).append('\n');
        line = new StringBuilder(others);
        empty = true;
      }
      line.append(empty ? "" : " ").append(word);
      empty = false;
    }
    return text.append(line).append('\n').toString();
  }

  /** Words, and what stays together like one. */
  private static List<String> unbroken(String words, int room) {
    List<String> all = new ArrayList<>();
    List<String> together = new ArrayList<>();
    boolean code = false;
    // A number stays with its percent sign.
    for (String word : words.strip().split("(?<=\\S) (?=[^\\s%])|\\s*\\n\\s*")) {
      boolean goesOn =
          !together.isEmpty()
              && (code
                  || word.matches(OPERATOR)
                  || together.get(together.size() - 1).matches(OPERATOR));
      if (!goesOn) {
        all.addAll(fitting(together, room));
        together.clear();
      }
      together.add(word);
      code ^= word.chars().filter(c -> c == '`').count() % 2 == 1;
    }
    all.addAll(fitting(together, room));
    return all;
  }

  private static List<String> fitting(List<String> words, int room) {
    String all = String.join(" ", words);
    return words.isEmpty() || all.length() > room ? List.copyOf(words) : List.of(all);
  }
}
