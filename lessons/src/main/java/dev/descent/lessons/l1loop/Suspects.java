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
  private static final int EPOCHS = 6;

  /** Loss before the first step, mean training loss and validation accuracy in % by epoch. */
  private record Record(double first, double[] losses, double[] accuracies) {
    double last() {
      return accuracies[accuracies.length - 1];
    }

    boolean fits() {
      return Math.abs(first - Math.log(10)) < 0.2 && accuracies[0] > 30 && last() < 20;
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

    List<String> names = List.of("sorted", "unscaled", "mode", "added", "sum");
    List<Record> records =
        List.of(
            train(out, "sorted rows", inOrder, validation, Mistake.NONE, false),
            train(out, "pixels 0 to 255", pixels, unscaled, Mistake.NONE, false),
            train(out, "training mode", shuffled, validation, Mistake.NONE, true),
            train(out, "gradients added up", shuffled, validation, Mistake.GRADIENTS_ADD_UP, false),
            train(out, "sum for mean", shuffled, validation, Mistake.SUM_FOR_MEAN, false));
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("wrong line", "loss at first", "right after 1 (%)", "right at last (%)"));
    List<Series> curves = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Record record = records.get(i);
      table.add(
          List.of(
              name,
              out.value(name + "-first", "%.2f", record.first()),
              out.value(name + "-early", "%.1f", record.accuracies()[0]),
              out.value(name + "-last", "%.1f", record.last())));
      curves.add(new Series(name, Series.epochs(EPOCHS), record.accuracies()));
    }
    out.table(table);
    Record bare = records.get(1);
    Record added = records.get(3);
    out.value("rows", "%,d", split.train().size());
    out.value("loss-1", "%.2f", added.losses()[0]);
    out.value("loss-2", "%.2f", added.losses()[1]);
    List<String> labels =
        List.of(
            "Rows sorted by class",
            "Pixels 0 to 255",
            "Evaluated in training mode",
            "Gradients added up",
            "Sum for mean");
    List<String> fitting = new ArrayList<>(); // to what is on record in the riddle
    for (int i = 0; i < names.size(); i++) {
      if (records.get(i).fits()) {
        fitting.add(labels.get(i));
      }
    }
    out.answer("riddle", String.join(" or ", fitting));
    out.figure(
        "1-suspects",
        LineChart.draw(
            "Five loops with one wrong line each",
            "epoch",
            "validation accuracy (%)",
            curves,
            Axis.WHOLE_X));

    out.see(
        fitting.equals(List.of("Gradients added up")),
        "only gradients that add up start well and are ruined: %.1f %% right after one epoch, %.1f"
            + " %% at last",
        added.accuracies()[0],
        added.last());
    out.see(
        bare.first() > 4 && Math.abs(added.first() - Math.log(10)) < 0.1,
        "pixels from 0 to 255 show before the first step: loss %.2f for %.2f",
        bare.first(),
        added.first());
    out.see(
        records.get(4).best() < 25 && records.get(2).last() > 50 && records.get(0).last() > 50,
        "the sum for the mean never learns (%.1f %%); wrong mode and sorted rows end at %.1f and"
            + " %.1f %%",
        records.get(4).best(),
        records.get(2).last(),
        records.get(0).last());
  }

  private static Record train(
      Notebook out,
      String name,
      Batches batches,
      DataSet validation,
      Mistake mistake,
      boolean mode) {
    MultiLayerNetwork network =
        mode
            ? Model.dropout(out.seed(), new SGD(0.01, 0.9))
            : Model.relu(out.seed(), new SGD(0.01, 0.9));
    double first = network.score(validation, false);
    HandLoop loop = new HandLoop(network, mistake);
    double[] losses = new double[EPOCHS];
    double[] accuracies = new double[EPOCHS];
    for (int epoch : out.progress(name, EPOCHS)) {
      losses[epoch] = loop.epoch(batches, epoch);
      Evaluation evaluation = new Evaluation(10);
      evaluation.eval(validation.getLabels(), network.output(validation.getFeatures(), mode));
      accuracies[epoch] = 100 * evaluation.accuracy();
    }
    return new Record(first, losses, accuracies);
  }
}
