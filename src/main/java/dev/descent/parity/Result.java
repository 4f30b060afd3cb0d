package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonInclude;

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

  /** Whether everything stayed within its limit. */
  public boolean within() {
    return ours.departure() == null;
  }

  /** One line on where a training left its reference. */
  public String departure() {
    Deviation.Departure first = ours.departure();
    return String.format(
        java.util.Locale.ROOT,
        "%s (%s, %s) leaves PyTorch at step %d of %d: %s is off by %.1e, the limit is %.1e",
        fixture,
        construct,
        about,
        first.step(),
        steps,
        first.quantity(),
        first.deviation(),
        first.limit());
  }
}
