package dev.descent.train;

import java.util.Locale;
import java.util.regex.Pattern;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.layers.normalization.BatchNormalization;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Adds up the loss and the gradient's length over the steps of an epoch, and stops a training in
 * which one of them is no longer finite.
 */
final class EpochListener extends BaseTrainingListener {
  /** Hears of each step: how many steps of the epoch are done, and the mean loss over them. */
  interface Steps {
    void done(int steps, double meanLoss);
  }

  /** Batch normalisation passes its running statistics along as gradients. They are none. */
  private static final Pattern STATISTICS = Pattern.compile("\\d+_(mean|var|log10stdev)");

  private final Steps steps;
  private double weightedLoss;
  private double norms;
  private int rows;
  private int count;
  private Double learningRate;
  private double lastFinite = Double.NaN;

  EpochListener(Steps steps) {
    this.steps = steps;
  }

  void startEpoch(Double rate) {
    weightedLoss = 0;
    norms = 0;
    rows = 0;
    count = 0;
    learningRate = rate;
  }

  double meanLoss() {
    return weightedLoss / rows;
  }

  double meanGradientNorm() {
    return norms / count;
  }

  /** Called between backward pass and updater; DL4J's gradient is then the sum over the batch. */
  @Override
  public void onGradientCalculation(Model model) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    norms += length(network) / network.batchSize();
  }

  private static double length(MultiLayerNetwork network) {
    if (!hasStatistics(network)) {
      // BLAS takes a tenth of the time of ND4J's own norm2, which was a sixth of a training step.
      return Nd4j.getBlasWrapper().nrm2(network.getFlattenedGradients());
    }
    double squares = 0;
    for (var entry : network.gradient().gradientForVariable().entrySet()) {
      if (!STATISTICS.matcher(entry.getKey()).matches()) {
        double norm = entry.getValue().norm2Number().doubleValue();
        squares += norm * norm;
      }
    }
    return Math.sqrt(squares);
  }

  private static boolean hasStatistics(MultiLayerNetwork network) {
    for (Layer layer : network.getLayers()) {
      if (layer instanceof BatchNormalization) {
        return true;
      }
    }
    return false;
  }

  @Override
  public void iterationDone(Model model, int iteration, int epoch) {
    double loss = model.score();
    if (!Double.isFinite(loss)) {
      throw diverged("loss", loss, epoch);
    }
    lastFinite = loss;
    if (!Double.isFinite(norms)) {
      throw diverged("length of the gradient", norms, epoch);
    }
    int batch = ((MultiLayerNetwork) model).batchSize();
    weightedLoss += loss * batch;
    rows += batch;
    count++;
    steps.done(count, meanLoss());
  }

  /** For a step that the loss function broke off. */
  TrainingDivergedException undefinedLoss(int epoch) {
    return diverged("loss", Double.NaN, epoch);
  }

  private TrainingDivergedException diverged(String what, double value, int epoch) {
    return new TrainingDivergedException(
        "the "
            + what
            + " became "
            + value
            + " in epoch "
            + (epoch + 1)
            + ", step "
            + (count + 1)
            + (learningRate == null ? "" : ", with learning rate " + learningRate)
            + (Double.isNaN(lastFinite)
                ? ""
                : String.format(Locale.ROOT, "; the last finite loss was %.4f", lastFinite)));
  }
}
