package dev.descent.exercise;

/**
 * By how much a value may be off.
 *
 * @param relative how much, as a share of the largest expected magnitude of the values compared;
 *     where all of these are 0, the deviation itself. At least 0
 * @param why the reason for this limit, for the student
 */
public record Tolerance(double relative, String why) {
  /** The tolerance for formulas in float64. */
  public static final Tolerance ROUNDING =
      new Tolerance(1e-9, "float64: only the order of the sums may differ");

  /** The tolerance for formulas in float32. */
  public static final Tolerance FLOAT32 =
      new Tolerance(1e-4, "float32: seven digits, some of which the sums cost");

  public Tolerance {
    if (!(relative >= 0 && Double.isFinite(relative))) {
      throw new IllegalArgumentException("relative must be at least 0, got " + relative);
    }
  }
}
