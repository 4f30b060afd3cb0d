package dev.descent.exercise;

/**
 * Names that graded tests and their grader agree on: configuration parameters of JUnit, and tags.
 */
public final class Grading {
  /** The seed from which their inputs are drawn, a whole number; 1 where nothing is said. */
  public static final String SEED = "descent.seed";

  /** Tags and names of tests that have failed in an earlier run, separated by commas. */
  public static final String FAILED = "descent.failed";

  /** {@code false} where tests are run whatever they need. */
  public static final String NEEDS = "descent.needs";

  /** {@code true} where tests go on after wrong numbers. */
  public static final String GOES_ON = "descent.goes-on";

  /** The key of a report entry of JUnit: what a test has measured. */
  public static final String MEASURED = "descent.measured";

  /** The key of its value. */
  public static final String VALUE = "descent.value";

  private Grading() {}

  /** The number in a tag {@code task-1}; 0 in any other. */
  public static int task(String tag) {
    return tag.matches("task-[1-9]\\d?") ? Integer.parseInt(tag.substring(5)) : 0;
  }
}
