package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** Rows in the order of a sorted file: the network learns the class that it sees. */
public final class Shuffling implements Part {
  private static final int BATCH = 64;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Shuffling(), args);
  }

  @Override
  public String title() {
    return "Why rows are shuffled";
  }

  @Override
  public List<String> figures() {
    return List.of("1-shuffled");
  }

  @Override
  public void run(Notebook out) {
    Split split = DataSource.parse(out.quick() ? "digits:2000" : "digits").load();
    Dataset sorted = Rows.sortedByClass(split.train());
    Batches shuffled = Batches.shuffled(sorted, BATCH, out.seed());
    constants(out);

    // The mistake: the loader is told nothing about shuffling, and PyTorch's default is not to.
    // PyTorch: loader = DataLoader(train, batch_size=64)
    int epochs = 6;
    DataSet validation = Batches.inOrder(split.validation(), split.validation().size()).next();
    StepLosses losses = new StepLosses();
    double[] right = accuracies(out, "shuffled", shuffled, validation, epochs, losses);
    double shuffledLoss = losses.mean(0, shuffled.count());
    losses = new StepLosses();
    Batches inOrder = Batches.inOrder(sorted, BATCH);
    double[] wrong = accuracies(out, "in file order", inOrder, validation, epochs, losses);
    double sortedLoss = losses.mean(0, inOrder.count());
    out.value("sorted-loss", "%.2f", sortedLoss);
    out.value("shuffled-loss", "%.2f", shuffledLoss);
    out.answer("sorted", sortedLoss > Math.log(10) ? "Above ln 10" : "Below ln 10");
    out.mistake(
        "the training rows are not shuffled",
        "Batches.inOrder(train, 64)",
        String.format(
            "validation accuracy %s %% after %d epochs",
            out.value("sorted-accuracy", "%.1f", wrong[epochs - 1]), epochs),
        "Batches.shuffled(train, 64, seed)",
        String.format(
            "validation accuracy %s %%",
            out.value("shuffled-accuracy", "%.1f", right[epochs - 1])));
    out.text("In file order, the last steps of each epoch see nothing but nines.");
    double[] x = Series.epochs(epochs);
    out.figure(
        "1-shuffled",
        LineChart.draw(
            "The same rows in two orders",
            "epoch",
            "validation accuracy (%)",
            List.of(new Series("shuffled", x, right), new Series("sorted by class", x, wrong)),
            Axis.WHOLE_X));

    out.see(
        sortedLoss > Math.log(10) + 0.03 && shuffledLoss < Math.log(10) + 0.01,
        "sorted, the mean loss in the first epoch is worse than that of guessing: %.2f; shuffled"
            + " %.2f",
        sortedLoss,
        shuffledLoss);
    out.see(
        right[epochs - 1] > wrong[epochs - 1] + 15,
        "rows sorted by class cost accuracy: %.1f %% against %.1f %% when shuffled",
        wrong[epochs - 1],
        right[epochs - 1]);
  }

  /** Trains the network of the next parts; its accuracy on the validation part by epoch, in %. */
  private static double[] accuracies(
      Notebook out,
      String name,
      Batches batches,
      DataSet validation,
      int epochs,
      StepLosses losses) {
    MultiLayerNetwork network = Model.relu(out.seed(), new SGD(0.01, 0.9));
    network.setListeners(losses);
    double[] accuracies = new double[epochs];
    for (int epoch : out.progress("training, " + name, epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
      accuracies[epoch] = Model.accuracy(network, validation);
    }
    return accuracies;
  }

  /** A constant c for 0, 0, 10, 10, row by row, c ← c − 0.25 · 2 (c − y); the mean is 5. */
  private static void constants(Notebook out) {
    double[] sorted = {0, 0, 10, 10};
    double[] mixed = {0, 10, 0, 10};
    double c = 0;
    double other = 0;
    for (int epoch = 1; epoch <= 3; epoch++) {
      for (int row = 0; row < 4; row++) {
        c -= 0.25 * 2 * (c - sorted[row]);
        other -= 0.25 * 2 * (other - mixed[row]);
      }
      out.exact("sorted-" + epoch, "%.2f", c);
      out.exact("mixed-" + epoch, "%.2f", other);
    }
  }
}
