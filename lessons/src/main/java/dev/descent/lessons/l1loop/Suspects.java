package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.lessons.l1loop.HandLoop.Mistake;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/** The riddle of the lesson: five loops with one wrong line each, and what gives each away. */
public final class Suspects implements Part {
  /** Loss before the first step, mean training loss and validation accuracy in % by epoch. */
  private record Record(double first, double[] losses, double[] accuracies) {
    double last() {
      return accuracies[accuracies.length - 1];
    }

    double best() {
      return Arrays.stream(accuracies).max().orElseThrow();
    }
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new Suspects(), args);
  }

  @Override
  public String title() {
    return "Which line was wrong?";
  }

  @Override
  public List<String> figures() {
    return List.of("1-suspects");
  }

  @Override
  public void run(Notebook out) {
    Split split = DataSource.parse("digits:2000").load(); // 1,600 rows to learn from
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(Batches.inOrder(split.train(), 500));
    Dataset sorted = Rows.sortedByClass(split.train());
    Batches shuffled = Batches.shuffled(split.train(), 64, out.seed());
    shuffled.setPreProcessor(normalizer);
    Batches inOrder = Batches.inOrder(sorted, 64);
    inOrder.setPreProcessor(normalizer);
    Batches pixels = Batches.shuffled(split.train(), 64, out.seed());
    pixels.setPreProcessor(rows -> rows.getFeatures().muli(255)); // 0 to 255, as in the file
    DataSet validation = Batches.inOrder(split.validation(), split.validation().size()).next();
    DataSet unscaled = validation.copy();
    unscaled.getFeatures().muli(255);
    normalizer.transform(validation);

    List<String> names = List.of("nothing", "sorted", "unscaled", "mode", "added", "sum");
    List<Record> records =
        List.of(
            train(out, "nothing wrong", shuffled, validation, Mistake.NONE, false),
            train(out, "rows sorted by class", inOrder, validation, Mistake.NONE, false),
            train(out, "pixels 0 to 255", pixels, unscaled, Mistake.NONE, false),
            train(out, "training mode", shuffled, validation, Mistake.NONE, true),
            train(out, "added up", shuffled, validation, Mistake.GRADIENTS_ADD_UP, false),
            train(out, "sum for mean", shuffled, validation, Mistake.SUM_FOR_MEAN, false));
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("wrong", "first loss", "1st epoch", "best", "last"));
    List<Series> curves = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      Record record = records.get(i);
      table.add(
          List.of(
              names.get(i),
              out.value(names.get(i) + "-first", "%.2f", record.first()),
              out.value(names.get(i) + "-early", "%.1f", record.accuracies()[0]),
              out.value(names.get(i) + "-best", "%.1f", record.best()),
              out.value(names.get(i) + "-last", "%.1f", record.last())));
      double[] x = Series.epochs(record.accuracies().length);
      curves.add(new Series(names.get(i), x, record.accuracies()));
    }
    out.table(table);
    Record added = records.get(4);
    System.out.println(Arrays.toString(added.accuracies()));
    System.out.println(Arrays.toString(added.losses()));
    for (Record r : records) System.out.println(Arrays.toString(r.losses()));
    out.figure(
        "1-suspects",
        LineChart.draw(
            "Five loops with one wrong line each",
            "epoch",
            "validation accuracy (%)",
            curves,
            Axis.WHOLE_X));
    out.see(true, "x");
  }

  private static Record train(
      Notebook out,
      String name,
      Batches batches,
      DataSet validation,
      Mistake mistake,
      boolean mode) {
    MultiLayerNetwork network =
        mode ? Model.dropout(out.seed(), new SGD(0.05)) : Model.relu(out.seed(), new SGD(0.05));
    double first = network.score(validation, false);
    HandLoop loop = new HandLoop(network, mistake);
    double[] losses = new double[20];
    double[] accuracies = new double[20];
    for (int epoch : out.progress(name, 20)) {
      losses[epoch] = loop.epoch(batches, epoch);
      Evaluation evaluation = new Evaluation(10);
      evaluation.eval(validation.getLabels(), network.output(validation.getFeatures(), mode));
      accuracies[epoch] = 100 * evaluation.accuracy();
    }
    return new Record(first, losses, accuracies);
  }
}
