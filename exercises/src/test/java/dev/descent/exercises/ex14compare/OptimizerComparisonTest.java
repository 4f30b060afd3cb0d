package dev.descent.exercises.ex14compare;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.PointSets;
import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import dev.descent.exercises.ex14compare.OptimizerComparison.Conclusion;
import dev.descent.exercises.ex14compare.OptimizerComparison.Row;
import dev.descent.exercises.ex14compare.OptimizerComparison.Run;
import dev.descent.exercises.ex14compare.OptimizerComparison.Task;
import dev.descent.plot.Figure;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
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
import java.util.function.Supplier;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
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
import org.nd4j.linalg.lossfunctions.impl.LossMCXENT;

@Graded
class OptimizerComparisonTest {
  private static final int EPOCHS = 3;

  private static MultiLayerNetwork network(IUpdater updater, long seed) {
    OutputLayer.Builder last = new OutputLayer.Builder(new LossMCXENT()).nIn(6).nOut(2);
    return new MultiLayerNetwork(
        new NeuralNetConfiguration.Builder()
            .seed(seed)
            .updater(updater)
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(6).activation(Activation.TANH).build())
            .layer(last.activation(Activation.SOFTMAX).build())
            .build());
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("each optimizer starts alike, sees the same batches, and is measured after an epoch")
  void train(RandomInputs draw, Check check) {
    Dataset moons = PointSets.twoMoons(draw.whole(40, 47), 0.2, draw.seed());
    Dataset others = PointSets.twoMoons(draw.whole(50, 60), 0.2, draw.seed() + 1);
    // One for the student's code, one for ours.
    DataSet given = Batches.inOrder(others, others.size()).next();
    DataSet validation = Batches.inOrder(others, others.size()).next();
    INDArray start = draw.normal(1, 2 * 6 + 6 + 6 * 2 + 2).castTo(DataType.FLOAT);
    INDArray givenStart = start.dup();
    Task task =
        new Task(
            updater -> network(updater, draw.seed()),
            givenStart,
            Batches.shuffled(moons, 16, draw.seed()),
            given,
            EPOCHS);
    double rate = draw.number(0.5, 1);
    List<String> names = List.of("SGD", "Adam", "RMSprop");
    List<Supplier<IUpdater>> updaters =
        List.of(
            () -> new SGD(0.3 * rate, 0.9),
            () -> new Adam(0.1 * rate),
            () -> new RMSprop(0.1 * rate, 0.99, 1e-8));
    for (int i = 0; i < names.size(); i++) {
      // The same training again, with batches and parameters that nobody else can have touched.
      MultiLayerNetwork network = network(updaters.get(i).get(), draw.seed());
      network.init(start.dup(), true);
      Batches batches = Batches.shuffled(moons, 16, draw.seed());
      double[] loss = new double[EPOCHS];
      double[] accuracy = new double[EPOCHS];
      for (int epoch = 0; epoch < EPOCHS; epoch++) {
        batches.startEpoch(epoch);
        while (batches.hasNext()) {
          network.fit(batches.next());
        }
        loss[epoch] = network.score(validation);
        int[] predicted = network.output(validation.getFeatures()).argMax(1).toIntVector();
        for (int row = 0; row < others.size(); row++) {
          accuracy[epoch] += predicted[row] == others.label(row) ? 1.0 / others.size() : 0;
        }
      }
      String name = names.get(i);
      check.keep("task.start()", givenStart).keep("task.validation()", given);
      Run found = OptimizerComparison.train(name, updaters.get(i).get(), task);
      check.holds("train gives a Run", found != null, "null");
      check.same("the name of run " + (i + 1), name, found.optimizer());
      Tolerance limit = Tolerance.FLOAT32;
      check.curve(name + ": validation loss (nats)", "epoch", loss, found.loss(), limit);
      check.curve(name + ": validation accuracy", "epoch", accuracy, found.accuracy(), limit);
      check.kept();
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("the report has the first epoch at the target, and the accuracy after the last")
  void row(RandomInputs draw, Check check) {
    int target = draw.whole(70, 80); // in percent
    int at = draw.whole(3, 5);
    int[] percent = new int[at + 5];
    for (int i = 0; i < at; i++) {
      percent[i] = target - draw.whole(2, 20);
    }
    // The target itself counts; and what comes later, below it and above, does not matter.
    int[] later = {target, target + 2, target - 3, target + 4, target + 9, target + 1};
    System.arraycopy(later, 0, percent, at - 1, later.length);
    double[] accuracy = IntStream.of(percent).mapToDouble(p -> p / 100.0).toArray();
    double[] targets = {target / 100.0, (percent[0] - 30) / 100.0, 0.99};
    // Asked for in an order that changes from seed to seed, and checked in this one.
    List<Integer> order = new ArrayList<>(List.of(0, 1, 2));
    Collections.shuffle(order, new Random(draw.seed()));
    Row[] found = new Row[targets.length];
    for (int i : order) {
      double[] given = accuracy.clone();
      check.keep("run.accuracy()", given);
      found[i] = OptimizerComparison.row(new Run("Adam", new double[0], given), targets[i]);
      check.kept();
    }
    int[] epochs = {at, 1, 0};
    for (int i = 0; i < targets.length; i++) {
      checkRow(check, accuracy, targets[i], epochs[i], found[i]);
    }
    double[] inTheLast = Arrays.copyOf(accuracy, at);
    Row last =
        OptimizerComparison.row(new Run("Adam", new double[0], inTheLast.clone()), targets[0]);
    checkRow(check, inTheLast, targets[0], at, last);
  }

  private static void checkRow(
      Check check, double[] accuracy, double target, int epochs, Row found) {
    double last = accuracy[accuracy.length - 1];
    String of = " of " + Arrays.toString(accuracy) + " with target " + target;
    check.holds("row gives a Row", found != null, "null");
    check.same("the name in the row", "Adam", found.optimizer());
    check.same("epochsToTarget" + of, epochs, found.epochsToTarget());
    check.equal("finalAccuracy" + of, last, found.finalAccuracy(), new Tolerance(0, "only copied"));
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("the plot is a PNG file that shows every run with its name")
  void plot(RandomInputs draw, Check check, @TempDir Path folder) throws IOException {
    Figure.requireFit();
    List<String> names = List.of("SGD", "Adam", "RMSprop");
    List<double[]> accuracies =
        names.stream().map(name -> draw.numbers(4, 0.5, 0.7).toDoubleVector()).toList();
    Path file = folder.resolve("first.png");
    plot(check, names, accuracies, file);
    check.holds("there is a file where it was asked for", Files.isRegularFile(file), "no file");
    BufferedImage image = ImageIO.read(file.toFile());
    check.holds("the file is a picture", image != null, "something else");
    boolean large = image.getWidth() >= 200 && image.getHeight() >= 150;
    String size = image.getWidth() + " by " + image.getHeight();
    check.holds("the picture is 200 by 150 pixels or larger", large, size);

    Path losses = folder.resolve("losses.png");
    plot(check, names, accuracies, new double[] {0.8, 0.75, 0.5, 0.4}, losses);
    boolean accuracy = Files.mismatch(file, losses) < 0;
    check.holds("other losses look the same: accuracy is drawn", accuracy, "another picture");

    double[] more = Arrays.stream(accuracies.get(2)).map(a -> a + 0.2).toArray();
    List<double[]> others = List.of(accuracies.get(0), accuracies.get(1), more);
    Path second = folder.resolve("second.png");
    plot(check, names, others, second);
    boolean seen = Files.mismatch(file, second) >= 0;
    check.holds("other accuracies of the last run look otherwise", seen, "the same picture");
    Path third = folder.resolve("third.png");
    plot(check, List.of("SGD", "Adam", "Adagrad"), others, third);
    boolean named = Files.mismatch(second, third) >= 0;
    check.holds("another name of the last run looks otherwise", named, "the same picture");
    Path again = folder.resolve("again.png");
    plot(check, names, others, again);
    boolean same = Files.mismatch(second, again) < 0;
    check.holds("the same runs look the same", same, "another picture");
  }

  /** With runs, arrays and a list of its own. */
  private static void plot(Check check, List<String> names, List<double[]> accuracies, Path file)
      throws IOException {
    plot(check, names, accuracies, new double[] {0.9, 0.7, 0.65, 0.6}, file);
  }

  private static void plot(
      Check check, List<String> names, List<double[]> accuracies, double[] loss, Path file)
      throws IOException {
    List<Run> runs = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      double[] accuracy = accuracies.get(i).clone();
      check.keep("the accuracy of " + names.get(i), accuracy);
      runs.add(new Run(names.get(i), loss.clone(), accuracy));
    }
    check.keep("the list of runs", runs);
    OptimizerComparison.plot(runs, file);
    check.kept();
  }

  @Test
  @Tag("task-4")
  @Points(1)
  @DisplayName("conclusions are those that follow from the report, whatever it says")
  void conclude(RandomInputs draw, Check check) {
    List<String> n = new ArrayList<>(List.of("SGD", "Adam", "RMSprop"));
    Collections.shuffle(n, new Random(draw.seed()));
    String first = n.get(0);
    String second = n.get(1);
    String third = n.get(2);
    int e = draw.whole(2, 9);
    int a = draw.whole(70, 90);
    // One is fastest, another is best.
    Line[] rows = {row(first, e + 3, a), row(second, e, a - 9), row(third, e + 1, a + 5)};
    checkConclusion(draw, check, rows, List.of(second), List.of(third));
    // One never reached the target.
    rows = new Line[] {row(first, e + 1, a), row(second, 0, a - 30), row(third, e, a - 1)};
    checkConclusion(draw, check, rows, List.of(third), List.of(first));
    // The best never reached it: its last epoch is the best, and the others fell after theirs.
    rows = new Line[] {row(first, e + 1, a), row(second, 0, a + 4), row(third, e, a - 1)};
    checkConclusion(draw, check, rows, List.of(third), List.of(second));
    // Two share the first place.
    rows = new Line[] {row(first, e + 2, a), row(second, e, a), row(third, e, a - 1)};
    checkConclusion(draw, check, rows, List.of(second, third), List.of(first, second));
    // One did in its first epoch.
    rows = new Line[] {row(first, 2, a), row(second, 1, a - 3), row(third, 0, a - 30)};
    checkConclusion(draw, check, rows, List.of(second), List.of(first));
    // Nobody reached it.
    rows = new Line[] {row(first, 0, a - 8), row(second, 0, a), row(third, 0, a - 2)};
    checkConclusion(draw, check, rows, List.of(), List.of(second));
  }

  /** A row, as the test knows it. */
  private record Line(String name, int epochs, int percent) {}

  private static Line row(String name, int epochs, int percent) {
    return new Line(name, epochs, percent);
  }

  private static void checkConclusion(
      RandomInputs draw, Check check, Line[] inOrder, List<String> fastest, List<String> best) {
    // Who is what must be read in the report: the places change from seed to seed.
    List<Line> rows = new ArrayList<>(List.of(inOrder));
    Collections.shuffle(rows, new Random(draw.whole(0, Integer.MAX_VALUE - 1)));
    String report = "";
    for (Line row : rows) {
      String speed = row.epochs == 0 ? "never" : row.epochs + " epochs";
      report += "\n  %s: %s, %.2f".formatted(row.name, speed, row.percent / 100.0);
    }
    Conclusion found =
        OptimizerComparison.conclude(
            rows.stream().map(row -> new Row(row.name, row.epochs, row.percent / 100.0)).toList());
    check.holds("conclude gives a Conclusion", found != null, "null");
    check.same("with this report" + report + "\nfastest", in(rows, fastest), found.fastest());
    check.same("with this report" + report + "\nbest", in(rows, best), found.best());
  }

  private static List<String> in(List<Line> rows, List<String> names) {
    return rows.stream().map(Line::name).filter(names::contains).toList();
  }
}
