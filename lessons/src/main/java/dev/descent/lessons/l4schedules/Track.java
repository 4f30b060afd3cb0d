package dev.descent.lessons.l4schedules;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A training, epoch by epoch.
 *
 * @param rate in the epoch
 * @param loss mean over the epoch's steps, dropout on
 * @param validationLoss after the epoch, dropout off
 * @param accuracy on the validation part after the epoch, 0 to 1
 * @param moved how far the epoch has moved the parameters, as the length of the difference
 */
record Track(
    double[] rate, double[] loss, double[] validationLoss, double[] accuracy, double[] moved) {

  /** Trains, and looks at the validation part after every epoch. */
  static Track of(
      String task,
      MultiLayerNetwork network,
      Batches batches,
      DataSet validation,
      int epochs,
      Notebook out) {
    MeanScore score = new MeanScore();
    network.addListeners(score);
    Track track =
        new Track(
            new double[epochs],
            new double[epochs],
            new double[epochs],
            new double[epochs],
            new double[epochs]);
    for (int epoch : out.progress(task, epochs)) {
      track.rate[epoch] = network.getLearningRate(0); // optimizer.param_groups[0]['lr']
      // PyTorch: for x, y in loader: ... optimizer.step()
      //          scheduler.step()       # fit counts the epoch: all that a schedule needs
      INDArray before = network.params().dup();
      batches.startEpoch(epoch);
      network.fit(batches);
      track.moved[epoch] = network.params().sub(before).norm2Number().doubleValue();
      track.loss[epoch] = score.take();
      track.validationLoss[epoch] = network.score(validation);
      track.accuracy[epoch] = DigitsNetwork.accuracy(network, validation);
    }
    return track;
  }

  /** Share of the validation part classified wrongly after the epoch. */
  double[] error() {
    return Arrays.stream(accuracy).map(a -> 1 - a).toArray();
  }

  int epochs() {
    return rate.length;
  }

  double lastRate() {
    return rate[epochs() - 1];
  }

  double lastValidationLoss() {
    return validationLoss[epochs() - 1];
  }

  /** The numbers of the epochs, from 1, that began with a lower rate than the one before. */
  List<Integer> lowered() {
    return IntStream.range(1, epochs())
        .filter(i -> rate[i] < rate[i - 1])
        .mapToObj(i -> i + 1)
        .toList();
  }

  /** The number of epochs that count as the last ones, for means at the end. */
  int late() {
    return Math.max(3, epochs() / 10);
  }

  /** The mean over the last epochs. */
  double late(double[] values) {
    return Arrays.stream(values, epochs() - late(), epochs()).average().orElseThrow();
  }

  /** Adds up the scores of the steps. */
  private static final class MeanScore extends BaseTrainingListener {
    private double sum;
    private int steps;

    @Override
    public void iterationDone(Model model, int iteration, int epoch) {
      sum += model.score();
      steps++;
    }

    /** The mean since the last time it was asked. */
    double take() {
      double mean = sum / steps;
      sum = 0;
      steps = 0;
      return mean;
    }
  }
}
