package dev.descent.exercises.ex17schedulers;

import dev.descent.data.Batches;
import dev.descent.schedule.Schedules;
import dev.descent.technique.ReduceLROnPlateau;
import dev.descent.updater.SGD;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import javax.imageio.ImageIO;
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
    BufferedImage image = new BufferedImage(600, 300, BufferedImage.TYPE_INT_RGB);
    Graphics2D pen = image.createGraphics();
    for (int i = 0; i < runs.size(); i++) {
      Run run = runs.get(i);
      pen.setColor(Color.getHSBColor(i / 7f, 1, 1));
      pen.drawString(run.scheduler(), 420, 20 + 20 * i);
      draw(pen, run.rate(), 0, 0.1);
      draw(pen, run.loss(), 200, 10);
    }
    pen.dispose();
    ImageIO.write(image, "png", file.toFile());
  }

  private static void draw(Graphics2D pen, double[] values, int left, double highest) {
    for (int i = 1; i < values.length; i++) {
      int from = (int) (290 * (1 - values[i - 1] / highest));
      int to = (int) (290 * (1 - values[i] / highest));
      pen.drawLine(left + 10 * i, from, left + 10 * i + 10, to);
    }
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
