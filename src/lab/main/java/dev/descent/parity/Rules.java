package dev.descent.parity;

import dev.descent.Count;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Rules for the entries of a fixture.
 *
 * <p>A broken one is an {@link IllegalArgumentException} that names the entry, the rule and the
 * value.
 */
final class Rules {
  private Rules() {}

  /** Returns the value of an entry, which must be there. */
  static <T> T there(String entry, @Nullable T value) {
    if (value == null) {
      throw new IllegalArgumentException("entry " + entry + " is missing");
    }
    return value;
  }

  /** Requires an entry to be there if another one is, and not to be there without it. */
  static void together(String entry, @Nullable Object value, String other, boolean needed) {
    if (needed) {
      there(entry, value);
    } else if (value != null) {
      throw new IllegalArgumentException("entry " + entry + " must come with " + other);
    }
  }

  static void that(boolean right, String entry, String rule, @Nullable Object got) {
    if (!right) {
      throw new IllegalArgumentException(entry + " must be " + rule + ", got " + got);
    }
  }

  static void atLeast(String entry, long value, long least) {
    that(value >= least, entry, "at least " + least, value);
  }

  static void count(String entry, int count, long expected, String thing) {
    if (count != expected) {
      throw new IllegalArgumentException(
          entry + " must have " + Count.of(expected, thing) + ", got " + count);
    }
  }

  static void finite(String entry, double... values) {
    all(entry, values, Double::isFinite, "finite");
  }

  static void all(String entry, double[] values, DoublePredicate right, String rule) {
    for (int i = 0; i < values.length; i++) {
      if (!right.test(values[i])) {
        that(false, values.length == 1 ? entry : entry + "[" + i + "]", rule, values[i]);
      }
    }
  }

  /** Says at which entry a constructor refuses its arguments. */
  static void at(String entry, Runnable constructor) {
    try {
      constructor.run();
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("at " + entry + ": " + e.getMessage(), e);
    }
  }
}
