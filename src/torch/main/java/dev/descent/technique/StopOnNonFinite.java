package dev.descent.technique;

import java.util.Locale;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/**
 * A listener that stops a training in which the loss or the gradient is no longer finite, with a
 * {@link TrainingDivergedException}: {@code network.addListeners(new StopOnNonFinite())}.
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

  /** The last finite loss; NaN before the first. */
  protected final double lastLoss() {
    return lastLoss;
  }

  /**
   * An epoch of {@code network.fit(batches)}, in which a loss that refuses the outputs is
   * divergence, too; it is the cause of the exception.
   *
   * @param network one that has this listener
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

  /** Length of the gradient of the mean loss in the last step. */
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
   * What is thrown; a subclass may add to it.
   *
   * @param what is not finite, in words
   * @param epoch from 1
   * @param iteration from 1, over the whole training
   * @param rate the learning rate; null for an optimizer that has none
   * @param cause null for none
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

  /** That of the first layer that has one; null where none has. */
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
