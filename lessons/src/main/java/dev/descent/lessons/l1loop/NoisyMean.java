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
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.TreeMap;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/** The gradient of a batch beside that of all rows: how far off, and what it costs. */
public final class NoisyMean implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new NoisyMean(), args);
  }

  @Override
  public String title() {
    return "A batch is a noisy mean";
  }

  @Override
  public List<String> figures() {
    return List.of("1-batch-size");
  }

  @Override
  public void run(Notebook out) {
    Split split = DataSource.parse("digits:2000").load(); // 1,600 rows to learn from
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(Batches.inOrder(split.train(), 500));
    Dataset train = split.train();
    DataSet all = Batches.inOrder(train, train.size()).next();
    normalizer.transform(all);

    int draws = out.quick() ? 15 : 40;

    // How far is the gradient of a batch from the gradient of all rows, in shares of its length?
    MultiLayerNetwork fresh = Model.relu(out.seed(), new SGD(0.05));
    INDArray whole = gradient(fresh, all).dup();
    double length = whole.norm2Number().doubleValue();
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("rows in a batch", "gradient off by", "steps an epoch"));
    TreeMap<Integer, Double> off = new TreeMap<>();
    for (int rows : new int[] {4, 16, 64, 256}) {
      Batches batches = Batches.shuffled(train, rows, out.seed());
      batches.setPreProcessor(normalizer);
      double squares = 0;
      for (int draw : out.progress("batches of " + rows, draws)) {
        batches.startEpoch(draw); // another order, and the first batch of it
        double distance = gradient(fresh, batches.next()).sub(whole).norm2Number().doubleValue();
        squares += distance * distance / draws;
      }
      off.put(rows, Math.sqrt(squares) / length);
      table.add(
          List.of(
              String.valueOf(rows),
              out.value("off-" + rows, "%.2f", off.get(rows)),
              out.exact("steps-" + rows, "%,d", batches.count())));
    }
    out.table(table);
    double fewer = off.get(16) / off.get(64);
    out.answer("noise", fewer > 1.5 && fewer < 2.8 ? "Half" : "Another share");

    // One look at every row costs the same number of products, whatever the size of the batches.
    List<Series> curves = new ArrayList<>();
    TreeMap<Integer, Double> losses = new TreeMap<>();
    for (int rows : new int[] {10, 100, 1600}) {
      losses.put(rows, epochs(out, rows, train, normalizer, all, curves));
      out.value("loss-" + rows, "%.3f", losses.get(rows));
    }
    out.figure(
        "1-batch-size",
        LineChart.draw(
            "The same looks at the rows, in batches of three sizes: SGD, learning rate 0.05",
            "looks at all rows (epochs)",
            "loss on all training rows (nats)",
            curves,
            Axis.WHOLE_X,
            Axis.LOG_Y));

    // Drawn with replacement, an epoch misses rows: each with probability (1 − 1/n)ⁿ.
    Random random = new Random(out.seed());
    boolean[] seen = new boolean[train.size()];
    for (int i = 0; i < train.size(); i++) {
      seen[random.nextInt(train.size())] = true;
    }
    int missed = 0;
    for (boolean row : seen) {
      missed += row ? 0 : 1;
    }
    String share = out.value("missed", "%.1f", 100.0 * missed / train.size());
    out.exact("missed-expected", "%.1f", 100 / Math.E);
    out.text(
        "%,d rows drawn with replacement leave out %s %% of the rows; a shuffled epoch none.",
        train.size(), share);

    out.see(
        fewer > 1.5 && fewer < 2.8,
        "four times the rows, about half the noise: off by %.2f, %.2f and %.2f for 4, 16, 64 rows",
        off.get(4),
        off.get(16),
        off.get(64));
    out.see(
        losses.get(10) < losses.get(100) && losses.get(100) < losses.get(1600) / 1.1,
        "after the same looks at the rows, loss %.3f in batches of 10, %.3f of 100, %.3f of all",
        losses.get(10),
        losses.get(100),
        losses.get(1600));
    out.see(
        Math.abs(100.0 * missed / train.size() - 100 / Math.E) < 5,
        "drawing with replacement misses %s %% of the rows in an epoch",
        share);
  }

  /** The gradient of the mean loss over these rows, all parameters in a row. */
  private static INDArray gradient(MultiLayerNetwork network, DataSet rows) {
    network.setInput(rows.getFeatures());
    network.setLabels(rows.getLabels());
    network.computeGradientAndScore();
    return network.getFlattenedGradients().div(rows.numExamples()); // DL4J sums over the rows
  }

  /** Trains for three epochs; the loss on all rows at the end. */
  private static double epochs(
      Notebook out,
      int rows,
      Dataset train,
      NormalizerStandardize normalizer,
      DataSet all,
      List<Series> curves) {
    MultiLayerNetwork network = Model.relu(out.seed(), new SGD(0.05));
    Batches batches = Batches.shuffled(train, rows, out.seed());
    batches.setPreProcessor(normalizer);
    double[] losses = new double[4];
    losses[0] = network.score(all, false);
    for (int epoch : out.progress("training, batches of " + rows, 3)) {
      batches.startEpoch(epoch);
      network.fit(batches);
      losses[epoch + 1] = network.score(all, false);
    }
    String name = rows == train.size() ? "all rows" : "batches of " + rows;
    curves.add(new Series(name, new double[] {0, 1, 2, 3}, losses));
    return losses[3];
  }
}
