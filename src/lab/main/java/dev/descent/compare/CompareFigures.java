package dev.descent.compare;

import dev.descent.Count;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Run;
import dev.descent.plot.Bar;
import dev.descent.plot.BarChart;
import dev.descent.plot.ConfusionMatrix;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/** The figures of a comparison, by the names of their files. */
public final class CompareFigures {
  /** The names of all figures that there can be. */
  static final List<String> NAMES =
      List.of(
          "training-loss",
          "validation-accuracy",
          "validation-error",
          "learning-rate",
          "epochs-to-target",
          "confusion-matrix");

  private final Comparison comparison;
  private final Plan plan;
  private final String seeds;

  public CompareFigures(Comparison comparison) {
    this.comparison = comparison;
    this.plan = comparison.plan();
    this.seeds = Count.of(plan.seeds(), "seed");
  }

  /**
   * Draws all figures, in the order of the report; none without a finished training, or where
   * nothing can be drawn.
   */
  public Map<String, Figure> draw() {
    Map<String, Figure> figures = new LinkedHashMap<>();
    if (comparison.runs().isEmpty() || Figure.trouble().isPresent()) {
      return figures;
    }
    figures.put(
        "training-loss",
        LineChart.draw(
            "Training loss: " + meanAndRange(),
            "epoch",
            loss(),
            series(Epoch::trainingLoss),
            Axis.WHOLE_X,
            Axis.LOG_Y));
    Measure measure = comparison.data().measure();
    figures.put(
        measure.isAccuracy() ? "validation-accuracy" : "validation-error",
        LineChart.draw(
            "Validation %s: %s".formatted(measure.title(), meanAndRange()),
            "epoch",
            measure.isAccuracy()
                ? "validation accuracy (%)"
                : "root mean squared error of " + Format.name(measure.outcome()),
            series(epoch -> (measure.isAccuracy() ? 100 : 1) * measure.validation(epoch)),
            Axis.WHOLE_X));
    if (plan.isScheduled()) {
      figures.put(
          "learning-rate",
          LineChart.draw(
              "Learning rate, %s: %s".formatted(plan.template().schedule().text(), meanAndRange()),
              "epoch",
              "learning rate in the epoch's first step",
              series(Epoch::learningRate),
              Axis.WHOLE_X,
              Axis.LOG_Y));
    }
    if (plan.hasTarget()) {
      figures.put(
          "epochs-to-target",
          BarChart.draw(
              "Epochs to %s validation accuracy: %s"
                  .formatted(Format.percent(plan.target()), meanAndRange()),
              "epochs",
              "optimizer",
              bars()));
    }
    Optional<Run> best = Summary.best(comparison.summary(), comparison.runs());
    if (measure.isAccuracy()
        && best.isPresent()
        && comparison.data().classes().size() <= ConfusionMatrix.MOST_CLASSES) {
      figures.put(
          "confusion-matrix",
          ConfusionMatrix.draw(
              "Test part, " + named(best.get()),
              comparison.data().classes(),
              best.get().confusion()));
    }
    return figures;
  }

  private String loss() {
    Loss loss = plan.template().loss();
    return loss.title()
        + " on the training part"
        + (loss == Loss.CROSS_ENTROPY
            ? " (nats)"
            : comparison.data().classes().isEmpty() ? ", standardised" : "");
  }

  /** Says what is drawn; of one optimizer alone there is no legend. */
  private String meanAndRange() {
    String of =
        comparison.summary().size() == 1
            ? plan.title(comparison.summary().get(0).optimizer()) + ", "
            : "";
    if (!comparison.complete()) {
      return of + "mean and range over what ended";
    }
    return of + (plan.seeds() == 1 ? "one seed" : "mean and range over " + seeds);
  }

  static String named(Run run) {
    return Plan.Contender.of(run.experiment()).title() + ", seed " + run.experiment().seed();
  }

  /**
   * Makes a curve of each optimizer: the mean over its runs, with a band from the lowest to the
   * highest.
   */
  private List<Series> series(ToDoubleFunction<Epoch> quantity) {
    List<Series> all = new ArrayList<>();
    for (Summary row : comparison.summary()) {
      List<Run> runs = Summary.runsOf(row.optimizer(), comparison.runs());
      int epochs = plan.template().epochs();
      double[] mean = new double[epochs];
      double[] low = new double[epochs];
      double[] high = new double[epochs];
      for (int i = 0; i < epochs; i++) {
        int epoch = i;
        var values =
            runs.stream()
                .mapToDouble(run -> quantity.applyAsDouble(run.epochs().get(epoch)))
                .summaryStatistics();
        mean[i] = values.getAverage();
        low[i] = values.getMin();
        high[i] = values.getMax();
      }
      double[] x = Series.epochs(epochs);
      String name = plan.title(row.optimizer());
      all.add(runs.size() == 1 ? new Series(name, x, mean) : new Series(name, x, mean, low, high));
    }
    return all;
  }

  private List<Bar> bars() {
    List<Bar> bars = new ArrayList<>();
    for (Summary row : comparison.summary()) {
      String name = plan.title(row.optimizer());
      if (row.reached() == 0) {
        bars.add(
            Bar.missing(name, "not reached in " + Count.of(plan.template().epochs(), "epoch")));
        continue;
      }
      var epochs =
          Summary.runsOf(row.optimizer(), comparison.runs()).stream()
              .flatMapToInt(run -> run.epochsTo(plan.target()).stream())
              .summaryStatistics();
      boolean several = row.reached() > 1;
      bars.add(
          new Bar(
              name,
              epochs.getAverage(),
              several ? epochs.getMin() : Double.NaN,
              several ? epochs.getMax() : Double.NaN,
              row.reached() == row.runs()
                  ? ""
                  : row.reached() + " of " + Count.of(row.runs(), "seed")));
    }
    return bars;
  }
}
