package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.Adam;
import java.util.List;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;

/** The training itself: stopped where the validation loss has stopped falling. */
public final class StoppedInTime implements Part {
  private static final int PATIENCE = 10;

  public static void main(String[] args) throws Exception {
    PartMain.run(new StoppedInTime(), args);
  }

  @Override
  public String title() {
    return "Train, and stop in time";
  }

  @Override
  public List<String> figures() {
    return List.of("7-training");
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    DataSet train = data.ready(data.raw().train());
    DataSet validation = data.ready(data.raw().validation());
    int most = out.quick() ? 60 : 100;
    // For the curve, it goes on to the end; a patience of 10 would have stopped it before.
    Training training =
        Training.of(
            out,
            "training",
            Networks.of(out.seed(), new Adam(0.01), 8, 32, 32),
            data.batches(out.seed()),
            train,
            validation,
            most,
            most);
    int kept = 0;
    int stopped = most;
    for (int epoch = 1; epoch <= most; epoch++) {
      if (training.validation().get(epoch) < training.validation().get(kept)) {
        kept = epoch;
      } else if (epoch - kept >= PATIENCE) {
        stopped = epoch;
        break;
      }
    }
    double best = training.validation().get(kept);
    double last = training.validation().get(most);
    double late = mean(training.validation().subList(most - 9, most + 1)); // of ten epochs
    double share = (double) PumpTable.FAILING / PumpTable.ROWS;
    double entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);
    out.text(
        "With a patience of %d the training stops after epoch %s and keeps that of epoch %s.",
        PATIENCE, out.value("stopped", "%d", stopped), out.value("kept", "%d", kept));
    out.table(
        List.of(
            List.of("after", "training loss", "validation loss"),
            List.of(
                "0 epochs",
                out.value("train-first", "%.3f", training.training().get(0)),
                out.value("first", "%.3f", training.validation().get(0))),
            List.of(
                "epoch " + kept,
                out.value("train-kept", "%.3f", training.training().get(kept)),
                out.value("best", "%.3f", best)),
            List.of(
                "epoch " + out.value("epochs", "%d", most),
                out.value("train-last", "%.3f", training.training().get(most)),
                out.value("last", "%.3f", last))));
    double[] x = IntStream.rangeClosed(0, most).asDoubleStream().toArray();
    out.figure(
        "7-training",
        LineChart.draw(
            "Pumps: loss by epoch",
            "epoch",
            "loss (nats)",
            List.of(
                new Series("training", x, array(training.training())),
                new Series("validation", x, array(training.validation())),
                new Series(
                    "always the shares (entropy)",
                    new double[] {0, most},
                    new double[] {entropy, entropy}),
                Series.marks("kept", new double[] {kept}, new double[] {best})),
            LineChart.Axis.WHOLE_X,
            LineChart.Axis.LOG_Y));
    out.mistake(
        "the last network taken for the best",
        "the network after " + most + " epochs",
        String.format("validation loss %.3f", last),
        "a copy of the one with the lowest validation loss",
        String.format("validation loss %.3f, after epoch %d", best, kept));
    out.see(
        best < entropy - 0.15 && stopped < most,
        "the validation loss falls from %.3f to %.3f, and the training may stop after epoch %d",
        training.validation().get(0),
        best,
        stopped);
    out.see(
        late > 1.05 * best
            && mean(training.training().subList(most - 9, most + 1))
                < training.training().get(kept),
        "then it rises to %.3f (ten epochs), while the training loss goes on falling to %.3f",
        late,
        training.training().get(most));
  }

  private static double mean(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElseThrow();
  }

  private static double[] array(List<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).toArray();
  }
}
