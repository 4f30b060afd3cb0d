package dev.descent.technique;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * The loss of a training, or its gradient, is no longer finite; the message says where, with which
 * learning rate, and what is left.
 */
public final class TrainingDivergedException extends RuntimeException {
  /**
   * The model with the lowest validation loss.
   *
   * @param epoch after which it was reached, from 1
   * @param validationLoss mean over the validation part
   * @param parameters all of the network's, as {@code MultiLayerNetwork.setParams} takes them
   */
  public record BestModel(int epoch, double validationLoss, INDArray parameters) {}

  private final transient @Nullable BestModel best;

  /**
   * @param cause what the loss refused; null where the number itself showed it
   */
  TrainingDivergedException(String message, @Nullable ArithmeticException cause) {
    super(message, cause);
    best = null;
  }

  private TrainingDivergedException(TrainingDivergedException cause, BestModel best) {
    super(
        String.format(
            Locale.ROOT,
            "%s; best model: epoch %d, validation loss %.4g",
            cause.getMessage(),
            best.epoch(),
            best.validationLoss()),
        cause);
    this.best = best;
  }

  /** The same, with the best model that the training had reached; null for none. */
  public TrainingDivergedException with(@Nullable BestModel reached) {
    return reached == null ? this : new TrainingDivergedException(this, reached);
  }

  /** The best model of the epochs before; empty where it happened in the first. */
  public Optional<BestModel> best() {
    return Optional.ofNullable(best);
  }
}
