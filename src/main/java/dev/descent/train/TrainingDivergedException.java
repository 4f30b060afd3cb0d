package dev.descent.train;

/**
 * The loss of a training is no longer a finite number; the message says when and with which rate.
 */
public final class TrainingDivergedException extends RuntimeException {
  public TrainingDivergedException(String message) {
    super(message);
  }
}
