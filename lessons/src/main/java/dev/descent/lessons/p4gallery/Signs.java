package dev.descent.lessons.p4gallery;

/**
 * What is measured of a training: its curves, and numbers that curves do not show.
 *
 * @param firstScore what the network reports as loss before the first step, penalties included
 * @param firstLoss the cross entropy before the first step
 * @param loss on the training part, after each epoch
 * @param accuracy on the training part, in percent
 * @param validationLoss after each epoch
 * @param validationAccuracy in percent, after each epoch
 * @param testAccuracy at the end, in percent
 * @param largestStepLoss the largest loss of a step in the last epoch, as it was before the step
 * @param update length of the first step as a share of the length of all parameters
 * @param closed share of the units of the first layer that are 0 for every training row at the end,
 *     in percent
 * @param shrinks deviation of the last hidden layer's units as a share of the first one's, at the
 *     start
 * @param differs whether two evaluations of the same rows differ
 */
record Signs(
    double firstScore,
    double firstLoss,
    double[] loss,
    double[] accuracy,
    double[] validationLoss,
    double[] validationAccuracy,
    double testAccuracy,
    double largestStepLoss,
    double update,
    double closed,
    double shrinks,
    boolean differs) {

  static double last(double[] curve) {
    return curve[curve.length - 1];
  }

  static double lowest(double[] curve) {
    double lowest = curve[0];
    for (double value : curve) {
      lowest = Math.min(lowest, value);
    }
    return lowest;
  }

  static double highest(double[] curve) {
    double highest = curve[0];
    for (double value : curve) {
      highest = Math.max(highest, value);
    }
    return highest;
  }
}
