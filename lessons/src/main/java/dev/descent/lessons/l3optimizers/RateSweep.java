package dev.descent.lessons.l3optimizers;

import dev.descent.data.Split;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Schedule;
import dev.descent.experiment.Training;
import dev.descent.lesson.Notebook;
import dev.descent.technique.TrainingDivergedException;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Trainings that differ in optimizer and learning rate only: the same weights to start from, the
 * same batches.
 *
 * @param rates ascending
 * @param losses the mean training loss of the last epoch for each rate; infinite where the training
 *     diverged
 */
record RateSweep(double[] rates, Map<Optimizer, double[]> losses) {

  /**
   * Runs them.
   *
   * @param data its name, for the record
   */
  static RateSweep run(
      Notebook out, String data, Split split, Network network, int epochs, double... rates) {
    Map<Optimizer, double[]> losses = new LinkedHashMap<>();
    for (int i : out.progress("trainings", OnDigits.SIX.size() * rates.length)) {
      Optimizer optimizer = OnDigits.SIX.get(i / rates.length);
      int rate = i % rates.length;
      Experiment experiment =
          new Experiment(
              data,
              network,
              Loss.CROSS_ENTROPY,
              optimizer,
              rates[rate],
              Schedule.CONSTANT,
              64,
              epochs,
              out.seed());
      losses.computeIfAbsent(optimizer, o -> new double[rates.length])[rate] =
          lastLoss(experiment, split);
    }
    return new RateSweep(rates, losses);
  }

  private static double lastLoss(Experiment experiment, Split split) {
    try {
      return Training.run(experiment, split, progress -> {}).last().trainingLoss();
    } catch (TrainingDivergedException e) {
      return Double.POSITIVE_INFINITY;
    }
  }

  /** The loss at one of the rates. */
  double at(Optimizer optimizer, double rate) {
    return losses.get(optimizer)[Arrays.binarySearch(rates, rate)];
  }

  /** The rate with the lowest loss. */
  double bestRate(Optimizer optimizer) {
    return Arrays.stream(rates)
        .filter(rate -> at(optimizer, rate) == best(optimizer))
        .findFirst()
        .orElseThrow();
  }

  /** The lowest loss. */
  double best(Optimizer optimizer) {
    return Arrays.stream(losses.get(optimizer)).min().orElseThrow();
  }

  double smallest() {
    return rates[0];
  }

  double largest() {
    return rates[rates.length - 1];
  }
}
