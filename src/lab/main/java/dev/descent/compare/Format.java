package dev.descent.compare;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;

/** The form of numbers for people. */
final class Format {
  private static final int LONGEST_NAME = 24;

  private Format() {}

  static String number(double value, int digits) {
    return String.format(Locale.ROOT, "%." + digits + "f", value);
  }

  /** Writes a share as it was given: 95 %, 97.5 %, 99.95 %; never rounded to another one. */
  static String percent(double share) {
    return new BigDecimal(Double.toString(share))
            .movePointRight(2)
            .stripTrailingZeros()
            .toPlainString()
        + " %";
  }

  /** Writes 97.1 ± 0.3 %; without the spread where there is one seed. */
  static String percent(Spread share) {
    String sd = share.n() < 2 ? "" : " ± " + number(100 * share.sd(), 1);
    return number(100 * share.mean(), 1) + sd + " %";
  }

  /** Writes 10,000. */
  static String whole(long number) {
    return String.format(Locale.ROOT, "%,d", number);
  }

  static String spread(Spread value, int digits) {
    return value.n() < 2
        ? number(value.mean(), 0)
        : number(value.mean(), digits) + " ± " + number(value.sd(), digits);
  }

  /** Writes a learning rate as a person does: 0.001, not 1.0E-3, but 1e-20 and not its digits. */
  static String rate(double rate) {
    BigDecimal digits = BigDecimal.valueOf(rate).stripTrailingZeros();
    return rate != 0 && (rate < 1e-7 || rate >= 1e7)
        ? digits.toString().replace("E+", "e").replace('E', 'e')
        : digits.toPlainString();
  }

  /** Rounds a rate to what a person would write: 0.00316, not 0.0031622776. */
  static double rounded(double rate) {
    return Double.parseDouble(String.format(Locale.ROOT, "%.2e", rate));
  }

  /** Writes a name from a file, for a table. */
  static String name(String of) {
    return name(of, LONGEST_NAME);
  }

  /** Writes a name from a file, in so many letters. */
  static String name(String of, int most) {
    return of.length() > most ? of.substring(0, most - 1) + "…" : of;
  }

  static String list(List<String> parts) {
    return String.join(", ", parts);
  }
}
