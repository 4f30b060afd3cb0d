package dev.descent.exercise;

import java.util.Locale;

/**
 * Methods that the grader calls where an answer sets something for the whole JVM that no test
 * depends on: people do so by habit, and it costs them nothing.
 */
public final class Ignored {
  private Ignored() {}

  /** Does nothing. */
  public static void setDefault(Locale locale) {}

  /** Does nothing. */
  public static void gc() {}
}
