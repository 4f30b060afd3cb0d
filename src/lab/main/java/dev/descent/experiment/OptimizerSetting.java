package dev.descent.experiment;

import dev.descent.BadInputException;
import java.util.function.DoublePredicate;

/**
 * A number that an optimizer has beside its learning rate.
 *
 * @param name in files and on the command line, PyTorch's
 * @param letter its name in titles, such as β2
 * @param own the value where none is given
 * @param range the values that it may have
 * @param says a sentence on what it does
 */
public record OptimizerSetting(String name, String letter, double own, Range range, String says) {

  /** The values that an updater takes. */
  public enum Range {
    /** As far as 32-bit numbers go. */
    AT_LEAST_ZERO(
        "at least 0 and at most 1e38", value -> value >= 0 && value <= Experiment.MOST_RATE),

    UP_TO_ONE("at least 0 and at most 1", value -> value >= 0 && value <= 1),

    BELOW_ONE("at least 0 and below 1", value -> value >= 0 && value < 1);

    private final String rule;
    private final DoublePredicate holds;

    Range(String rule, DoublePredicate holds) {
      this.rule = rule;
      this.holds = holds;
    }
  }

  /** Tells whether it says how much of the past is kept, as momentum and β do, and not a size. */
  public boolean isDecay() {
    return !name.equals("eps");
  }

  /** Returns the smallest value that is worth trying, which a slider begins with. */
  public double leastTried() {
    return isDecay() ? 0 : 1e-12;
  }

  /** Returns the largest value that is worth trying. */
  public double mostTried() {
    return isDecay() ? 0.9999 : 1;
  }

  /**
   * Refuses a value that is out of the range.
   *
   * @param optimizer whose setting this is
   */
  void require(double value, Optimizer optimizer) {
    if (!range.holds.test(value)) {
      throw new BadInputException(
          "%s of %s must be %s, got %s".formatted(name, optimizer.key(), range.rule, value));
    }
  }
}
