package dev.descent.exercise;

/**
 * Stands in an answer in the place of code that uses what no answer may. No answer can name it: the
 * grader's guard puts it there.
 */
public final class NotAllowed extends Error {
  private static final long serialVersionUID = 1;

  /**
   * @param words what is not allowed, where it stands, and what is allowed instead
   */
  public NotAllowed(String words) {
    super(words);
  }
}
