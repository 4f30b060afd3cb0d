package dev.descent.lesson;

import java.util.ArrayList;
import java.util.List;

/**
 * A part of a file that a text shows: the lines between the comments {@code @start region=name} and
 * {@code @end}, as Javadoc's snippets have them.
 */
public final class CodeRegion {
  private CodeRegion() {}

  /**
   * The lines of a region, without the indentation that they share.
   *
   * @throws IllegalArgumentException if the file has no such region, or not to its end
   */
  public static String of(String source, String region) {
    List<String> lines = new ArrayList<>();
    boolean isInside = false;
    for (String line : source.lines().toList()) {
      String comment = line.strip().replaceFirst("^(//|#)\\s*", "");
      if (comment.equals("@start region=" + region)) {
        isInside = true;
      } else if (isInside && comment.equals("@end")) {
        return String.join("\n", lines).stripIndent().stripTrailing() + "\n";
      } else if (isInside) {
        lines.add(line);
      }
    }
    throw new IllegalArgumentException(
        "region " + region + (isInside ? " has no // @end" : " has no // @start region=" + region));
  }
}
