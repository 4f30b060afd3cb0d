package dev.descent.slip;

import java.util.Set;

/**
 * A slip in a right answer.
 *
 * @param number of the slip in its answer, from 1
 * @param rule that made it
 * @param method that it is in; the first of several
 * @param line of the right answer that it is in
 * @param says what a student is told who has made it
 * @param names that the right answer has given, to a variable or to a method (with "()" behind it),
 *     and that {@code says} has
 */
public record Slip(int number, Rule rule, String method, int line, String says, Set<String> names) {
  /**
   * Tells whether a student can recognise what it says: all its names are in the student's code.
   *
   * @param code the names in it
   */
  public boolean isReadable(Set<String> code) {
    return code.containsAll(names);
  }

  /** What a student is told whose code has other names. */
  public String saysInWords(Set<String> code) {
    String where = code.contains(method + "()") ? " in “" + method + "”" : "";
    return "These are the numbers where" + where + " " + rule.inWords() + ".";
  }
}
