package dev.descent.lessons.p4gallery;

import static dev.descent.lessons.p4gallery.Signs.highest;
import static dev.descent.lessons.p4gallery.Signs.last;
import static dev.descent.lessons.p4gallery.Signs.lowest;

/** What is wrong with a training, told from its signs alone: the tree of this practice's text. */
enum Diagnosis {
  HEALTHY("nothing"),
  TRAINING_MODE("validated in training mode"),
  DEPTH("the signal is lost in depth"),
  PENALTY("the penalty is too strong"),
  LEAK("validation rows are in the training part"),
  NOT_ZEROED("gradients are never zeroed"),
  TOO_LARGE("the rate is far too large"),
  NEVER_SETTLES("the rate is too large to settle"),
  SORTED("the rows are sorted by class"),
  SOFTMAX_TWICE("softmax twice"),
  OUT_OF_STEP("labels out of step with images"),
  OVERFITTING("overfitting"),
  TOO_SMALL("the rate is far too small");

  /** The loss of guessing among ten classes. */
  static final double GUESSING = Math.log(10);

  final String words;

  Diagnosis(String words) {
    this.words = words;
  }

  // @start region=tree
  /** Asks first what costs one look, then what needs the whole curve. */
  static Diagnosis of(Signs it) {
    if (it.differs()) {
      return TRAINING_MODE; // the same rows twice, two results
    }
    if (it.shrinks() < 0.01) {
      return DEPTH; // before any step: the last layer sees a hundredth of the first one's signal
    }
    if (it.firstScore() - it.firstLoss() > 1) {
      return PENALTY; // the loss at the start is not ln 10, and the cross entropy is
    }
    if (highest(it.validationAccuracy()) > 50 && last(it.validationAccuracy()) < 30) {
      return NOT_ZEROED; // it was good, and all is lost
    }
    if (it.largestStepLoss() > GUESSING + 0.15 && last(it.validationAccuracy()) < 30) {
      return SORTED; // a class comes that the last steps have just unlearnt
    }
    if (it.closed() > 50) { // percent of the first layer, shut for good
      return last(it.validationAccuracy()) > 30 ? NEVER_SETTLES : TOO_LARGE;
    }
    if (last(it.accuracy()) > 95 && last(it.validationAccuracy()) < 30) {
      return OUT_OF_STEP; // learnt by heart, and nothing of it is true elsewhere
    }
    if (last(it.validationAccuracy()) - it.testAccuracy() > 5) {
      return LEAK; // the two parts are of the same kind
    }
    if (last(it.accuracy()) > 60 && lowest(it.loss()) > 1.461) {
      return SOFTMAX_TWICE; // a floor of −ln(e / (e + 9))
    }
    if (it.update() < 0.0003 && last(it.loss()) > 2) {
      return TOO_SMALL; // a healthy step is some thousandths of the parameters' length
    }
    if (last(it.validationLoss()) > 1.2 * lowest(it.validationLoss())
        && last(it.accuracy()) - last(it.validationAccuracy()) > 10) {
      return OVERFITTING;
    }
    return HEALTHY;
  }
  // @end
}
