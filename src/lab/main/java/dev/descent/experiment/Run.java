package dev.descent.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The record of a training.
 *
 * @param experiment what was run
 * @param epochs one entry an epoch
 * @param testLoss mean over the test part, after the last epoch
 * @param testAccuracy share of the test part classified rightly, 0 to 1; NaN for a regression
 * @param confusion counts over the test part: row the true class, column the predicted one; empty
 *     for a regression
 * @param parametersSha256 hash over the bits of all parameters at the end: equal hashes, equal
 *     networks
 * @param backend what computed it
 * @param node the node of a cluster on which it ran; null for the machine of the command
 * @param testSquaredError mean over the test part where a number is predicted with another loss;
 *     null where it is the loss, or classes are told apart
 */
public record Run(
    Experiment experiment,
    List<Epoch> epochs,
    double testLoss,
    double testAccuracy,
    int[][] confusion,
    String parametersSha256,
    String backend,
    @Nullable String node,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double testSquaredError) {

  /** A training on the machine of the command, whose loss needs no squared error beside it. */
  public Run(
      Experiment experiment,
      List<Epoch> epochs,
      double testLoss,
      double testAccuracy,
      int[][] confusion,
      String parametersSha256,
      String backend) {
    this(
        experiment,
        epochs,
        testLoss,
        testAccuracy,
        confusion,
        parametersSha256,
        backend,
        null,
        null);
  }

  /** Returns the first epoch after which a classification has at least this accuracy. */
  public OptionalInt epochsTo(double accuracy) {
    return epochs.stream()
        .filter(e -> e.validationAccuracy() >= accuracy)
        .mapToInt(Epoch::epoch)
        .findFirst();
  }

  /** Returns the last epoch's entry. */
  public Epoch last() {
    return epochs.get(epochs.size() - 1);
  }

  /** Returns the seconds of all epochs together. */
  public double seconds() {
    return epochs.stream().mapToDouble(Epoch::seconds).sum();
  }
}
