package dev.descent.exercises.ex17schedulers;

import dev.descent.data.Batches;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.schedule.Schedules;
import dev.descent.train.ReduceLROnPlateau;
import dev.descent.updater.SGD;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;
import org.nd4j.linalg.schedule.ScheduleType;

public final class SchedulerComparison {
  private SchedulerComparison() {}

  public record Task(
      Function<IUpdater, MultiLayerNetwork> model,
      INDArray start,
      Batches batches,
      DataSet validation,
      int epochs) {}

  public record Plan(
      double lr, double gamma, int stepSize, List<Integer> milestones, int patience) {}

  public record Run(String scheduler, double[] rate, double[] loss) {}

  public record Conclusion(List<String> idle, List<String> better, List<String> best) {}

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
    Panels.of("Schedulers compared", 2, List.of(rate, loss))
        .save(file.getParent(), "schedulers", Set.of(Figure.Format.PNG));
  }

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
}
