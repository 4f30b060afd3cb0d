package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Why the training loss may stand above the validation loss: it is measured with dropout on. */
public final class ReportedLoss implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new ReportedLoss(), args);
  }

  @Override
  public String title() {
    return "The loss that fit reports";
  }

  @Override
  public List<String> figures() {
    return List.of("5-reported");
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.whole(out, 30, false); // all labels right
    Nd4j.getRandom().setSeed(out.seed()); // dropout draws from it
    MultiLayerNetwork network =
        new MultiLayerNetwork(Networks.dropping(Networks.builder(out), 0.5));
    network.init();
    Curves off = new Curves(network, data); // measures with dropout off
    DataSet rows = FewDigits.all(data.train());
    List<Double> on = new ArrayList<>(); // the training part after each epoch, dropout on
    // @start region=reported
    List<Double> scores = new ArrayList<>(); // of the batches, before each step, dropout on
    network.setListeners(
        off,
        new BaseTrainingListener() {
          @Override
          public void iterationDone(Model model, int iteration, int epoch) {
            scores.add(model.score());
          }

          @Override
          public void onEpochEnd(Model model) {
            on.add(Score.of(network.output(rows.getFeatures(), true), rows).loss());
          }
        });
    // @end
    var batches = data.batches(out.seed());
    for (int epoch : out.progress("reported loss", data.epochs())) {
      network.fit(batches);
    }

    int steps = scores.size() / data.epochs();
    double[] reported = new double[data.epochs()];
    for (int epoch = 0; epoch < reported.length; epoch++) {
      reported[epoch] =
          scores.subList(epoch * steps, (epoch + 1) * steps).stream()
              .mapToDouble(score -> score)
              .average()
              .orElseThrow();
    }
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("epoch", "fit reports", "training, on", "training, off", "valid., off"));
    for (int epoch : List.of(3, 5, 10, 30)) {
      lines.add(
          List.of(
              Integer.toString(epoch),
              out.value("reported-" + epoch, "%.2f", reported[epoch - 1]),
              out.value("on-" + epoch, "%.2f", on.get(epoch - 1)),
              out.value("training-" + epoch, "%.2f", off.training(epoch).loss()),
              out.value("validation-" + epoch, "%.2f", off.validation(epoch).loss())));
    }
    out.text(
        "Dropout 0.5 and no wrong labels; on and off say whether dropout is on while"
            + " measuring after the epoch.");
    out.table(lines);
    out.figure(
        "5-reported",
        LineChart.draw(
            "The same network, measured in three ways",
            "epoch",
            "mean cross entropy",
            List.of(
                new Series("reported by fit, dropout on", Series.epochs(30), reported),
                off.ofTraining("training part, dropout off", Score::loss),
                off.ofValidation("validation part, dropout off", Score::loss)),
            LineChart.Axis.WHOLE_X));
    out.answer("fifth", reported[4] > off.validation(5).loss() ? "Above it" : "Below it");
    out.see(
        reported[4] > off.validation(5).loss() + 0.1
            && off.training(5).loss() < off.validation(5).loss(),
        "in epoch 5 fit reports %.2f, above the validation loss, %.2f; with dropout off the training"
            + " part has %.2f",
        reported[4],
        off.validation(5).loss(),
        off.training(5).loss());
    out.see(
        on.get(4) > off.training(5).loss() + 0.05,
        "dropout alone adds to the loss of the training part: %.2f with it, %.2f without",
        on.get(4),
        off.training(5).loss());
  }
}
