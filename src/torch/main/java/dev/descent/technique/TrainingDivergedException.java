package dev.descent.technique;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Exception of a training whose loss or gradient is no longer finite, which PyTorch leaves to the
 * loop. The message says where it happened, with which learning rate, and which model is left.
 * {@link StopOnNonFinite} throws it, and so does {@link MixedPrecision}.
 *
 * <pre>{@code
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new SGD(1e20)).list(layer).build());
 * network.init();
 * var batches = new SingletonDataSetIterator(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.addListeners(new StopOnNonFinite());
 * try {
 *   network.fit(batches, 9);
 * } catch (TrainingDivergedException e) {
 *   e.getMessage().startsWith("the loss became Infinity in epoch 2, iteration 2"); // true
 * }
 * }</pre>
 */
public final class TrainingDivergedException extends RuntimeException {
  /**
   * The model with the lowest validation loss.
   *
   * @param epoch the epoch after which it was reached, from 1
   * @param validationLoss the mean loss over the validation part
   * @param parameters all of the network's, as {@code MultiLayerNetwork.setParams} takes them
   */
  public record BestModel(int epoch, double validationLoss, INDArray parameters) {}

  private final transient @Nullable BestModel best;

  /**
   * Creates the exception without a best model.
   *
   * @param cause the exception of a loss that refused the outputs; null where the number showed it
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

  /**
   * Returns this exception with the best model that the training had reached.
   *
   * @param reached the best model; null for none
   * @return this exception without a model; with one, another of which this is the cause
   */
  public TrainingDivergedException with(@Nullable BestModel reached) {
    return reached == null ? this : new TrainingDivergedException(this, reached);
  }

  /**
   * Returns the best model of the epochs before.
   *
   * @return the model; empty where there was none yet
   */
  public Optional<BestModel> best() {
    return Optional.ofNullable(best);
  }
}
