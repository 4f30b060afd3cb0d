package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;

/**
 * What came of a fixture.
 *
 * @param fixture its name
 * @param sha256 of its file
 * @param changed whether the file is not the one that its folder's SHA256SUMS lists
 * @param about its settings, in words
 * @param torch the PyTorch that made it
 * @param ours how far Descent's training is from it
 * @param nearest how far the training is with DL4J's nearest class in place of ours; null where it
 *     was not tried, where there is none, or where it does not take these settings
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Result(
    String fixture,
    String sha256,
    boolean changed,
    String family,
    String construct,
    String about,
    String dtype,
    String torch,
    int steps,
    Deviation ours,
    Deviation nearest) {

  /** Whether it follows its reference. */
  public boolean within() {
    return ours.departure() == null;
  }

  /** Whether it was over a limit, but no further than PyTorch is from itself. */
  public boolean excused() {
    return within() && ours.beyond() != null;
  }

  /** One line on where a training left its reference. */
  public String departure() {
    return line("leaves PyTorch at", ours.departure());
  }

  /** One line on where it went over its limit. */
  public String excuse() {
    return line("is over its limit from", ours.beyond());
  }

  private String line(String what, Deviation.Departure first) {
    String how =
        Double.isInfinite(first.deviation())
            ? "another one, missing or not finite"
            : String.format(
                Locale.ROOT, "off by %.1e, the limit is %.1e", first.deviation(), first.limit());
    return String.format(
        Locale.ROOT,
        "%s (%s, %s) %s step %d of %d: %s is %s",
        fixture,
        construct,
        about,
        what,
        first.step(),
        steps,
        first.quantity(),
        how);
  }
}
