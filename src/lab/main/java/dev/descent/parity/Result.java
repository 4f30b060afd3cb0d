package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * The outcome of a fixture.
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
    Construct construct,
    String about,
    String dtype,
    String torch,
    int steps,
    Deviation ours,
    @Nullable Deviation nearest) {

  /** Tells if this is a whole training of the tutorial's network. */
  boolean training() {
    return family.equals(Fixture.TRAINING);
  }

  /** Tells if the training was done in float64, where it has to be PyTorch's but for 1e-9. */
  boolean exact() {
    return dtype.equals(Fixture.Dtype.FLOAT64.toString());
  }

  /** Tells if it follows its reference. */
  public boolean within() {
    return ours.departure() == null;
  }

  /** Tells if it was over a limit, but no further than PyTorch is from itself. */
  public boolean excused() {
    return within() && ours.beyond() != null;
  }

  /** Returns the largest deviation of DL4J's nearest class; NaN where it was not tried. */
  double nearestLargest() {
    return nearest == null ? Double.NaN : nearest.largest();
  }

  /** Says in one line where the training left its reference; empty if it did not. */
  public String departure() {
    return line("leaves PyTorch at", ours.departure());
  }

  /** Says in one line where the training went over its limit; empty if it did not. */
  public String excuse() {
    return line("is over its limit from", ours.beyond());
  }

  private String line(String verb, Deviation.@Nullable Departure first) {
    if (first == null) {
      return "";
    }
    String distance =
        Double.isInfinite(first.deviation())
            ? "another one, missing or not finite"
            : String.format(
                Locale.ROOT, "off by %.1e, the limit is %.1e", first.deviation(), first.limit());
    return String.format(
        Locale.ROOT,
        "%s (%s, %s) %s step %d of %d: %s is %s",
        fixture,
        construct.title(),
        about,
        verb,
        first.step(),
        steps,
        first.quantity(),
        distance);
  }
}
