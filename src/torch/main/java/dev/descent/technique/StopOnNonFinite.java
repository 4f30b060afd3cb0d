package dev.descent.technique;

import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * Listener that stops a training in which the loss or the gradient is no longer finite, with a
 * {@link TrainingDivergedException}.
 *
 * <pre>{@code
 * // PyTorch: if not loss.isfinite(): raise …
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
 *   network.getIterationCount(); // 1
 * }
 * }</pre>
 *
 * <p>It does so between the backward pass and the updater, so the network keeps the parameters and
 * the updater's state from before the step. DL4J's {@code EarlyStoppingTrainer} takes the exception
 * as the end of the training and returns the best model it has saved; where it has none yet, it
 * fails with a NullPointerException.
 *
 * <p>CrossEntropyLoss, BCEWithLogitsLoss and BCELoss of {@code dev.descent.loss} throw an
 * ArithmeticException for outputs that are not finite, inside the backward pass, before any
 * listener hears of them. With these, call {@link #fit} in the place of the network's.
 */
public class StopOnNonFinite extends BaseTrainingListener {
  private double lastLoss = Double.NaN;
  private double gradientNorm = Double.NaN;

  /** Creates a listener for one network. */
  public StopOnNonFinite() {}

  /**
   * Returns the loss of the last step that was finite.
   *
   * @return the loss; NaN before the first step
   */
  protected final double lastLoss() {
    return lastLoss;
  }

  /**
   * Trains for an epoch, as {@code network.fit(batches)}; a loss that refuses the outputs is
   * divergence, too, and the cause of the exception.
   *
   * @param network a network that has this listener
   * @param batches all batches of an epoch
   * @throws IllegalArgumentException where it has not
   * @throws TrainingDivergedException where the loss or the gradient is no longer finite
   */
  public void fit(MultiLayerNetwork network, DataSetIterator batches) {
    if (!network.getListeners().contains(this)) {
      throw new IllegalArgumentException(
          "network must have this listener, got " + network.getListeners());
    }
    try {
      network.fit(batches);
    } catch (ArithmeticException e) {
      throw diverged(
          "loss",
          Double.NaN,
          network.getEpochCount() + 1,
          network.getIterationCount() + 1,
          learningRate(network),
          e);
    }
  }

  /**
   * Returns the length of the gradient of the mean loss.
   *
   * @return the length in the last step; NaN before the first
   */
  protected final double gradientNorm() {
    return gradientNorm;
  }

  @Override
  public void onGradientCalculation(Model model) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    requireFinite("loss", network.score(), network);
    lastLoss = network.score();
    gradientNorm = Gradients.norm(Gradients.of(network)) / Gradients.divisor(network);
    requireFinite("length of the gradient", gradientNorm, network);
  }

  private void requireFinite(String what, double value, MultiLayerNetwork network) {
    if (!Double.isFinite(value)) {
      throw diverged(
          what,
          value,
          network.getEpochCount() + 1,
          network.getIterationCount() + 1,
          learningRate(network),
          null);
    }
  }

  /**
   * Creates the exception that is thrown; a subclass may add to it.
   *
   * @param what the quantity that is not finite, in words
   * @param value its value
   * @param epoch from 1
   * @param iteration from 1, over the whole training
   * @param rate the learning rate; null for an optimizer that has none
   * @param cause the exception of a loss that refused the outputs; null for none
   * @return the exception
   */
  protected TrainingDivergedException diverged(
      String what,
      double value,
      int epoch,
      int iteration,
      @Nullable Double rate,
      @Nullable ArithmeticException cause) {
    return new TrainingDivergedException(
        "the "
            + what
            + " became "
            + value
            + " in epoch "
            + epoch
            + ", iteration "
            + iteration
            + (rate == null ? "" : ", with learning rate " + rate)
            + (Double.isNaN(lastLoss)
                ? ""
                : String.format(Locale.ROOT, "; the last finite loss was %.4g", lastLoss)),
        cause);
  }

  /** Returns the rate of the first layer that has one; null where none has. */
  private static @Nullable Double learningRate(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      Double rate = network.getLearningRate(layer.getIndex());
      if (rate != null) {
        return rate;
      }
    }
    return null;
  }
}
