package dev.descent.guard;

import java.util.List;
import java.util.SortedMap;

/**
 * The guard's verdict on the classes of an answer.
 *
 * @param refusals why none of it may run; empty if what is left of it may
 * @param cuts what has been cut out of it
 * @param classes what may run of it, by path; none if it may not
 */
public record Verdict(List<Refusal> refusals, List<Cut> cuts, SortedMap<String, byte[]> classes) {
  /**
   * A class, a method or a field that was cut.
   *
   * @param name as a student knows it, such as {@code main}
   * @param because the first thing in it that is not allowed
   */
  public record Cut(String name, Refusal because) {
    /** The line for the student. */
    public String note() {
      return "%s: %s is left out: %s".formatted(because.place(), name, because.sentence());
    }
  }

  /** Tells whether anything of it may run. */
  public boolean mayRun() {
    return refusals.isEmpty();
  }
}
