package dev.descent.parity;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The distance of a training from its reference.
 *
 * <p>The deviation of a quantity at a step is ‖a − b‖ / max ‖b‖: a ours, b the reference, the
 * maximum over the steps so far.
 *
 * @param parameters the deviation of the parameters at steps of the table (1, 10, 100), by step
 * @param worst the largest deviation of each quantity over all steps
 * @param share the largest deviation of any quantity as a share of its limit; at most 1 is within
 * @param beyond the first step over the limit; null if there is none
 * @param departure where it leaves the reference: over the limit, and further than PyTorch is from
 *     itself when it rounds otherwise; null if it never does
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Deviation(
    Map<Integer, Double> parameters,
    Map<String, Double> worst,
    double share,
    @Nullable Departure beyond,
    @Nullable Departure departure) {

  /**
   * The first step over the limit.
   *
   * @param step from 1
   * @param quantity what was off first in that step, in the order in which a step makes them
   */
  public record Departure(int step, String quantity, double deviation, double limit) {}

  /** Returns the largest deviation of the parameters at the steps of the table. */
  double largest() {
    return parameters.values().stream().mapToDouble(d -> d).max().orElse(Double.NaN);
  }
}
