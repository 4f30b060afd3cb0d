package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.WeightDecay;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.ops.transforms.Transforms;

/** L1 and L2: large weights cost something, so the network keeps only those it needs. */
public final class Penalties implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new Penalties(), args);
  }

  @Override
  public String title() {
    return "L1 and L2";
  }

  @Override
  public List<String> figures() {
    return List.of("5-weights");
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.of(out);

    // DL4J: on the builder a penalty holds for the weights of all layers; biases have their own,
    // l1Bias and l2Bias.
    Trained none = train("no penalty", Networks.plain(out), data, out);
    // PyTorch: loss = criterion(model(x), y) + 0.0001 * sum(w.abs().sum() for w in weights)
    Trained l1 =
        train("L1", Networks.of(Networks.builder(out).l1(l1(out).doubleValue())), data, out);
    // PyTorch: loss = criterion(model(x), y) + 0.02 / 2 * sum((w ** 2).sum() for w in weights)
    Trained l2 = train("L2", Networks.of(Networks.builder(out).l2(0.02)), data, out);
    // PyTorch: torch.optim.SGD(model.parameters(), lr=0.04, momentum=0.9, weight_decay=0.001)
    MultiLayerConfiguration decaying = Networks.plain(out);
    WeightDecay.coupled(0.001).addTo(decaying); // as l2, but on the biases too
    Trained decay = train("weight decay", decaying, data, out);
    out.text(
        "L1 adds the sum of the absolute weights to the loss, L2 half the sum of their squares,"
            + " each times its coefficient. Below, tiny is the share of the first layer's weights"
            + " under %s, and length is the root of the sum of their squares.",
        Trained.TINY);
    none.give("none", out);
    l1.give("l1", out);
    l2.give("l2", out);
    decay.give("decay", out);
    out.table(
        List.of(
            List.of("", "validation loss", "gap", "accuracy", "tiny", "length"),
            none.line("no penalty"),
            l1.line("L1, " + l1(out)),
            l2.line("L2, 0.02"),
            decay.line("weight decay 0.001")));

    out.figure("5-weights", figure(none, l1, l2, "L1, " + l1(out)));

    // Are L1's tiny weights needed? Without them the network gives the same answers.
    double share = l1.tiny();
    DataSet validation = FewDigits.all(data.validation());
    double whole = l1.curves().validation().accuracy();
    double cut = Score.of(pruned(l1.curves().network(), share), validation).accuracy();
    double plainCut = Score.of(pruned(none.curves().network(), share), validation).accuracy();
    out.text(
        "With the smallest %.0f %% of the first layer set to zero the accuracy of the network with"
            + " L1 goes from %.3f to %s, and that of the network without penalty from %.3f to"
            + " %s.",
        100 * share,
        whole,
        out.value("cut-l1", "%.3f", cut),
        none.curves().validation().accuracy(),
        out.value("cut-none", "%.3f", plainCut));

    out.see(
        share > 0.4 && none.tiny() < 0.1,
        "L1 makes the weights sparse: %.2f of the first layer's are tiny, without it %.2f",
        share,
        none.tiny());
    out.see(
        Math.abs(cut - whole) < 0.02,
        "the tiny weights are not needed: without them the accuracy is %.3f, with them %.3f",
        cut,
        whole);
    out.see(
        l2.length() < 0.8 * none.length() && l2.curves().gap() < 0.95 * none.curves().gap(),
        "L2 makes the weights shorter, %.1f against %.1f, and the gap smaller, %.2f against %.2f",
        l2.length(),
        none.length(),
        l2.curves().gap(),
        none.curves().gap());
  }

  /**
   * The coefficient of L1. A weight loses the same in each step, and a quick run has a fifth of the
   * steps. A double would be shown as 1.0E-4.
   */
  static BigDecimal l1(Notebook out) {
    return BigDecimal.valueOf(out.quick() ? 0.0005 : 0.0001).stripTrailingZeros();
  }

  private static MultiLayerConfiguration plain(Notebook out) {
    return Networks.plain(out);
  }

  private static Trained train(
      String task, MultiLayerConfiguration configuration, FewDigits data, Notebook out) {
    return new Trained(Curves.train(task, configuration, data.batches(out.seed()), data, out));
  }

  /** A copy of the network without the smallest weights of its first layer. */
  private static MultiLayerNetwork pruned(MultiLayerNetwork network, double share) {
    MultiLayerNetwork copy = network.clone();
    INDArray weights = copy.getParam("0_W");
    float[] sizes = Transforms.abs(weights).ravel().toFloatVector();
    Arrays.sort(sizes);
    float limit = sizes[(int) (share * (sizes.length - 1))];
    weights.muli(Transforms.abs(weights).gt(limit).castTo(DataType.FLOAT));
    return copy;
  }

  private static Figure figure(Trained none, Trained l1, Trained l2, String nameOfL1) {
    List<Series> spread = new ArrayList<>();
    List<String> names = List.of("no penalty", nameOfL1, "L2, 0.02");
    for (Trained trained : List.of(none, l1, l2)) {
      double[] weights = trained.weights().ravel().toDoubleVector();
      spread.add(Series.histogram(names.get(spread.size()), weights, -0.1, 0.1, 40));
    }
    return LineChart.draw(
        "Weights of the first layer after training",
        "weight (those beyond 0.1 either way count into the outermost bins)",
        "share of the weights in a bin of 0.005",
        spread,
        LineChart.Axis.LOG_Y);
  }
}
