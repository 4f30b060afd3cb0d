package dev.descent.exercises.ex17schedulers;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import dev.descent.exercises.ex17schedulers.SchedulerComparison.Conclusion;
import dev.descent.exercises.ex17schedulers.SchedulerComparison.Plan;
import dev.descent.exercises.ex17schedulers.SchedulerComparison.Run;
import dev.descent.exercises.ex17schedulers.SchedulerComparison.Task;
import dev.descent.plot.Figure;
import dev.descent.schedule.Schedules;
import dev.descent.technique.ReduceLROnPlateau;
import dev.descent.updater.SGD;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.lossfunctions.impl.LossMSE;
import org.nd4j.linalg.schedule.ScheduleType;

@Graded
class SchedulerComparisonTest {
  private static final int EPOCHS = 18;

  /** A linear model, y = w₁ x₁ + w₂ x₂ + b. */
  private static final class Setting {
    final INDArray start;
    final INDArray given; // the same, for the student
    final long seed;
    final Dataset training;
    final DataSet validation; // ours
    final DataSet shown; // the same, for the student
    final double lr;
    final double gamma;
    final int stepSize;
    final List<Integer> milestones;
    final int patience = 2;

    Setting(RandomInputs draw) {
      seed = draw.seed();
      start = draw.normal(1, 3).castTo(DataType.FLOAT);
      given = start.dup();
      // Half way to what fits the training part is what fits the validation part best: its loss
      // falls first, and rises then.
      double way = draw.number(4, 6);
      training = rows(draw, draw.whole(12, 14), way);
      Dataset others = rows(draw, draw.whole(10, 20), way / 2);
      validation = Batches.inOrder(others, others.size()).next();
      shown = Batches.inOrder(others, others.size()).next();
      int first = draw.whole(3, 5);
      milestones = List.of(first, first + draw.whole(3, 5));
      gamma = draw.number(0.3, 0.6);
      lr = draw.number(0.04, 0.05);
      stepSize = draw.whole(4, 6);
    }

    private Dataset rows(RandomInputs draw, int rows, double way) {
      float[] x = draw.numbers(2 * rows, -1, 1).toFloatVector();
      float[] y = new float[rows];
      for (int i = 0; i < rows; i++) {
        double sum = start.getDouble(0, 0) * x[2 * i] + start.getDouble(0, 1) * x[2 * i + 1];
        y[i] = (float) (sum + start.getDouble(0, 2) + way);
      }
      return Dataset.regression("line", x, 2, y);
    }

    Task task() {
      Batches batches = Batches.shuffled(training, 5, seed);
      return new Task(this::network, given, batches, shown, EPOCHS);
    }

    private MultiLayerNetwork network(IUpdater updater) {
      OutputLayer.Builder line = new OutputLayer.Builder(new LossMSE()).nIn(2).nOut(1);
      return new MultiLayerNetwork(
          new NeuralNetConfiguration.Builder()
              .seed(seed)
              .updater(updater)
              .list()
              .layer(line.activation(Activation.IDENTITY).build())
              .build());
    }

    /** The validation loss after each epoch, trained with these rates. */
    double[] losses(double[] rates) {
      double[] p = start.toDoubleVector();
      Batches batches = Batches.shuffled(training, 5, seed);
      double[] losses = new double[rates.length];
      for (int epoch = 0; epoch < rates.length; epoch++) {
        batches.startEpoch(epoch);
        while (batches.hasNext()) {
          DataSet batch = batches.next();
          double[] g = new double[3];
          for (int i = 0; i < batch.numExamples(); i++) {
            double off = off(p, batch, i);
            g[0] += 2 * off * batch.getFeatures().getDouble(i, 0) / batch.numExamples();
            g[1] += 2 * off * batch.getFeatures().getDouble(i, 1) / batch.numExamples();
            g[2] += 2 * off / batch.numExamples();
          }
          for (int j = 0; j < 3; j++) {
            p[j] -= rates[epoch] * g[j];
          }
        }
        for (int i = 0; i < validation.numExamples(); i++) {
          losses[epoch] += Math.pow(off(p, validation, i), 2) / validation.numExamples();
        }
      }
      return losses;
    }

