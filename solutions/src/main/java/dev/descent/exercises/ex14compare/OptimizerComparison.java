package dev.descent.exercises.ex14compare;

import dev.descent.data.Batches;
import dev.descent.data.PointSets;
import dev.descent.data.Split;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * The same network and the same data, trained by SGD, by Adam, by RMSprop; and what follows. What
 * comes in must stay as it is; only the batches go on from epoch to epoch.
 */
public final class OptimizerComparison {
  private OptimizerComparison() {}

  /**
   * The task, which is the same for all.
   *
   * @param model makes a network for an optimizer; it has no parameters yet
   * @param start its parameters at the start, [1, n]
   * @param batches of all epochs, each with an order of its own
   */
  public record Task(
      Function<IUpdater, MultiLayerNetwork> model,
      INDArray start,
      Batches batches,
      DataSet validation,
      int epochs) {}

  /** A training: loss and accuracy, from 0 to 1, on the validation part after each epoch. */
  public record Run(String optimizer, double[] loss, double[] accuracy) {}

  /** A row of the report; epochsToTarget is 0 where the target was never reached. */
  public record Row(String optimizer, int epochsToTarget, double finalAccuracy) {}

  /** Whose epochsToTarget is smallest, and whose finalAccuracy is largest, in order of the rows. */
  public record Conclusion(List<String> fastest, List<String> best) {}

  /** Trains with one optimizer. */
  public static Run train(String optimizer, IUpdater updater, Task task) {
    MultiLayerNetwork network = task.model().apply(updater);
    network.init(task.start(), true);
    double[] loss = new double[task.epochs()];
    double[] accuracy = new double[task.epochs()];
    for (int epoch = 0; epoch < task.epochs(); epoch++) {
      task.batches().startEpoch(epoch);
      network.fit(task.batches());
      loss[epoch] = network.score(task.validation());
      accuracy[epoch] = accuracy(network, task.validation());
    }
    return new Run(optimizer, loss, accuracy);
  }

  private static double accuracy(MultiLayerNetwork network, DataSet data) {
    Evaluation evaluation = new Evaluation(data.getLabels().columns());
    evaluation.eval(data.getLabels(), network.output(data.getFeatures()));
    return evaluation.accuracy();
  }

  /** The row of the report for a training. */
  public static Row row(Run run, double target) {
    double[] accuracy = run.accuracy();
    int reached = 0;
    for (int epoch = 1; epoch <= accuracy.length && reached == 0; epoch++) {
      if (accuracy[epoch - 1] >= target) {
        reached = epoch;
      }
    }
    return new Row(run.optimizer(), reached, accuracy[accuracy.length - 1]);
  }

  /** Draws the accuracy of all runs over the epochs, and writes it to the file, as PNG. */
  public static void plot(List<Run> runs, Path file) throws IOException {
    List<Series> series =
        runs.stream()
            .map(
                run ->
                    new Series(
                        run.optimizer(), Series.epochs(run.accuracy().length), run.accuracy()))
            .toList();
    String title = "Optimizers compared";
    Files.write(
        file, LineChart.draw(title, "epoch", "validation accuracy", series, Axis.WHOLE_X).png());
  }

  /** Concludes from the report. */
  public static Conclusion conclude(List<Row> rows) {
    int least =
        rows.stream().mapToInt(Row::epochsToTarget).filter(epochs -> epochs > 0).min().orElse(-1);
    double most = rows.stream().mapToDouble(Row::finalAccuracy).max().orElseThrow();
    return new Conclusion(
        names(rows, row -> row.epochsToTarget() == least),
        names(rows, row -> row.finalAccuracy() == most));
  }

  private static List<String> names(List<Row> rows, Predicate<Row> which) {
    return rows.stream().filter(which).map(Row::optimizer).toList();
  }

  /** Your comparison: prints it, and draws optimizers.png. */
  public static void main(String[] args) throws IOException {
    Split moons = Split.of(PointSets.twoMoons(1000, 0.2, 1), 0.4, 0.1, 1);
    MultiLayerNetwork first = network(new SGD(0.01));
    first.init();
    DataSet validation = Batches.inOrder(moons.validation(), moons.validation().size()).next();
    Batches batches = Batches.shuffled(moons.train(), 25, 1);
    INDArray start = first.params().reshape(1, first.numParams());
    Task task = new Task(OptimizerComparison::network, start, batches, validation, 20);
    List<Run> runs =
        List.of(
            train("SGD", new SGD(0.01, 0.9), task),
            train("Adam", new Adam(0.001), task),
            train("RMSprop", new RMSprop(0.001, 0.99, 1e-8), task));
    plot(runs, Path.of("optimizers.png"));
    List<Row> rows = runs.stream().map(run -> row(run, 0.85)).toList();
    rows.forEach(System.out::println);
    System.out.println(conclude(rows));
  }

  /** 2-32-2 with ReLU; the softmax is in the loss. */
  private static MultiLayerNetwork network(IUpdater updater) {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(updater)
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(32).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(new CrossEntropyLoss())
                    .nIn(32)
                    .nOut(2)
                    .activation(Activation.IDENTITY)
                    .build())
            .build());
  }
}
