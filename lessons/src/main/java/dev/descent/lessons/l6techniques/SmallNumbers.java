package dev.descent.lessons.l6techniques;

import dev.descent.layer.BatchNorm1d;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.MSELoss;
import dev.descent.technique.GradScaler;
import dev.descent.technique.GradientClipping;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The lesson's examples that can be checked with a pencil. */
public final class SmallNumbers implements Part {
  @Override
  public String title() {
    return "The examples by hand";
  }

  @Override
  public void run(Notebook out) {
    clip(out);
    round(out);
    scale(out);
    normalise(out);
  }

  private static void clip(Notebook out) {
    // @start region=clip
    // Weights (4, 0 | 1) on the row (3, 4) give 12; the label is 0.
    DataSet row = new DataSet(Nd4j.create(new double[][] {{3, 4}}), Nd4j.create(new double[1][1]));
    MultiLayerNetwork network = TinyNetworks.linear(GradientNormalization.None);
    GradientClipping clipping = GradientClipping.byNorm(1.0);
    network.addListeners(clipping);
    INDArray before = network.params().dup();
    network.fit(row);
    INDArray byNorm = before.sub(network.params()); // with rate 1 the step is the gradient
    // @end
    INDArray whole = TinyNetworks.step(row, GradientNormalization.None);
    INDArray perLayer = TinyNetworks.step(row, GradientNormalization.ClipL2PerLayer);
    INDArray byValue = TinyNetworks.step(row, GradientNormalization.ClipElementWiseAbsoluteValue);
    out.exact("norm", "%.0f", clipping.lastNorm());
    out.table(
        List.of(
            List.of("(3, 4 | 12) clipped to 1", "", "", "", "length", "turned"),
            give(out, "clip-norm", "by the norm of all", byNorm, whole),
            give(out, "clip-layer", "each layer by itself", perLayer, whole),
            give(out, "clip-value", "each value by itself", byValue, whole)));
    // Rate 0.1 and a limit of 1: the step is that of this rate without a limit.
    out.exact("rate", "%.4f", 0.1 * byNorm.getDouble(2) / whole.getDouble(2));
    out.see(
        Math.abs(clipping.lastNorm() - 13) < 1e-9 && angle(byNorm, whole) < 0.01,
        "(3, 4 | 12) is %.0f long, and clipped by its norm it keeps its direction",
        clipping.lastNorm());
  }

  private static void round(Notebook out) {
    // @start region=half
    INDArray small = Nd4j.createFromArray(2e-8);
    double lost = small.castTo(DataType.FLOAT16).castTo(DataType.DOUBLE).getDouble(0);
    INDArray scaled = small.mul(1024).castTo(DataType.FLOAT16);
    double kept = scaled.castTo(DataType.DOUBLE).getDouble(0) / 1024;
    INDArray large = Nd4j.createFromArray(0.3 * 1048576).castTo(DataType.FLOAT16);
    // @end
    out.exact("half-lost", "%.0f", lost);
    out.exact("half-scaled", "%.3e", scaled.castTo(DataType.DOUBLE).getDouble(0));
    out.exact("half-kept", "%.3e", kept);
    double infinite = large.castTo(DataType.DOUBLE).getDouble(0);
    out.exact("half-large", "%s", infinite == Double.POSITIVE_INFINITY ? "∞" : "" + infinite);
    out.exact("half-wanted", "%.0f", 0.3 * 1048576);
    out.see(
        lost == 0 && Math.abs(kept - 2e-8) < 1e-10,
        "2e-8 is 0 in float16; multiplied by 1024 and divided afterwards it is %.4g",
        kept);
  }

  private static void scale(Notebook out) {
    GradScaler scaler = new GradScaler(65536, 2, 0.5, 2);
    List<List<String>> lines = new ArrayList<>(List.of(List.of("step", "scale")));
    for (int step = 1; step <= 6; step++) {
      lines.add(List.of("" + step, out.exact("scale-" + step, "%.0f", scaler.scale())));
      scaler.update(step == 1 || step == 5); // infinite in the steps 1 and 5
    }
    out.table(lines);
    out.see(scaler.scale() == 32768, "the scale is halved twice and doubled once");
  }

  private static void normalise(Notebook out) {
    // @start region=norm
    INDArray x = Nd4j.create(new double[][] {{1}, {3}, {5}, {7}}); // [4, 1]: one feature
    MultiLayerNetwork network =
        TinyNetworks.of(
            new SGD(0), // no step, but fit moves the running values
            GradientNormalization.None,
            BatchNorm1d.of(1),
            new LossLayer.Builder(new MSELoss()).activation(Activation.IDENTITY).build());
    INDArray training = network.output(x, true); // by the batch's mean 4 and variance 5
    double[][] running = new double[3][];
    for (int batch = 0; batch < 3; batch++) {
      network.fit(new DataSet(x, x)); // three batches, by chance the same
      double mean = network.getParam("0_mean").getDouble(0);
      double variance = network.getParam("0_var").getDouble(0);
      double first = network.output(x).getDouble(0); // x = 1 in inference
      running[batch] = new double[] {mean, variance, first};
    }
    // @end
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("batches", "running mean", "running variance", "x = 1 in inference"));
    for (int batch = 1; batch <= 3; batch++) {
      lines.add(
          List.of(
              "" + batch,
              out.exact("mean-" + batch, "%.4f", running[batch - 1][0]),
              out.exact("var-" + batch, "%.4f", running[batch - 1][1]),
              out.exact("inference-" + batch, "%.4f", running[batch - 1][2])));
    }
    out.table(lines);
    for (int row = 0; row < 4; row++) {
      out.exact("training-" + (row + 1), "%.4f", training.getDouble(row));
    }
    out.exact("forgotten-60", "%.3f", 1 - Math.pow(0.9, 60));
    // All pairs from {0, 2}, as likely each: the mean of their variances, divided by n = 2.
    double biased = 0;
    for (double[] pair : new double[][] {{0, 0}, {0, 2}, {2, 0}, {2, 2}}) {
      biased += Nd4j.createFromArray(pair).var(false, 0).getDouble(0) / 4;
    }
    out.exact("pairs", "%.1f", biased);
    out.see(biased == 0.5, "the variance of a pair from {0, 2} is %.1f on average, not 1", biased);
  }

  /** Gives the three entries of a clipped gradient, its length, and by how much it is turned. */
  private static List<String> give(
      Notebook out, String name, String words, INDArray clipped, INDArray whole) {
    return List.of(
        words,
        out.exact(name + "-1", "%.4f", clipped.getDouble(0)),
        out.exact(name + "-2", "%.4f", clipped.getDouble(1)),
        out.exact(name + "-3", "%.4f", clipped.getDouble(2)),
        out.exact(name + "-length", "%.3f", clipped.norm2Number().doubleValue()),
        out.exact(name + "-angle", "%.1f", angle(clipped, whole)));
  }

  private static double angle(INDArray a, INDArray b) {
    return Math.toDegrees(Math.acos(Math.min(1, Transforms.cosineSim(a, b))));
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new SmallNumbers(), args);
  }
}
