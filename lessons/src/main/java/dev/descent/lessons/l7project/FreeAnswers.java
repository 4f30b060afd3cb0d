package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/** What costs nothing, or little: always the larger class, and a network without a hidden layer. */
public final class FreeAnswers implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new FreeAnswers(), args);
  }

  @Override
  public String title() {
    return "Answers that cost nothing";
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    DataSet train = data.ready(data.raw().train());
    DataSet validation = data.ready(data.raw().validation());
    double[] labels = Counts.labels(validation);

    // The larger class, with the share of the training part as its probability.
    int[] counts = data.raw().train().counts();
    double share = (double) counts[1] / (counts[0] + counts[1]);
    double[] same = new double[labels.length];
    Arrays.fill(same, share);
    Counts always = Counts.of(same, labels, 0.5);
    double entropy = -share * Math.log(share) - (1 - share) * Math.log(1 - share);

    // A linear model: eight weights and a bias.
    Training linear =
        Training.of(
            out,
            "no hidden layer",
            Networks.of(out.seed(), new Adam(0.01), 8),
            data.batches(out.seed()),
            train,
            validation,
            5,
            out.quick() ? 15 : 40);
    Counts line = Counts.of(linear.best(), validation, 0.5);

    List<List<String>> table = new ArrayList<>();
    table.add(List.of("answer", "parameters", "right (%)", "found (%)", "loss"));
    table.add(
        List.of(
            "always 'no'",
            "0",
            out.exact("always", "%.1f", always.accuracy()),
            out.exact("always-recall", "%.1f", always.recall()),
            ""));
    table.add(
        List.of(
            "no hidden layer",
            out.exact("parameters", "%d", linear.best().numParams()),
            out.value("linear", "%.1f", line.accuracy()),
            out.value("linear-recall", "%.1f", line.recall()),
            out.value("linear-loss", "%.3f", linear.loss())));
    out.table(table);
    out.exact("validation", "%,d", labels.length);
    out.exact("train", "%,d", train.numExamples());

    out.see(
        linear.loss() < entropy - 0.05 && line.recall() > always.recall() + 10,
        "eight weights lower the loss from %.3f to %.3f, and find %.1f %% of the failing pumps",
        entropy,
        linear.loss(),
        line.recall());
  }
}
