package dev.descent.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * The record of an epoch.
 *
 * @param epoch its number, from 1
 * @param trainingLoss mean over the epoch's rows, each as the network saw it before the step
 * @param validationLoss mean over the validation part, after the epoch
 * @param validationAccuracy share of the validation part classified rightly, 0 to 1; NaN for a
 *     regression
 * @param learningRate in the epoch's first step
 * @param gradientNorm length of the gradient of the mean loss over all parameters, averaged over
 *     the epoch's steps
 * @param seconds time the epoch took, validation included
 * @param validationSquaredError mean over the validation part where a number is predicted with
 *     another loss; null where it is the loss, or classes are told apart
 */
public record Epoch(
    int epoch,
    double trainingLoss,
    double validationLoss,
    double validationAccuracy,
    double learningRate,
    double gradientNorm,
    double seconds,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Double validationSquaredError) {

  /** An epoch whose loss needs no squared error beside it. */
  public Epoch(
      int epoch,
      double trainingLoss,
      double validationLoss,
      double validationAccuracy,
      double learningRate,
      double gradientNorm,
      double seconds) {
    this(
        epoch,
        trainingLoss,
        validationLoss,
        validationAccuracy,
        learningRate,
        gradientNorm,
        seconds,
        null);
  }
}
