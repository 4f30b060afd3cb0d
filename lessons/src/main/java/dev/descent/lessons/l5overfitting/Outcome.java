package dev.descent.lessons.l5overfitting;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.plot.Bar;
import dev.descent.plot.BarChart;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.technique.Patience;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.earlystopping.EarlyStoppingConfiguration;
import org.deeplearning4j.earlystopping.saver.InMemoryModelSaver;
import org.deeplearning4j.earlystopping.scorecalc.DataSetLossCalculator;
import org.deeplearning4j.earlystopping.termination.MaxEpochsTerminationCondition;
import org.deeplearning4j.earlystopping.trainer.EarlyStoppingTrainer;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The result of a remedy.
 *
 * @param curves over all epochs that were trained
 * @param kept the epoch whose model is kept, from 1
 * @param training of the model that is kept
 * @param validation of the model that is kept
 */
record Outcome(String name, Curves curves, int kept, Score training, Score validation) {

  /** Trains for all epochs, and keeps the last model. */
  static Outcome train(
      String name,
      MultiLayerConfiguration configuration,
      Batches batches,
      FewDigits data,
      Notebook out) {
    Nd4j.getRandom().setSeed(out.seed()); // for dropout and noise
    Curves curves = Curves.train(name, configuration, batches, data, out);
    return new Outcome(name, curves, curves.epochs(), curves.training(), curves.validation());
  }

  /** Trains with early stopping, and keeps the best model. */
  static Outcome stop(
      String name,
      MultiLayerConfiguration configuration,
      Batches batches,
      FewDigits data,
      Notebook out) {
    Nd4j.getRandom().setSeed(out.seed());
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    Curves curves = new Curves(network, data);
    network.setListeners(curves);
    var held = new DataSetLossCalculator(Batches.inOrder(data.validation(), 1000), true);
    var stop =
        new EarlyStoppingConfiguration.Builder<MultiLayerNetwork>()
            .scoreCalculator(held)
            .epochTerminationConditions(
                new Patience(10), new MaxEpochsTerminationCondition(data.epochs()))
            .modelSaver(new InMemoryModelSaver<>())
            .build();
    var result = new EarlyStoppingTrainer(stop, network, batches).fit();
    MultiLayerNetwork best = result.getBestModel();
    return new Outcome(
        name,
        curves,
        result.getBestModelEpoch() + 1, // DL4J counts epochs from 0
        Score.of(best, FewDigits.all(data.train())),
        Score.of(best, FewDigits.all(data.validation())));
  }

  /** Validation loss minus training loss. */
  double gap() {
    return validation.loss() - training.loss();
  }

  /** Gives the lesson's text the numbers of this row. */
  void give(String key, Notebook out) {
    out.value("training-" + key, "%.3f", training.loss());
    out.value("loss-" + key, "%.3f", validation.loss());
    out.value("gap-" + key, "%.2f", gap());
    out.value("accuracy-" + key, "%.3f", validation.accuracy());
  }

  List<String> row() {
    return Curves.row(name, training, validation);
  }

  /** The gaps over the epochs, and the validation losses of the models that are kept. */
  static Figure figure(List<Outcome> outcomes) {
    List<Series> gaps = new ArrayList<>();
    outcomes.forEach(outcome -> gaps.add(outcome.curves().ofGap(outcome.name())));
    gaps.add(
        Series.marks(
            "kept",
            outcomes.stream().mapToDouble(Outcome::kept).toArray(),
            outcomes.stream().mapToDouble(o -> o.curves().gap(o.kept())).toArray()));
    return Panels.of(
        "What each remedy does against overfitting",
        1,
        List.of(
            LineChart.draw(
                "Gap: validation loss minus training loss",
                "epoch",
                "difference of the mean cross entropies",
                gaps,
                LineChart.Axis.WHOLE_X),
            BarChart.draw(
                "The model that is kept",
                "validation loss (mean cross entropy)",
                "remedy",
                outcomes.stream().map(Outcome::bar).toList())));
  }

  private Bar bar() {
    return new Bar(name, validation.loss(), Double.NaN, Double.NaN, "");
  }
}
