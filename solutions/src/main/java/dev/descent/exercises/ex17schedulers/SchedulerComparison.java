package dev.descent.exercises.ex17schedulers;

import dev.descent.data.Batches;
import dev.descent.data.PointSets;
import dev.descent.data.Split;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.schedule.Schedules;
import dev.descent.technique.ReduceLROnPlateau;
import dev.descent.updater.SGD;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

/**
 * The same training with a constant rate, with StepLR, MultiStepLR and ReduceLROnPlateau; and what
 * follows.
 *
 * <p>What comes in must stay as it is; only the batches go on from epoch to epoch.
 */
public final class SchedulerComparison {
  private SchedulerComparison() {}

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

  /** Trains once. */
  public static Run train(
      String scheduler, IUpdater updater, List<TrainingListener> listeners, Task task) {
    MultiLayerNetwork network = task.model().apply(updater);
    network.init(task.start(), true);
    network.setListeners(listeners);
    double[] rate = new double[task.epochs()];
    double[] loss = new double[task.epochs()];
    for (int epoch = 0; epoch < task.epochs(); epoch++) {
      rate[epoch] = network.getLearningRate(0);
      task.batches().startEpoch(epoch);
      network.fit(task.batches());
      loss[epoch] = network.score(task.validation());
    }
    return new Run(scheduler, rate, loss);
  }

  /** The runs "constant", "StepLR", "MultiStepLR" and "ReduceLROnPlateau", in this order. */
  public static List<Run> compare(Plan plan, Task task) {
    double lr = plan.lr();
    double gamma = plan.gamma();
    ISchedule step = Schedules.stepLR(ScheduleType.EPOCH, lr, plan.stepSize(), gamma);
    ISchedule multiStep = Schedules.multiStepLR(ScheduleType.EPOCH, lr, plan.milestones(), gamma);
    TrainingListener plateau =
        ReduceLROnPlateau.builder()
            .factor(gamma)
            .patience(plan.patience())
            .build(network -> network.score(task.validation()));
    return List.of(
        train("constant", new SGD(lr), List.of(), task),
        train("StepLR", scheduled(lr, step), List.of(), task),
        train("MultiStepLR", scheduled(lr, multiStep), List.of(), task),
        train("ReduceLROnPlateau", new SGD(lr), List.of(plateau), task));
  }

  private static IUpdater scheduled(double lr, ISchedule schedule) {
    IUpdater updater = new SGD(lr);
    updater.setLrAndSchedule(Double.NaN, schedule);
    return updater;
  }

  /** Draws rate and loss of all runs over the epochs, and writes it to the file, as PNG. */
  public static void plot(List<Run> runs, Path file) throws IOException {
    List<Series> rates = new ArrayList<>();
    List<Series> losses = new ArrayList<>();
    for (Run run : runs) {
      double[] epochs = Series.epochs(run.loss().length);
      rates.add(new Series(run.scheduler(), epochs, run.rate()));
      losses.add(new Series(run.scheduler(), epochs, run.loss()));
    }
    Figure rate = LineChart.draw("Rate", "epoch", "learning rate", rates, Axis.WHOLE_X);
    Figure loss = LineChart.draw("Loss", "epoch", "validation loss", losses, Axis.WHOLE_X);
    Files.write(file, Panels.of("Schedulers compared", 2, List.of(rate, loss)).png());
  }

  /** Concludes from comparisons with several seeds. */
  public static Conclusion conclude(List<List<Run>> seeds) {
    List<String> idle = new ArrayList<>();
    List<String> better = new ArrayList<>();
    List<String> best = new ArrayList<>();
    for (int i = 0; i < seeds.get(0).size(); i++) {
      int at = i;
      String name = seeds.get(0).get(i).scheduler();
      if (i > 0 && seeds.stream().noneMatch(runs -> fell(runs.get(at)))) {
        idle.add(name);
      }
      if (i > 0 && seeds.stream().allMatch(runs -> last(runs.get(at)) < last(runs.get(0)))) {
        better.add(name);
      }
      if (seeds.stream().allMatch(runs -> last(runs.get(at)) == lowest(runs))) {
        best.add(name);
      }
    }
    return new Conclusion(idle, better, best);
  }

  private static boolean fell(Run run) {
    return DoubleStream.of(run.rate()).anyMatch(rate -> rate < run.rate()[0]);
  }

  private static double last(Run run) {
    return run.loss()[run.loss().length - 1];
  }

  private static double lowest(List<Run> runs) {
    return runs.stream().mapToDouble(SchedulerComparison::last).min().orElseThrow();
  }

  /** Your comparison: prints it, and draws schedulers.png. */
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
