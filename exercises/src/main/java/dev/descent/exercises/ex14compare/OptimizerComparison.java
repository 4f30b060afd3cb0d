package dev.descent.exercises.ex14compare;

import dev.descent.data.Batches;
import dev.descent.data.PointSets;
import dev.descent.data.Split;
import dev.descent.exercise.Todo;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Optimizers compared: the same network and the same data, trained by SGD, by Adam, by RMSprop.
 *
 * <ul>
 *   <li>Fair: each begins with the same parameters, and sees in epoch e the batches of epoch e.
 *       Only the optimizer differs.
 *   <li>Honest: what is reported was measured after the epoch it stands for, on the validation
 *       part.
 *   <li>Convergence speed is the number of the first epoch, from 1, after which the accuracy is the
 *       target or more. Final accuracy is that after the last epoch.
 *   <li>A conclusion says what the numbers say: who is equally good is named, too, and who never
 *       reached the target is not fast.
 * </ul>
 *
 * <p>What comes in must stay as it is; only the batches go on from epoch to epoch.
 *
 * <p>PyTorch: {@code optim.SGD(params, lr=0.01, momentum=0.9)}, {@code optim.Adam(params,
 * lr=0.001)}, {@code optim.RMSprop(params, lr=0.001, alpha=0.99)}. Practice 1. Paper: R. M.
 * Schmidt, F. Schneider and P. Hennig, Descending through a Crowded Valley (2021).
 */
public final class OptimizerComparison {
  private OptimizerComparison() {}

  /**
   * The task, which is the same for all.
   *
   * @param model makes a network for an optimizer; it has no parameters yet
   * @param start its parameters at the start, [1, n]; must stay as they are
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
    // TODO 1: task.model().apply(updater) is the network. network.init(parameters, true) starts it
    // with a copy of parameters, init(parameters, false) with the array itself.
    // batches.startEpoch(e), from 0, goes to the first batch of epoch e; network.fit(batches)
    // trains until its last. Then measure: network.score(data) is the loss;
    // org.nd4j.evaluation.classification.Evaluation counts right and wrong answers:
    // eval(labels, network.output(features)), then accuracy().
    throw new Todo(1);
  }

  /** The row of the report for a training. */
  public static Row row(Run run, double target) {
    // TODO 2: speed and final accuracy, as defined above.
    throw new Todo(2);
  }

  /** Draws the accuracy of all runs over the epochs, and writes it to the file, as PNG. */
  public static void plot(List<Run> runs, Path file) throws IOException {
    // TODO 3: dev.descent.plot: LineChart.draw(title, xLabel, yLabel, list) makes a Figure of a
    // list of new Series(name, Series.epochs(n), values); its png() is what belongs into the file.
    throw new Todo(3);
  }

  /** Concludes from the report. */
  public static Conclusion conclude(List<Row> rows) {
    // TODO 4: nobody is fastest if nobody reached the target: an empty list.
    throw new Todo(4);
  }

  /** Your comparison: prints it, and draws optimizers.png. To be run when the tests pass. */
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
