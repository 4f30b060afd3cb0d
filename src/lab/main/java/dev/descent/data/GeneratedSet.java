package dev.descent.data;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** The sets that the kit draws itself, each with the noise that makes it worth learning. */
public enum GeneratedSet {
  DIGITS(10_000),
  MOONS(1_000),
  SPIRALS(1_000),
  REGRESSION(1_000);

  /** Fewer cannot be split; more would take more memory than a laptop should give. */
  public static final int LEAST_ROWS = 100;

  /** See {@link #LEAST_ROWS}. */
  public static final int MOST_ROWS = 200_000;

  private final int rows;

  GeneratedSet(int rows) {
    this.rows = rows;
  }

  /** The set of that name, as in {@code --data NAME}. */
  public static Optional<GeneratedSet> named(String name) {
    return Arrays.stream(values()).filter(set -> set.id().equals(name)).findFirst();
  }

  /** Its name, as in {@code --data NAME}. */
  public String id() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** The number of rows that this set has by default. */
  public int rows() {
    return rows;
  }

  /**
   * Draws it.
   *
   * @param rows {@link #LEAST_ROWS} to {@link #MOST_ROWS}
   * @param seed another seed, other rows
   */
  public Dataset generate(int rows, long seed) {
    if (rows < LEAST_ROWS || rows > MOST_ROWS) {
      throw new IllegalArgumentException(
          "rows must be " + LEAST_ROWS + " to " + MOST_ROWS + ", got " + rows);
    }
    return switch (this) {
      case DIGITS -> Digits.generate(rows, seed);
      case MOONS -> PointSets.twoMoons(rows, 0.15, seed);
      case SPIRALS -> PointSets.spirals(rows, 3, 0.05, seed);
      case REGRESSION -> PointSets.regressionWithOutliers(rows, 0.1, 0.1, seed);
    };
  }
}
