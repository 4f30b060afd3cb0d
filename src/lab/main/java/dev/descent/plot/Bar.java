package dev.descent.plot;

/**
 * A bar with whiskers from {@code low} to {@code high}.
 *
 * @param name as it stands beside the bar
 * @param value zero or more; NaN for a missing one, which is drawn as its note, without a bar
 * @param low the lower end of the whiskers, at least zero; NaN for no whiskers
 * @param high the upper end, not below low; NaN exactly where low is
 * @param note what is to be said about the value ("2 of 3 seeds"), or empty; never empty where the
 *     value is missing ("not reached")
 */
public record Bar(String name, double value, double low, double high, String note) {

  public Bar {
    name = Style.text("name", name);
    if (value < 0 || Double.isInfinite(value)) {
      throw new IllegalArgumentException(
          "value of " + name + " must be zero or more, got " + value);
    }
    boolean whiskers = low >= 0 && low <= high && Double.isFinite(high) && !Double.isNaN(value);
    if (!whiskers && !(Double.isNaN(low) && Double.isNaN(high))) {
      throw new IllegalArgumentException(
          ("0 <= low <= high, around a value, or both NaN, for " + name + ", got ")
              + (low + " and " + high));
    }
    if (Double.isNaN(value) || !note.isEmpty()) {
      note = Style.text("note of " + name, note);
    }
  }

  /** A bar in place of a missing value: only the note is drawn. */
  public static Bar missing(String name, String note) {
    return new Bar(name, Double.NaN, Double.NaN, Double.NaN, note);
  }
}
