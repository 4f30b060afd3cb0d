package dev.descent.guard;

import org.jspecify.annotations.Nullable;

/**
 * A name that is refused, and the reason.
 *
 * @param what is refused, in words, such as {@code java.lang.System.exit(int)}
 * @param sentence the same for a student, with what is allowed instead where there is something
 */
record Refused(String what, String sentence) {
  static Refused of(String what) {
    return of(what, null);
  }

  /**
   * A refusal that says what to use.
   *
   * @param instead what is allowed; null if there is nothing
   */
  static Refused of(String what, @Nullable String instead) {
    return new Refused(
        what, what + " is not allowed" + (instead == null ? "" : "; instead: " + instead));
  }
}
