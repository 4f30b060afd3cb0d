package dev.descent.train;

/**
 * The loss of a training, or its gradient, is no longer finite; the message says when and with
 * which rate.
 */
public final class TrainingDivergedException extends RuntimeException {
  public TrainingDivergedException(String message) {
    super(message);
  }
}
