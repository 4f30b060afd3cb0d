package dev.descent.catalog;

/** The stages of a student's answer to an exercise, from missing to graded. */
public enum AnswerState {
  /** Nothing was handed in for the exercise. */
  MISSING,
  /** A file was handed in that is no source, or cannot be read. */
  UNREADABLE,
  /** A file was handed in, and nothing more is known of it. */
  HANDED_IN,
  /** The compiler rejects it, or it is in another package than the exercise. */
  DOES_NOT_COMPILE,
  /** It uses what no answer needs, or is in the way of the tests. */
  REFUSED,
  /** It may run, and has not run yet. */
  COMPILED,
  /** It may run, and no test could: the time was up, or the grader failed. */
  NOT_GRADED,
  /** Its tests have run. */
  GRADED
}
