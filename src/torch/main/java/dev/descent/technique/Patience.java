package dev.descent.technique;

import org.deeplearning4j.earlystopping.termination.EpochTerminationCondition;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Early stopping with patience, for DL4J's {@code EarlyStoppingTrainer}, by the rule of the usual
 * PyTorch loop. An epoch whose score is lower than the best so far is the best and sets the count
 * to 0, any other adds 1 to it, and training stops when the count reaches the patience. A score
 * equal to the best is no improvement, and neither is NaN. For a score that should be large, such
 * as an accuracy, higher takes the place of lower.
 *
 * <pre>{@code
 * // PyTorch: a loop that counts the epochs without improvement
 * Patience patience = new Patience(2);
 * var stop = new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
 *     .epochTerminationConditions(patience, new MaxEpochsTerminationCondition(100))
 *     .modelSaver(new InMemoryModelSaver<>())
 *     .build();
 * // new EarlyStoppingTrainer(stop, network, training) then asks after each epoch:
 * patience.initialize();
 * patience.terminate(0, 0.5, true); // false
 * patience.terminate(1, 0.6, true); // false
 * patience.terminate(2, 0.5, true); // true
 * }</pre>
 *
 * <p>{@code ScoreImprovementEpochTerminationCondition} is the same but for one case: it takes the
 * first score as the best even where that is NaN or infinite. Then nothing is ever better than NaN.
 *
 * <p>The trainer has its own ways. The network it was given keeps the parameters of the last epoch;
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
   * Creates the rule.
   *
   * @param epochs the patience: epochs without improvement after which to stop, at least 0
   * @throws IllegalArgumentException where the patience is below 0
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
