package dev.descent.experiment;

import dev.descent.technique.StopOnNonFinite;
import dev.descent.technique.TrainingDivergedException;
import dev.descent.technique.TrainingDivergedException.BestModel;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;

/**
 * Adds up the loss and the gradient's length over the steps of an epoch, and keeps the parameters
 * of the best one.
 */
final class EpochListener extends StopOnNonFinite {
  /** Hears of each step: how many steps of the epoch are done, and the mean loss over them. */
  interface Steps {
    void done(int steps, double meanLoss);
  }

  private final Steps steps;
  private double weightedLoss;
  private double norms;
  private int rows;
  private int count;
  private BestModel best;

  EpochListener(Steps steps) {
    this.steps = steps;
  }

  void startEpoch() {
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

  /** Between epochs: the loss on a part of the data. */
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
      String what, double value, int epoch, int iteration, Double rate, ArithmeticException cause) {
    return super.diverged(what, value, epoch, iteration, rate, cause).with(best);
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
    steps.done(count, meanLoss());
  }
}
