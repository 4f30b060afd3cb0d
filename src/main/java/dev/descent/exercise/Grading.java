package dev.descent.exercise;

/** What a grader tells graded tests, as JUnit configuration parameters. */
public final class Grading {
  /** The seed from which their inputs are drawn, a whole number; 1 where nothing is said. */
  public static final String SEED = "descent.seed";

  /** Tags and names of tests that have failed in an earlier run, separated by commas. */
  public static final String FAILED = "descent.failed";

  private Grading() {}
}
