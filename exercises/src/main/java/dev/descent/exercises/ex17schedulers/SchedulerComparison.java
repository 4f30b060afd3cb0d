package dev.descent.exercises.ex17schedulers;

import dev.descent.data.Batches;
import dev.descent.data.PointSets;
import dev.descent.data.Split;
import dev.descent.exercise.Todo;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.SGD;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Schedulers compared: the same training with a constant rate, with StepLR, MultiStepLR and
 * ReduceLROnPlateau.
 *
 * <pre>
 *   StepLR              lr₀ · γ^⌊i / s⌋
 *   MultiStepLR         lr₀ · γ^n       n: how many milestones are ≤ i
 *   ReduceLROnPlateau   rate ← rate · γ after more than patience bad epochs in a row; bad: the
 *                       validation loss was not below the best so far · (1 − 0.0001)
 * </pre>
 *
 * with i the number of the epoch, from 0.
 *
 * <ul>
 *   <li>Fair: each begins with the same parameters, and sees in epoch e the batches of epoch e.
 *       Only the rate differs.
 *   <li>Honest: the rate reported for an epoch is the one it was trained with; the loss was
 *       measured after it, on the validation part.
 *   <li>What follows is what the numbers say. A schedule is idle if its rate fell with no seed:
 *       then it did nothing; the constant rate is no schedule. It is better if its last loss is
 *       below that of the constant rate with every seed. Best is who has the lowest last loss of
 *       all with every seed, constant or not: two if they share it, nobody if the seeds disagree.
 * </ul>
 *
 * <p>What comes in must stay as it is; only the batches go on from epoch to epoch.
 *
 * <p>PyTorch: {@code StepLR(optimizer, s, γ)}, {@code MultiStepLR(optimizer, milestones, γ)},
 * {@code ReduceLROnPlateau(optimizer, factor=γ, patience=patience)}. Practice 2. Paper: L. Bottou,
 * F. E. Curtis and J. Nocedal, Optimization Methods for Large-Scale Machine Learning (2018).
 */
public final class SchedulerComparison {
  private SchedulerComparison() {}

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

  /**
   * The settings.
   *
   * @param lr lr₀, the rate of the first epoch
   * @param gamma γ, what every fall multiplies the rate by
   * @param stepSize s
   * @param milestones in rising order, counted in epochs
   * @param patience how many bad epochs are let pass
   */
  public record Plan(
      double lr, double gamma, int stepSize, List<Integer> milestones, int patience) {}

  /** A training: the rate of each epoch, and the validation loss after it. */
  public record Run(String scheduler, double[] rate, double[] loss) {}

  /** The conclusion: names, in the order of the runs. */
  public record Conclusion(List<String> idle, List<String> better, List<String> best) {}

  /**
   * Trains once.
   *
   * @param updater has the rate of the first epoch, or a schedule
   * @param listeners what the network tells of its epochs; they may change its rate
   */
  public static Run train(
      String scheduler, IUpdater updater, List<TrainingListener> listeners, Task task) {
    // TODO 1: task.model().apply(updater) is the network; network.init(parameters, true) starts it
    // with a copy, init(parameters, false) with the array itself; network.setListeners(listeners).
    // batches.startEpoch(e), from 0, goes to the first batch of epoch e; network.fit(batches)
    // trains until its last, counts the epoch, and tells the listeners that it is over.
    // network.getLearningRate(0) is the rate of the next step, network.score(data) the loss.
    throw new Todo(1);
  }

  /** The runs "constant", "StepLR", "MultiStepLR" and "ReduceLROnPlateau", in this order. */
  public static List<Run> compare(Plan plan, Task task) {
    // TODO 2: new SGD(lr) for each; updater.setLrAndSchedule(Double.NaN, schedule) gives it a
    // schedule. dev.descent.schedule.Schedules: stepLR(ScheduleType, lr, stepSize, gamma) and
    // multiStepLR(ScheduleType, lr, milestones, gamma). A listener is
    // dev.descent.technique.ReduceLROnPlateau: builder().factor(γ).patience(n).build(network -> the
    // loss it goes by). ScheduleType is in org.nd4j.linalg.schedule.
    throw new Todo(2);
  }

  /** Draws rate and loss of all runs over the epochs, and writes it to the file, as PNG. */
  public static void plot(List<Run> runs, Path file) throws IOException {
    // TODO 3: dev.descent.plot: LineChart.draw(title, xLabel, yLabel, list) makes a Figure of a
    // list of new Series(name, Series.epochs(n), values), Panels.of(title, columns, list) one of
    // several side by side; its png() is what belongs into the file.
    throw new Todo(3);
  }

  /**
   * Concludes from comparisons.
   *
   * @param seeds the comparisons with several seeds; the first run of each is the constant one
   */
  public static Conclusion conclude(List<List<Run>> seeds) {
    // TODO 4: run i has the same scheduler in all of them. Compare runs of the same seed only.
    throw new Todo(4);
  }

  /** Your comparison: prints it, and draws schedulers.png. To be run when the tests pass. */
  public static void main(String[] args) throws IOException {
    List<List<Run>> seeds = new ArrayList<>();
    for (int seed = 1; seed <= 3; seed++) {
      Split moons = Split.of(PointSets.twoMoons(500, 0.3, seed), 0.4, 0.1, seed);
      MultiLayerNetwork first = network(new SGD(0.5));
      first.init();
      DataSet validation = Batches.inOrder(moons.validation(), moons.validation().size()).next();
      Batches batches = Batches.shuffled(moons.train(), 8, seed);
      INDArray start = first.params().reshape(1, first.numParams());
      Task task = new Task(SchedulerComparison::network, start, batches, validation, 20);
      seeds.add(compare(new Plan(0.5, 0.1, 6, List.of(10, 15), 3), task));
    }
    plot(seeds.get(0), Path.of("schedulers.png"));
    for (Run run : seeds.get(0)) {
      System.out.println(run.scheduler());
      System.out.println("  rate " + Arrays.toString(run.rate()));
      System.out.println("  loss " + Arrays.toString(run.loss()));
    }
    System.out.println(conclude(seeds));
  }

  /** 2-16-2 with ReLU; the softmax is in the loss. */
  private static MultiLayerNetwork network(IUpdater updater) {
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(1)
            .updater(updater)
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(16).activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(new CrossEntropyLoss())
                    .nIn(16)
                    .nOut(2)
                    .activation(Activation.IDENTITY)
                    .build())
            .build());
  }
}
