package dev.descent.exercises.ex17schedulers;

import dev.descent.data.Batches;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.technique.ReduceLROnPlateau;
import dev.descent.updater.SGD;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.MapSchedule;
import org.nd4j.linalg.schedule.ScheduleType;
import org.nd4j.linalg.schedule.StepSchedule;

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
      task.batches().startEpoch(epoch);
      rate[epoch] =
          network
              .getLayerWiseConfigurations()
              .getConf(0)
              .getLayer()
              .getUpdaterByParam("W")
              .getLearningRate(network.getIterationCount(), epoch);
      network.fit(task.batches());
      loss[epoch] = network.score(task.validation());
    }
    return new Run(scheduler, rate, loss);
  }

  public static List<Run> compare(Plan plan, Task task) {
    Map<Integer, Double> rates = new HashMap<>(Map.of(0, plan.lr()));
    for (int i = 0; i < plan.milestones().size(); i++) {
      rates.put(plan.milestones().get(i), plan.lr() * Math.pow(plan.gamma(), i + 1));
    }
    IUpdater constant = new SGD(plan.lr());
    IUpdater step = new SGD(plan.lr());
    step.setLrAndSchedule(
        Double.NaN, new StepSchedule(ScheduleType.EPOCH, plan.lr(), plan.gamma(), plan.stepSize()));
    IUpdater multiStep = new SGD(plan.lr());
    multiStep.setLrAndSchedule(Double.NaN, new MapSchedule(ScheduleType.EPOCH, rates));
    List<Run> runs = new ArrayList<>();
    runs.add(train("constant", constant, List.of(), task));
    runs.add(train("StepLR", step, List.of(), task));
    runs.add(train("MultiStepLR", multiStep, List.of(), task));
    ReduceLROnPlateau plateau =
        ReduceLROnPlateau.builder()
            .factor(plan.gamma())
            .patience(plan.patience())
            .build(network -> network.score(task.validation(), false));
    runs.add(train("ReduceLROnPlateau", constant.clone(), List.of(plateau), task));
    return runs;
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
    Files.write(file, Panels.of("Schedulers compared", 2, List.of(rate, loss)).png());
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
