package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.Adam;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Gradients in float16: the small ones become 0, the large ones infinite. */
public final class LostGradients implements Part {
  /** Factors from 2^0 to 2^32. */
  private static final int FACTORS = 33;

  @Override
  public String title() {
    return "The gradients that half precision loses";
  }

  @Override
  public List<String> figures() {
    return List.of("6-half-range", "6-underflow");
  }

  @Override
  public void run(Notebook out) {
    // The tutorial's network in float32, and its gradient on one batch before and after training.
    Dataset data = DataSource.parse(out.quick() ? "digits:500" : "digits:10000").load().train();
    Batches batches = Batches.shuffled(data, 64, out.seed());
    DataSet batch = batches.next();
    MultiLayerNetwork network =
        Networks.tutorial(
            new NeuralNetConfiguration.Builder()
                .seed(out.seed())
                .updater(new Adam(out.quick() ? 0.003 : 0.001)));
    int epochs = 30;
    double[] first = gradient(network, batch);
    double firstLoss = network.score();
    for (int epoch : out.progress("float32", epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
    double[] last = gradient(network, batch);

    double[] zeroFirst = shares(first, 0);
    double[] zeroLast = shares(last, 0);
    double[] infiniteFirst = shares(first, Double.POSITIVE_INFINITY);
    double[] infiniteLast = shares(last, Double.POSITIVE_INFINITY);
    out.text(
        "The gradient gets smaller as the loss does: this batch's falls from %s to %s in %d"
            + " epochs. As float16, %s %% of the gradient's entries (of those that are not 0"
            + " anyway) become 0 at first and %s %% at the end. Where the loss is multiplied by"
            + " 2^10 before, it is %s %% at the end. But by 2^32, %s %% became infinite at first:"
            + " the factor has to follow.",
        out.value("loss-first", "%.2f", firstLoss),
        out.value("loss-last", "%.2g", network.score()),
        epochs,
        out.value("zero-first", "%.2f", zeroFirst[0]),
        out.value("zero-last", "%.1f", zeroLast[0]),
        out.value("zero-scaled", "%.3f", zeroLast[10]),
        out.value("infinite-first", "%.0f", infiniteFirst[32]));
    out.answer("lost", zeroLast[0] > 2 * zeroFirst[0] ? "At the end" : "At the start");
    out.figure(
        "6-half-range",
        LineChart.draw(
            "Sizes of the gradient's entries",
            "log2 |g|, g an entry of the gradient",
            "share of the entries",
            List.of(
                Series.histogram("before training", log2(first), -40, 0, 40),
                Series.histogram("after " + epochs + " epochs", log2(last), -40, 0, 40),
                Series.steps(
                    "left of it 0 in float16", new double[] {-25, -25}, new double[] {0, 0.15}))));
    double[] k = IntStream.range(0, FACTORS).asDoubleStream().toArray();
    out.figure(
        "6-underflow",
        LineChart.draw(
            "Gradient entries that float16 loses",
            "k: the loss is multiplied by 2^k",
            "share of the entries (%)",
            List.of(
                new Series("before training: 0", k, zeroFirst),
                new Series("after: 0", k, zeroLast),
                new Series("before training: infinite", k, infiniteFirst),
                new Series("after: infinite", k, infiniteLast)),
            LineChart.Axis.LOG_Y));

    out.see(
        zeroLast[0] > 1 && zeroLast[0] > 5 * zeroFirst[0] && zeroLast[10] < 0.1,
        "float16 loses more of the gradient late (%.2f %% against %.2f %%), and with the loss times"
            + " 2^10 hardly anything (%.3f %%)",
        zeroLast[0],
        zeroFirst[0],
        zeroLast[10]);
    out.see(
        infiniteFirst[32] > 3 * infiniteLast[32],
        "a factor too large for the beginning is not for the end (2^32: %.1f %% and %.1f %%)",
        infiniteFirst[32],
        infiniteLast[32]);
  }

  /** Its entries that are not 0, for the mean loss of the batch. */
  private static double[] gradient(MultiLayerNetwork network, DataSet batch) {
    // PyTorch: criterion(model(x), y).backward()
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    double[] sums = network.getFlattenedGradients().dup().data().asDouble(); // over the 64 rows
    return Arrays.stream(sums).filter(g -> g != 0).map(g -> g / batch.numExamples()).toArray();
  }

  /** For each factor 2^k the share of entries, in percent, that are this in float16. */
  private static double[] shares(double[] gradient, double value) {
    INDArray g = Nd4j.createFromArray(gradient).castTo(DataType.FLOAT);
    double[] shares = new double[FACTORS];
    for (int k = 0; k < FACTORS; k++) {
      INDArray float16 = g.mul(Math.pow(2, k)).castTo(DataType.FLOAT16);
      int such = 0;
      for (float entry : float16.castTo(DataType.FLOAT).toFloatVector()) {
        such += Math.abs(entry) == value ? 1 : 0;
      }
      shares[k] = 100.0 * such / gradient.length;
    }
    return shares;
  }

  private static double[] log2(double[] gradient) {
    return Arrays.stream(gradient).map(g -> Math.log(Math.abs(g)) / Math.log(2)).toArray();
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new LostGradients(), args);
  }
}
