package dev.descent.parity;

import java.util.function.DoublePredicate;

/** What a fixture's entries have to fulfil; each names the entry, the rule and the value. */
final class Rules {
  private Rules() {}

  static void there(String entry, Object value) {
    if (value == null) {
      throw new IllegalArgumentException("entry " + entry + " is missing");
    }
  }

  /** An entry that belongs to another one: both are there, or neither. */
  static void together(String entry, Object value, String other, boolean needed) {
    if (needed) {
      there(entry, value);
    } else if (value != null) {
      throw new IllegalArgumentException("entry " + entry + " must come with " + other);
    }
  }

  static void that(boolean right, String entry, String rule, Object got) {
    if (!right) {
      throw new IllegalArgumentException(entry + " must be " + rule + ", got " + got);
    }
  }

  static void atLeast(String entry, long value, long least) {
    that(value >= least, entry, "at least " + least, value);
  }

  static void count(String entry, int count, long expected, String what) {
    if (count != expected) {
      throw new IllegalArgumentException(
          entry + " must have " + expected + " " + what + ", got " + count);
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
