package dev.descent;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** The known names that are nearest to one that is not known. */
public final class Nearest {
  private static final int SHOWN = 3;

  private Nearest() {}

  /** The end of a sentence that says of a word that it is not known; empty if no name is near. */
  public static String didYouMean(String word, Collection<String> known) {
    return didYouMean(word, known, "");
  }

  /**
   * The end of a sentence that says of a word that it is not known.
   *
   * @param otherwise it ends so if no name is near
   */
  public static String didYouMean(String word, Collection<String> known, String otherwise) {
    List<String> near = to(word, known);
    return near.isEmpty() ? otherwise : "; did you mean " + String.join(" or ", near) + "?";
  }

  /** The nearest first, three at most. */
  private static List<String> to(String word, Collection<String> known) {
    String wanted = word.strip().toLowerCase(Locale.ROOT);
    int limit = Math.max(1, wanted.length() / 3);
    Set<String> seen = new HashSet<>();
    return known.stream()
        .filter(name -> seen.add(name.toLowerCase(Locale.ROOT)))
        .filter(name -> distance(wanted, name.toLowerCase(Locale.ROOT)) <= limit)
        .sorted(Comparator.comparingInt(name -> distance(wanted, name.toLowerCase(Locale.ROOT))))
        .limit(SHOWN)
        .toList();
  }

  /** The letters to leave out, add, change or swap with the next one that make b of a. */
  private static int distance(String a, String b) {
    int[][] d = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        if (i == 0 || j == 0) {
          d[i][j] = i + j;
          continue;
        }
        int changed = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        d[i][j] = Math.min(d[i - 1][j - 1] + changed, 1 + Math.min(d[i - 1][j], d[i][j - 1]));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
        }
      }
    }
    return d[a.length()][b.length()];
  }
}
