package dev.descent.experiment;

import dev.descent.technique.StopOnNonFinite;
import dev.descent.technique.TrainingDivergedException;
import dev.descent.technique.TrainingDivergedException.BestModel;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;

/**
 * A listener that adds up the loss and the gradient's length over the steps of an epoch, and keeps
 * the parameters of the best one.
 */
final class EpochListener extends StopOnNonFinite {
  /** A receiver of each step. */
  interface Steps {
    /**
     * A step has been taken.
     *
     * @param steps how many of the epoch are done
     * @param meanLoss over them
     * @param meanNorm of the gradients, over them
     * @param rate the epoch's learning rate
     */
    void done(int steps, double meanLoss, double meanNorm, double rate);
  }

  private final Steps steps;
  private double weightedLoss;
  private double norms;
  private int rows;
  private int count;
  private double rate;
  private @Nullable BestModel best;

  EpochListener(Steps steps) {
    this.steps = steps;
  }

  /**
   * Begins an epoch.
   *
   * @param learningRate of its steps
   */
  void startEpoch(double learningRate) {
    rate = learningRate;
    weightedLoss = 0;
    norms = 0;
    rows = 0;
    count = 0;
  }

  /**
   * Looks at what the epoch has led to. The step that breaks a network may be its last, and then no
   * later step shows it.
   *
   * @param rate the epoch's learning rate
   */
  void endEpoch(MultiLayerNetwork network, double validationLoss, double rate) {
    requireFinite("validation", validationLoss, network, rate);
    if (best == null || validationLoss < best.validationLoss()) {
      best = new BestModel(network.getEpochCount(), validationLoss, network.params().dup());
    }
  }

  /** Refuses a loss on a part of the data that is not finite, between epochs. */
  void requireFinite(String part, double loss, MultiLayerNetwork network, double rate) {
    if (!Double.isFinite(loss)) {
      throw diverged(
          "loss on the " + part + " part",
          loss,
          network.getEpochCount(),
          network.getIterationCount(),
          rate,
          null);
    }
  }

  @Override
  protected TrainingDivergedException diverged(
      String quantity,
      double value,
      int epoch,
      int iteration,
      @Nullable Double rate,
      @Nullable ArithmeticException cause) {
    return super.diverged(quantity, value, epoch, iteration, rate, cause).with(best);
  }

  double meanLoss() {
    return weightedLoss / rows;
  }

  double meanGradientNorm() {
    return norms / count;
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    int batch = ((MultiLayerNetwork) model).batchSize();
    weightedLoss += lastLoss() * batch;
    norms += gradientNorm();
    rows += batch;
    count++;
    steps.done(count, meanLoss(), meanGradientNorm(), rate);
  }
}
