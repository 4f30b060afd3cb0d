package dev.descent.compare;

import java.util.stream.DoubleStream;

/**
 * The errors of a sweep's points on a logarithmic scale.
 *
 * @param measure of the points
 * @param least a smaller error is drawn as this one: half a row of the validation part
 * @param best the smallest error of a point
 * @param worst the largest, but not far beyond what predicting without any feature has
 */
record SweepErrors(Measure measure, double least, double best, double worst) {
  /** Points worse by this factor than a prediction that looks at nothing are equally bad. */
  private static final double HOPELESS = 1.5;

  static SweepErrors of(Sweep sweep) {
    Measure measure = sweep.measure();
    double least =
        measure.isAccuracy() ? 0.5 / sweep.data().validation().rows() : Double.MIN_NORMAL;
    SweepErrors errors = new SweepErrors(measure, least, 0, 0);
    double most = HOPELESS * errors.error(sweep.data().baseline().validation());
    double[] all =
        sweep.points().stream()
            .filter(point -> !point.runs().isEmpty())
            .mapToDouble(errors::error)
            .toArray();
    double best = DoubleStream.of(all).min().orElse(least);
    double worst = Math.min(Math.max(best, most), DoubleStream.of(all).max().orElse(best));
    return new SweepErrors(measure, least, best, worst);
  }

  private double error(SweepPoint point) {
    return error(measure.validation(point.summary()).mean());
  }

  /** Returns the error of a value of the measure. */
  double error(double value) {
    return Math.max(least, measure.isAccuracy() ? 1 - value : value);
  }

  /** Returns the error to draw: in percent, or in the outcome's own unit; NaN for none. */
  double shown(SweepPoint point) {
    return point.runs().isEmpty() ? Double.NaN : shown(measure.validation(point.summary()).mean());
  }

  double shown(double value) {
    return (measure.isAccuracy() ? 100 : 1) * error(value);
  }

  /** Returns 1 for the best point, 0 for the worst, NaN for one without a training. */
  double goodness(SweepPoint point) {
    return point.runs().isEmpty() ? Double.NaN : goodness(error(point));
  }

  /** Returns the place of an error between the worst, 0, and the best, 1. */
  double goodness(double error) {
    return worst == best
        ? 1
        : Math.max(0, Math.min(1, Math.log(worst / error) / Math.log(worst / best)));
  }
}