    private static double off(double[] p, DataSet data, int i) {
      INDArray x = data.getFeatures();
      return p[0] * x.getDouble(i, 0)
          + p[1] * x.getDouble(i, 1)
          + p[2]
          - data.getLabels().getDouble(i, 0);
    }

    double[] step() {
      double[] rates = new double[EPOCHS];
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        boolean falls = epoch > 0 && epoch % stepSize == 0;
        rates[epoch] = epoch == 0 ? lr : rates[epoch - 1] * (falls ? gamma : 1);
      }
      return rates;
    }

    double[] multiStep() {
      double[] rates = new double[EPOCHS];
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        boolean falls = milestones.contains(epoch);
        rates[epoch] = epoch == 0 ? lr : rates[epoch - 1] * (falls ? gamma : 1);
      }
      return rates;
    }

    /** The rates that follow from these losses. */
    double[] plateau(double[] losses) {
      double[] rates = new double[EPOCHS];
      double rate = lr;
      double best = Double.POSITIVE_INFINITY;
      int bad = 0;
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        rates[epoch] = rate;
        bad = losses[epoch] < best * (1 - 1e-4) ? 0 : bad + 1;
        best = bad == 0 ? losses[epoch] : best;
        if (bad == patience + 1) {
          rate *= gamma;
          bad = 0;
        }
      }
      return rates;
    }

    /** The rates of a whole training, epoch by epoch. */
    double[] plateau() {
      double[] rates = {};
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        // The rates up to an epoch follow from the losses before it.
        double[] losses = new double[EPOCHS];
        System.arraycopy(losses(rates), 0, losses, 0, epoch);
        rates = Arrays.copyOf(plateau(losses), epoch + 1);
      }
      return rates;
    }
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("each training starts alike, sees the same batches, and reports its own rates")
  void train(RandomInputs draw, Check check) {
    Setting setting = new Setting(draw);
    Task task = setting.task();
    SGD step = new SGD(setting.lr);
    step.setLrAndSchedule(
        Double.NaN,
        Schedules.stepLR(ScheduleType.EPOCH, setting.lr, setting.stepSize, setting.gamma));
    check.keep("task.start()", setting.given).keep("task.validation()", setting.shown);
    Run run = SchedulerComparison.train("StepLR", step, List.of(), task);
    compare(check, setting, "StepLR", setting.step(), run);

    ReduceLROnPlateau plateau =
        ReduceLROnPlateau.builder()
            .factor(setting.gamma)
            .patience(setting.patience)
            .build(network -> network.score(setting.validation.copy()));
    check.keep("task.start()", setting.given).keep("task.validation()", setting.shown);
    run = SchedulerComparison.train("plateau", new SGD(setting.lr), List.of(plateau), task);
    compare(check, setting, "plateau", setting.plateau(), run);
  }

  private static void compare(
      Check check, Setting setting, String name, double[] rates, Run found) {
    check.same("the name of the run", name, found.scheduler());
    String loss = name + ": validation loss";
    check.curve(loss, "epoch", setting.losses(rates), found.loss(), Tolerance.FLOAT32);
    check.curve(name + ": rate", "epoch", rates, found.rate(), Tolerance.ROUNDING);
    check.kept();
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(1)
  @DisplayName("each rate is what its schedule says, and each loss what these rates lead to")
  void compare(RandomInputs draw, Check check) {
    Setting setting = new Setting(draw);
    Plan plan =
        new Plan(setting.lr, setting.gamma, setting.stepSize, setting.milestones, setting.patience);
    check.keep("task.start()", setting.given).keep("task.validation()", setting.shown);
    List<Run> runs = SchedulerComparison.compare(plan, setting.task());
    List<String> names = List.of("constant", "StepLR", "MultiStepLR", "ReduceLROnPlateau");
    String of =
        "lr %.4g, gamma %.4g, stepSize %d, milestones %s, patience %d"
            .formatted(
                setting.lr, setting.gamma, setting.stepSize, setting.milestones, setting.patience);
    check.same("the names of the runs", names, runs.stream().map(Run::scheduler).toList());
    double[] constant = new double[EPOCHS];
    Arrays.fill(constant, setting.lr);
    double[] last = runs.get(3).loss();
    check.same("the number of losses of the last run", EPOCHS, last.length);
    double[] reported = last.clone();
    List<double[]> rates =
        List.of(constant, setting.step(), setting.multiStep(), setting.plateau(reported));
    for (int i = 0; i < names.size(); i++) {
      Run run = runs.get(i);
      String name = names.get(i);
      String rate = name + ": rate (" + of + ")";
      check.curve(rate, "epoch", rates.get(i), run.rate(), Tolerance.ROUNDING);
      double[] losses = setting.losses(rates.get(i));
      double[] found = i == 3 ? reported : run.loss();
      check.curve(name + ": validation loss", "epoch", losses, found, Tolerance.FLOAT32);
    }
    check.kept();
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("the plot is a PNG file that shows rate and loss of every run with its name")
  void plot(RandomInputs draw, Check check, @TempDir Path folder) throws IOException {
    Figure.requireFit();
    List<Curve> runs = new ArrayList<>();
    for (String name : List.of("constant", "StepLR", "MultiStepLR", "ReduceLROnPlateau")) {
      double[] rate = draw.numbers(5, 0.05, 0.06).toDoubleVector();
      runs.add(new Curve(name, rate, draw.numbers(5, 5, 6).toDoubleVector()));
    }
    Path file = folder.resolve("first.png");
    plot(check, runs, file);
    check.holds("there is a file where it was asked for", Files.isRegularFile(file), "no file");
    BufferedImage image = ImageIO.read(file.toFile());
    check.holds("the file is a picture", image != null, "something else");
    boolean large = image.getWidth() >= 200 && image.getHeight() >= 150;
    String size = image.getWidth() + " by " + image.getHeight();
    check.holds("the picture is 200 by 150 pixels or larger", large, size);

    String same = "the same picture";
    Curve last = runs.get(3);
    String name = last.name;
    double[] less = Arrays.stream(last.loss).map(loss -> loss / 2).toArray();
    double[] lower = Arrays.stream(last.rate).map(rate -> rate / 2).toArray();
    boolean losses = looksOtherwise(check, runs, new Curve(name, last.rate, less), file);
    boolean rates = looksOtherwise(check, runs, new Curve(name, lower, last.loss), file);
    boolean any = losses || rates;
    check.holds("other rates and losses of the last run look otherwise", any, same);
    check.holds("other losses of the last run look otherwise", losses, same);
    check.holds("other rates of the last run look otherwise", rates, same);
    boolean seen = looksOtherwise(check, runs, new Curve("Constant", last.rate, last.loss), file);
    check.holds("another name of the last run looks otherwise", seen, same);
    seen = looksOtherwise(check, runs, last, file);
    check.holds("the same runs look the same", !seen, "another picture");
  }

  /** A run, as the test knows it. */
  private record Curve(String name, double[] rate, double[] loss) {}

  private static boolean looksOtherwise(Check check, List<Curve> runs, Curve last, Path before)
      throws IOException {
    List<Curve> changed = new ArrayList<>(runs);
    changed.set(3, last);
    Path file = before.resolveSibling("another.png");
    plot(check, changed, file);
    return Files.mismatch(before, file) >= 0;
  }

  /** With runs, arrays and a list of its own. */
  private static void plot(Check check, List<Curve> curves, Path file) throws IOException {
    List<Run> runs = new ArrayList<>();
    for (Curve curve : curves) {
      double[] rate = curve.rate.clone();
      double[] loss = curve.loss.clone();
      check.keep("the rate of " + curve.name, rate).keep("the loss of " + curve.name, loss);
      runs.add(new Run(curve.name, rate, loss));
    }
    check.keep("the list of runs", runs);
    SchedulerComparison.plot(runs, file);
    check.kept();
  }

  @Test
  @Tag("task-4")
  @Points(1)
  @DisplayName("conclusions are those that follow from the runs of all seeds")
  void conclude(RandomInputs draw, Check check) {
    List<String> n = new ArrayList<>(List.of("StepLR", "MultiStepLR", "ReduceLROnPlateau"));
    Collections.shuffle(n, new Random(draw.seed()));
    String a = n.get(0);
    String b = n.get(1);
    String c = n.get(2);
    n.add(0, "constant");
    boolean[][] fall = {{false, true, true, true}, {false, true, true, true}};
    // a is better with both seeds, b in the mean only, c with the second seed only.
    int[][] loss = {{50, 40, 52, 60}, {55, 42, 45, 50}};
    check(draw, check, n, loss, fall, List.of(), List.of(a), List.of(a));
    // The rate of c never fell: it is the constant run again. No seed agrees with another on the
    // best; in the mean it is a.
    fall = new boolean[][] {{false, true, true, false}, {false, true, true, false}};
    loss = new int[][] {{50, 45, 44, 50}, {55, 41, 47, 55}};
    check(draw, check, n, loss, fall, List.of(c), List.of(a, b), List.of());
    // a and b share the first place; c fell, and came to the constant rate's loss all the same.
    fall = new boolean[][] {{false, true, true, true}, {false, true, true, true}};
    loss = new int[][] {{50, 44, 44, 50}, {55, 41, 41, 55}};
    check(draw, check, n, loss, fall, List.of(), List.of(a, b), List.of(a, b));
    // The constant rate is the best; b fell with the second seed only.
    fall = new boolean[][] {{false, true, false, true}, {false, true, true, true}};
    loss = new int[][] {{50, 60, 50, 58}, {51, 58, 55, 59}};
    check(draw, check, n, loss, fall, List.of(), List.of(), List.of("constant"));
    // Nothing ever fell: all are the constant run again.
    fall = new boolean[2][4];
    loss = new int[][] {{50, 50, 50, 50}, {55, 55, 55, 55}};
    check(draw, check, n, loss, fall, List.of(a, b, c), List.of(), n);
  }

  private static void check(
      RandomInputs draw,
      Check check,
      List<String> inOrder,
      int[][] lastInOrder,
      boolean[][] fallInOrder,
      List<String> idleNames,
      List<String> betterNames,
      List<String> bestNames) {
    // Who is what must be read in the runs: the places change from seed to seed.
    List<Integer> places = new ArrayList<>(List.of(1, 2, 3));
    Collections.shuffle(places, new Random(draw.whole(0, Integer.MAX_VALUE - 1)));
    places.add(0, 0); // the constant rate is first
    List<String> names = places.stream().map(inOrder::get).toList();
    int[][] last = new int[lastInOrder.length][];
    boolean[][] fall = new boolean[fallInOrder.length][names.size()];
    for (int seed = 0; seed < last.length; seed++) {
      int[] losses = lastInOrder[seed];
      last[seed] = places.stream().mapToInt(place -> losses[place]).toArray();
      for (int i = 0; i < names.size(); i++) {
        fall[seed][i] = fallInOrder[seed][places.get(i)];
      }
    }
    List<String> idle = names.stream().filter(idleNames::contains).toList();
    List<String> better = names.stream().filter(betterNames::contains).toList();
    List<String> best = names.stream().filter(bestNames::contains).toList();
    double unit = draw.number(0.001, 0.01);
    List<List<Run>> seeds = new ArrayList<>();
    String report = "";
    for (int seed = 0; seed < last.length; seed++) {
      List<Run> runs = new ArrayList<>();
      for (int i = 0; i < names.size(); i++) {
        double[] rate = new double[6];
        Arrays.fill(rate, 0.1);
        Arrays.fill(rate, fall[seed][i] ? 1 + 3 * (i % 2) : 6, 6, 0.01); // soon or late
        // One schedule was at the lowest loss of all before, and did not stay there.
        int low = places.get(i) == names.size() - 1 ? 30 : 70;
        int[] loss = {100, 90, 80, low, 70, last[seed][i]};
        double[] losses = IntStream.of(loss).mapToDouble(l -> l * unit).toArray();
        check.keep("the rate of each run", rate).keep("the loss of each run", losses);
        runs.add(new Run(names.get(i), rate, losses));
        report +=
            "\n  seed %d: %-17s losses %.3f … %.3f … %.3f, rate %s"
                .formatted(
                    seed + 1,
                    names.get(i),
                    100 * unit,
                    low * unit,
                    last[seed][i] * unit,
                    fall[seed][i] ? "0.1, falls to 0.01" : "0.1");
      }
      seeds.add(runs);
    }
    check.keep("the list of seeds", seeds);
    Conclusion found = SchedulerComparison.conclude(seeds);
    check.same("with these runs" + report + "\nidle", idle, found.idle());
    check.same("with these runs" + report + "\nbetter", better, found.better());
    check.same("with these runs" + report + "\nbest", best, found.best());
    check.kept();
  }
}
