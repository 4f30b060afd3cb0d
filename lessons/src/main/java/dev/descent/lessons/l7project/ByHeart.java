package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.IUpdater;

/** Few rows learnt by heart: how small the network may be, and which bugs this finds. */
public final class ByHeart implements Part {
  private static final List<int[]> SIZES =
      List.of(new int[] {}, new int[] {4}, new int[] {32}, new int[] {32, 32});

  public static void main(String[] args) throws Exception {
    PartMain.run(new ByHeart(), args);
  }

  @Override
  public String title() {
    return "Ten rows by heart";
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    DataSet train = data.ready(data.raw().train());
    DataSet ten = few(train, 10);
    DataSet many = few(train, 200);

    List<List<String>> table = new ArrayList<>();
    table.add(List.of("hidden units", "parameters", "loss, 10 rows", "loss, 200 rows"));
    double[] small = new double[SIZES.size()];
    double[] large = new double[SIZES.size()];
    for (int i : out.progress("sizes", SIZES.size())) {
      int[] hidden = SIZES.get(i);
      MultiLayerNetwork network = Networks.of(out.seed(), new Adam(0.01), 8, hidden);
      small[i] = learn(network, ten);
      large[i] = learn(Networks.of(out.seed(), new Adam(0.01), 8, hidden), many);
      String name = hidden.length == 0 ? "none" : hidden.length > 1 ? "32, 32" : "" + hidden[0];
      table.add(
          List.of(
              name,
              out.exact("parameters-" + i, "%,d", network.numParams()),
              out.value("ten-" + i, "%.3f", small[i]),
              out.value("many-" + i, "%.3f", large[i])));
    }
    out.table(table);

    double healthy = small[3];
    double raw = learn(net(out, new Adam(0.01), WeightInit.UNIFORM), few(raw(data), 10));
    double zero = learn(net(out, new Adam(0.01), WeightInit.ZERO), ten);
    double still = learn(net(out, new Adam(0.00001), WeightInit.UNIFORM), ten);
    MultiLayerNetwork bare =
        Networks.build(
            new NeuralNetConfiguration.Builder().seed(out.seed()).weightInit(WeightInit.UNIFORM),
            Networks.PRIOR,
            8,
            32,
            32);
    double none = learn(bare, ten);
    double wild = learn(net(out, new SGD(30), WeightInit.UNIFORM), ten);
    double mixed = learn(net(out, new Adam(0.01), WeightInit.UNIFORM), mixed(ten));
    out.mistake(
        "no updater named",
        "new NeuralNetConfiguration.Builder()",
        "loss " + out.value("bare", "%.3f", none),
        ".updater(new Adam(0.01))",
        "loss " + out.value("healthy", "%.3f", healthy));
    out.table(
        List.of(
            List.of("bug", "loss of the ten rows"),
            List.of("none", String.format("%.3f", healthy)),
            List.of("columns not standardised", out.value("raw", "%.3f", raw)),
            List.of("all weights start at 0", out.value("zero", "%.3f", zero)),
            List.of("rate a thousand times too small", out.value("still", "%.3f", still)),
            List.of("rate far too large", out.value("wild", "%.3f", wild)),
            List.of("no updater named", String.format("%.3f", none)),
            List.of("labels of other rows", out.value("mixed", "%.3f", mixed))));
    out.answer("blind", mixed < 0.1 ? "Labels of other rows" : "Another");

    double found = Math.min(Math.min(zero, still), Math.min(none, wild));
    out.see(
        healthy < 0.02 && large[3] < 0.15 && large[0] > 2 * large[3],
        "two hidden layers learn 200 rows by heart (%.3f), no hidden layer does not (%.3f)",
        large[3],
        large[0]);
    out.see(
        found > 0.4,
        "each of four bugs leaves the ten rows at %.3f or more, where %.3f is right",
        found,
        healthy);
    out.see(mixed < 0.1, "labels of other rows are learnt as well: %.3f", mixed);
  }

  /** The same few rows in each step; the loss after 300 steps. */
  private static double learn(MultiLayerNetwork network, DataSet rows) {
    for (int step = 0; step < 300; step++) {
      try {
        network.fit(rows);
      } catch (ArithmeticException e) { // the loss refuses logits that are not finite
        return Double.POSITIVE_INFINITY;
      }
    }
    return network.score(rows, false);
  }

  private static MultiLayerNetwork net(Notebook out, IUpdater updater, WeightInit start) {
    return Networks.build(
        Networks.settings(out.seed(), updater).weightInit(start), Networks.PRIOR, 8, 32, 32);
  }

  private static DataSet raw(PumpData data) {
    return PumpData.whole(data.train());
  }

  /** As many rows that fail as others, the first of each. */
  private static DataSet few(DataSet all, int rows) {
    double[] labels = Counts.labels(all);
    int[] left = {rows / 2, rows / 2};
    List<DataSet> chosen = new ArrayList<>();
    for (int i = 0; i < labels.length; i++) {
      if (left[(int) labels[i]]-- > 0) {
        chosen.add(new DataSet(all.getFeatures().getRow(i, true), all.getLabels().getRow(i, true)));
      }
    }
    return DataSet.merge(chosen);
  }

  /** Each row with the label of another: six of ten are wrong. */
  private static DataSet mixed(DataSet rows) {
    double[] labels = Counts.labels(rows);
    float[][] moved = new float[labels.length][1];
    for (int i = 0; i < labels.length; i++) {
      moved[i][0] = i % 2;
    }
    return new DataSet(rows.getFeatures(), Nd4j.createFromArray(moved));
  }
}
