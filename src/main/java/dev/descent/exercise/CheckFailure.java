package dev.descent.exercise;

import java.util.Objects;

/**
 * A check of a graded test that does not hold. Beside its message it keeps what was found, so that
 * a grader can tell whether two wrong answers are wrong in the same way.
 */
public final class CheckFailure extends AssertionError {
  private static final long serialVersionUID = 1;

  /**
   * Two curves of a training: what should be, and what came.
   *
   * @param what is drawn, with its unit
   * @param x what is counted, such as {@code epoch}
   */
  public record Curves(String what, String x, double[] expected, double[] found) {}

  private final int check;
  private final String found;
  private final double[] values;
  private final double allowed;
  private final Curves curves;

  /** What was found is in words, and not in numbers. */
  CheckFailure(int check, String message, String found) {
    this(check, message, found, null, 0, null);
  }

  /**
   * @param check its number in the test, from 1
   * @param found in words
   * @param values all that was found, in numbers
   * @param allowed by how much values may differ and still be the same
   * @param curves what to draw, or null
   */
  CheckFailure(
      int check, String message, String found, double[] values, double allowed, Curves curves) {
    super(message);
    this.check = check;
    this.found = found;
    this.values = values;
    this.allowed = allowed;
    this.curves = curves;
  }

  /** What to draw, or null. */
  public Curves curves() {
    return curves;
  }

  /** Whether the same check failed on the same answer, within the check's own limit. */
  public boolean isSameAs(CheckFailure other) {
    if (check != other.check || (values == null) != (other.values == null)) {
      return false;
    }
    if (values == null) {
      return Objects.equals(found, other.found);
    }
    if (values.length != other.values.length) {
      return false;
    }
    for (int i = 0; i < values.length; i++) {
      if (!Check.near(values[i], other.values[i], allowed)) {
        return false;
      }
    }
    return true;
  }
}
