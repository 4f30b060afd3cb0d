package dev.descent.technique;

import org.deeplearning4j.earlystopping.termination.EpochTerminationCondition;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Early stopping with patience, for DL4J's {@code EarlyStoppingTrainer}, by the rule of the usual
 * PyTorch loop: an epoch whose score is lower than the best so far is the best and sets the count
 * to 0, any other adds 1 to it, and training stops when the count reaches the patience. A score
 * equal to the best is no improvement, and neither is NaN. Where the score is one to be made large,
 * such as an accuracy, read higher for lower.
 *
 * <pre>{@code
 * var stop = new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
 *     .epochTerminationConditions(new Patience(10), new MaxEpochsTerminationCondition(100))
 *     .scoreCalculator(new DataSetLossCalculator(validation, true))
 *     .modelSaver(new InMemoryModelSaver<>())
 *     .build();
 * var result = new EarlyStoppingTrainer(stop, network, training).fit();
 * result.getBestModel();  // the parameters of the best epoch
 * }</pre>
 *
 * <p>{@code ScoreImprovementEpochTerminationCondition} is the same but for one case: it takes the
 * first score as the best even where that is NaN or infinite. Then nothing is ever better than NaN.
 *
 * <p>What to know of the trainer: the network it was given keeps the parameters of the last epoch;
 * the best ones are in {@code result.getBestModel()} only. {@code result.getBestModelScore()} is
 * not the best score but 0; look it up in {@code result.getScoreVsEpoch()}. Epochs count from 0.
 * Where the score of the very first epoch is NaN, the trainer saves that model as the best and
 * replaces it no more. A patience of 0 stops as a patience of 1 does.
 */
public final class Patience implements EpochTerminationCondition {
  private static final long serialVersionUID = 1;

  @JsonProperty private final int epochs;
  private transient double best = Double.POSITIVE_INFINITY;
  private transient int count;

  /**
   * @param epochs without improvement after which to stop, at least 0
   */
  public Patience(@JsonProperty("epochs") int epochs) {
    if (epochs < 0) {
      throw new IllegalArgumentException("patience must be at least 0, got " + epochs);
    }
    this.epochs = epochs;
  }

  @Override
  public void initialize() {
    best = Double.POSITIVE_INFINITY;
    count = 0;
  }

  @Override
  public boolean terminate(int epoch, double score, boolean minimize) {
    double loss = minimize ? score : -score;
    if (loss < best) {
      best = loss;
      count = 0;
      return false;
    }
    count++;
    return count >= epochs;
  }

  @Override
  public String toString() {
    return "Patience(" + epochs + ")";
  }
}
