package dev.descent.exercise;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

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

  /** How much of a mistake an answer tells. */
  public enum Evidence {
    /** Numbers or words that tell mistakes apart. */
    TELLING,
    /**
     * An array as it was given, or nothing but zeros: whatever has been left undone gives that, in
     * one check.
     */
    NOTHING_DONE,
    /** NaN or infinite, which has many reasons. */
    NOT_FINITE
  }

  /**
   * A wrong answer.
   *
   * @param check number of the check in its test, from 1
   * @param words what was found, in words
   * @param values all that was found, in numbers; null if it is not in numbers
   * @param allowed by how much values may differ and still be the same
   * @param evidence how much it tells
   */
  public record Found(
      int check, String words, double @Nullable [] values, double allowed, Evidence evidence) {
    /** Tells whether it is an input that was changed. */
    public boolean ofInput() {
      return words.equals(Kept.CHANGED) || words.equals(Kept.HOLDS_OTHERS);
    }

    /** Tells whether it has a number that two answers do not have by chance. */
    public boolean proves() {
      return values != null
          && Arrays.stream(values).anyMatch(x -> Double.isFinite(x) && x != Math.rint(x));
    }

    /**
     * Tells whether the same check failed on the same answer, within the check's own limit. An
     * input that was changed is the same whatever stands there now.
     */
    public boolean isSameAs(Found other) {
      if (check != other.check) {
        return false;
      }
      return ofInput() || other.ofInput() ? words.equals(other.words) : hasSameNumbers(other);
    }

    /** Tells whether the same was found, in an input, too. */
    public boolean hasSameNumbers(Found other) {
      if (values == null || other.values == null) {
        return values == other.values && Objects.equals(words, other.words);
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

  private static final int LONGEST = 1200; // bytes
  private static final int LONGEST_WORDS = 3000; // bytes; they tell mistakes apart

  private final transient Found found;
  private final transient @Nullable Curves curves;
  private final transient List<Found> later;

  /** A failure for something that is found in words, not in numbers. */
  CheckFailure(int check, String message, String found) {
    this(
        message, new Found(check, Brief.of(found, LONGEST_WORDS), null, 0, Evidence.TELLING), null);
  }

  /**
   * @param curves what to draw, or null
   */
  CheckFailure(String message, Found found, @Nullable Curves curves) {
    this(message, found, curves, List.of());
  }

  private CheckFailure(String message, Found found, @Nullable Curves curves, List<Found> later) {
    super(Brief.of(message, LONGEST));
    this.found = found;
    this.curves = curves;
    this.later = later;
  }

  /** The same, with a line about the case. */
  CheckFailure in(String line) {
    return new CheckFailure(getMessage() + line, found, curves, later);
  }

  /** The same, with what was found where later checks did not hold. */
  CheckFailure with(List<Found> later) {
    return new CheckFailure(String.valueOf(getMessage()), found, curves, later);
  }

  /** The wrong answer. */
  public Found found() {
    return found;
  }

  /** The wrong answers at later checks, of a test that went on. */
  public List<Found> later() {
    return later;
  }

  /** The curves to draw, or null. */
  public @Nullable Curves curves() {
    return curves;
  }
}
