package dev.descent.lessons.l3optimizers;

import java.math.BigDecimal;
import java.util.Locale;

/** Numbers as they are written in tables. */
final class Numbers {
  private Numbers() {}

  /** A loss, or a length: three places. */
  static String loss(double value) {
    return value > 100 ? "over 100" : String.format(Locale.ROOT, "%.3f", value);
  }

  /** A setting as one would type it: 0.0001, 0.5, 10. */
  static String setting(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  static String percent(double share) {
    return String.format(Locale.ROOT, "%.1f %%", 100 * share);
  }
}
