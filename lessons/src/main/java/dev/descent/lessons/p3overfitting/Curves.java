package dev.descent.lessons.p3overfitting;

import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.dataset.DataSet;

/** A listener that measures both losses after every epoch, dropout off. */
final class Curves extends BaseTrainingListener {
  private final MultiLayerNetwork network;
  private final DataSet trainingPart;
  private final DataSet validationPart;
  private final List<Double> training = new ArrayList<>();
  private final List<Double> validation = new ArrayList<>();

  Curves(MultiLayerNetwork network, Points points) {
    this.network = network;
    trainingPart = Points.all(points.train());
    validationPart = Points.all(points.validation());
  }

  @Override
  public void onEpochEnd(Model model) {
    training.add(network.score(trainingPart));
    validation.add(network.score(validationPart));
  }

  int epochs() {
    return validation.size();
  }

  /** The epoch with the lowest validation loss, from 1. */
  int best() {
    return 1 + validation.indexOf(validation.stream().min(Double::compare).orElseThrow());
  }

  /** After the epoch, from 1. */
  double validation(int epoch) {
    return validation.get(epoch - 1);
  }

  Series training(String name) {
    return series(name, training);
  }

  Series validation(String name) {
    return series(name, validation);
  }

  /** Draws a panel for each training, with the validation loss without a remedy in each of them. */
  static Figure draw(List<Trained> all) {
    List<Figure> panels = new ArrayList<>();
    for (Trained trained : all) {
      var series =
          new ArrayList<>(
              List.of(
                  trained.curves().training("training"),
                  trained.curves().validation("validation")));
      if (!panels.isEmpty()) {
        series.add(all.get(0).curves().validation("validation, no remedy"));
      }
      if (trained.recipe().early()) {
        int kept = trained.curves().best();
        double[] loss = {trained.curves().validation(kept)};
        series.add(Series.marks("kept", new double[] {kept}, loss));
      }
      panels.add(
          LineChart.draw(
              trained.recipe().name(),
              "epoch",
              "mean cross entropy",
              series,
              LineChart.Axis.WHOLE_X));
    }
    return Panels.of("Losses with each remedy", 2, panels);
  }

  private static Series series(String name, List<Double> losses) {
    return new Series(
        name, Series.epochs(losses.size()), losses.stream().mapToDouble(loss -> loss).toArray());
  }
}
