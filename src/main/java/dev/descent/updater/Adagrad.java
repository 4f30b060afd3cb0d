package dev.descent.updater;

import org.nd4j.linalg.learning.config.AdaGrad;

/** DL4J's {@link AdaGrad}, whose own {@code clone()} loses the schedule and trains on with NaN. */
final class Adagrad extends AdaGrad {
  Adagrad(double learningRate, double epsilon) {
    super(learningRate, epsilon);
  }

  @Override
  public AdaGrad clone() {
    Adagrad copy = new Adagrad(getLearningRate(), getEpsilon());
    copy.setLrAndSchedule(getLearningRate(), getLearningRateSchedule());
    return copy;
  }
}
