package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** A DL4J listener that measures the network on both parts of the data after every epoch. */
final class Curves extends BaseTrainingListener {
  private final MultiLayerNetwork network;
  private final DataSet trainingPart;
  private final DataSet validationPart;
  private final List<Score> training = new ArrayList<>();
  private final List<Score> validation = new ArrayList<>();

  Curves(MultiLayerNetwork network, FewDigits data) {
    this.network = network;
    trainingPart = FewDigits.all(data.train());
    validationPart = FewDigits.all(data.validation());
  }

  /** Trains a new network for all epochs, and measures it after each. */
  static Curves train(
      String task,
      MultiLayerConfiguration configuration,
      DataSetIterator batches,
      FewDigits data,
      Notebook out) {
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    Curves curves = new Curves(network, data);
    network.setListeners(curves);
    for (int epoch : out.progress(task, data.epochs())) {
      network.fit(batches); // one epoch
    }
    return curves;
  }

  @Override
  public void onEpochEnd(Model model) {
    training.add(Score.of(network, trainingPart));
    validation.add(Score.of(network, validationPart));
  }

  /** With the parameters of the last epoch. */
  MultiLayerNetwork network() {
    return network;
  }

  /** After the last epoch, on the training part. */
  Score training() {
    return training.get(training.size() - 1);
  }

  /** After the last epoch, on the validation part. */
  Score validation() {
    return validation.get(validation.size() - 1);
  }

  /** Validation loss minus training loss, after the last epoch. */
  double gap() {
    return gap(epochs());
  }

  /** The epoch of the lowest validation loss, from 1. */
  int best() {
    return 1
        + IntStream.range(0, validation.size())
            .boxed()
            .min(Comparator.comparingDouble(i -> validation.get(i).loss()))
            .orElseThrow();
  }

  /** On the validation part, after this epoch. */
  Score validation(int epoch) {
    return validation.get(epoch - 1);
  }

  /** On the training part, after this epoch. */
  Score training(int epoch) {
    return training.get(epoch - 1);
  }

  Series ofTraining(String name, ToDoubleFunction<Score> what) {
    return series(name, training, what);
  }

  Series ofValidation(String name, ToDoubleFunction<Score> what) {
    return series(name, validation, what);
  }

  /** The headings of tables with a row for each training. */
  static List<String> heading(String name) {
    return List.of(name, "training loss", "accuracy", "valid. loss", "accuracy", "gap");
  }

  /** A row of such a table. */
  static List<String> row(String name, Score training, Score validation) {
    return List.of(
        name,
        String.format(Locale.ROOT, "%.3f", training.loss()),
        String.format(Locale.ROOT, "%.3f", training.accuracy()),
        String.format(Locale.ROOT, "%.3f", validation.loss()),
        String.format(Locale.ROOT, "%.3f", validation.accuracy()),
        String.format(Locale.ROOT, "%.2f", validation.loss() - training.loss()));
  }

  /** The row after the last epoch. */
  List<String> row(String name) {
    return row(name, training(), validation());
  }

  /** The number of epochs trained. */
  int epochs() {
    return validation.size();
  }

  /** Validation loss minus training loss, after this epoch. */
  double gap(int epoch) {
    return validation(epoch).loss() - training(epoch).loss();
  }

  /** The gap after every epoch. */
  Series ofGap(String name) {
    double[] gaps = IntStream.rangeClosed(1, epochs()).mapToDouble(this::gap).toArray();
    return new Series(name, Series.epochs(gaps.length), gaps);
  }

  private static Series series(String name, List<Score> scores, ToDoubleFunction<Score> what) {
    return new Series(
        name, Series.epochs(scores.size()), scores.stream().mapToDouble(what).toArray());
  }
}
