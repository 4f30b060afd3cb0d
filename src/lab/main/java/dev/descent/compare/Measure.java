package dev.descent.compare;

import dev.descent.experiment.Epoch;
import dev.descent.experiment.Run;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A measure of how good a network is: accuracy where it tells classes apart, and where it predicts
 * a number the root of the mean squared error, in that number's own unit, whatever the loss is.
 *
 * @param isAccuracy whether higher is better
 * @param outcome the name of what is predicted
 * @param unit what an error of 1 in training stands for
 * @param digits of an error that are written
 */
record Measure(boolean isAccuracy, String outcome, double unit, int digits) {
  private static final int MOST_DIGITS = 8;

  /** Writes four digits of an error. */
  Measure(boolean isAccuracy, String outcome, double unit) {
    this(isAccuracy, outcome, unit, 4);
  }

  /** The same with so many digits of an error that different means are not written alike. */
  Measure tellingApart(List<Spread> values) {
    Measure measure = this;
    while (measure.digits < MOST_DIGITS && !measure.tellsApart(values)) {
      measure = new Measure(isAccuracy, outcome, unit, measure.digits + 1);
    }
    return measure;
  }

  private boolean tellsApart(List<Spread> values) {
    List<Double> means = values.stream().map(Spread::mean).filter(Double::isFinite).toList();
    return means.stream().distinct().count()
        == means.stream().map(this::rounded).distinct().count();
  }

  private BigDecimal rounded(double value) {
    return new BigDecimal(value).round(new MathContext(digits));
  }

  /** Returns its name for a table. */
  String title() {
    return isAccuracy ? "accuracy" : "error";
  }

  /** Measures a network on the validation part, after an epoch. */
  double validation(Epoch epoch) {
    return isAccuracy
        ? epoch.validationAccuracy()
        : error(epoch.validationSquaredError(), epoch.validationLoss());
  }

  /** Measures a network on the validation part, at the end. */
  double validation(Run run) {
    return validation(run.last());
  }

  /** Measures a network on the test part, at the end. */
  double test(Run run) {
    return isAccuracy ? run.testAccuracy() : error(run.testSquaredError(), run.testLoss());
  }

  /** Finds the error; the squared one is null where it is the loss. */
  private double error(@Nullable Double squared, double loss) {
    return unit * Math.sqrt(squared == null ? loss : squared);
  }

  Spread validation(Summary row) {
    return isAccuracy ? row.validationAccuracy() : row.validationError();
  }

  Spread test(Summary row) {
    return isAccuracy ? row.testAccuracy() : row.testError();
  }

  /** Makes a number that is larger where the network is better. */
  double goodness(double value) {
    return isAccuracy ? value : -value;
  }

  /** Writes 97.1 ± 0.3 % or 52.3 ± 0.4; without the spread where there is one seed. */
  String text(Spread value) {
    if (isAccuracy) {
      return Format.percent(value);
    }
    if (value.n() < 2 || value.sd() == 0) {
      return digits(rounded(value.mean()).stripTrailingZeros());
    }
    // As many decimals as the spread has that says something.
    BigDecimal sd = new BigDecimal(value.sd()).round(new MathContext(2));
    BigDecimal mean = new BigDecimal(value.mean()).setScale(sd.scale(), RoundingMode.HALF_EVEN);
    return digits(mean) + " ± " + digits(sd);
  }

  /** Writes a single value. */
  String text(double value) {
    return text(new Spread(value, Double.NaN, 1));
  }

  private static String digits(BigDecimal value) {
    double size = Math.abs(value.doubleValue());
    return size >= 1e7 || size != 0 && size < 1e-4 ? value.toString() : value.toPlainString();
  }
}
