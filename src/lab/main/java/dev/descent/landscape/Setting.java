package dev.descent.landscape;

import dev.descent.BadInputException;
import dev.descent.experiment.OptimizerSetting;

/**
 * A setting of a walker.
 *
 * @param key its name in requests, as PyTorch's optimizers call it
 * @param label what stands beside its slider: its letter, and its name where it has one
 * @param standard the value where none is given, PyTorch's
 * @param least the smallest value that is taken
 * @param most the largest
 * @param scale how values are spread along a slider
 * @param what one sentence on what it does
 */
public record Setting(
    String key,
    String label,
    double standard,
    double least,
    double most,
    Scale scale,
    String what) {

  /** How values are spread along a slider: evenly by a logarithm. */
  public enum Scale {
    /** Of the value itself. */
    SIZE,

    /** Of 1 minus the value, as 0.9, 0.99 and 0.999 are equally far apart in what they do. */
    DECAY
  }

  private static final double LEAST_RATE = 1e-4;
  private static final double MOST_RATE = 100;

  static Setting rate(double standard, String what) {
    return new Setting("lr", "learning rate lr", standard, LEAST_RATE, MOST_RATE, Scale.SIZE, what);
  }

  /** A setting that the optimizer has in trainings, too. */
  static Setting of(OptimizerSetting setting) {
    return new Setting(
        setting.name(),
        setting.letter(),
        setting.own(),
        setting.leastTried(),
        setting.mostTried(),
        setting.isDecay() ? Scale.DECAY : Scale.SIZE,
        setting.says());
  }

  /** The value, if it is within the bounds. */
  double checked(double value, Walker walker) {
    return within(key + " of " + walker.key(), value, least, most);
  }

  /** The value, if it is within these bounds; what is not a number is not. */
  static double within(String field, double value, double least, double most) {
    if (!(value >= least && value <= most)) {
      throw new BadInputException(field + " must be " + least + " to " + most + ", got " + value);
    }
    return value;
  }
}
