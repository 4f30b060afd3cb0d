package dev.descent.lessons.l0arrays;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The tutorial's network, 784-256-128-10, backwards by hand and by DL4J. */
public final class ThreeLayers implements Part {
  static final int ROWS = 64;

  public static void main(String[] args) throws Exception {
    PartMain.run(new ThreeLayers(), args);
  }

  @Override
  public String title() {
    return "The tutorial's network, and DL4J beside";
  }

  /** A batch of digits; pixels from 0 to 1. */
  static DataSet batch(Notebook out) {
    DataSet rows =
        Batches.shuffled(DataSource.parse("digits:2000").load().train(), ROWS, out.seed()).next();
    return new DataSet(
        rows.getFeatures().castTo(DataType.DOUBLE), rows.getLabels().castTo(DataType.DOUBLE));
  }

  @Override
  public void run(Notebook out) {
    DataSet batch = batch(out);
    INDArray y = batch.getLabels(); // [64, 10], one-hot
    MultiLayerNetwork network = Tutorial.network(out.seed(), DataType.DOUBLE);
    INDArray[] w = new INDArray[3]; // [784, 256], [256, 128], [128, 10]
    INDArray[] b = new INDArray[3]; // [256], [128], [10]
    for (int k = 0; k < 3; k++) {
      w[k] = network.getParam(k + "_W");
      b[k] = network.getParam(k + "_b");
    }

    // Forwards. inputs[k] is what layer k gets: the backward pass needs it.
    INDArray[] inputs = new INDArray[3];
    INDArray[] z = new INDArray[3];
    INDArray next = batch.getFeatures(); // [64, 784]
    for (int k = 0; k < 3; k++) {
      inputs[k] = next;
      z[k] = inputs[k].mmul(w[k]).addRowVector(b[k]); // [64, 256], [64, 128], [64, 10]
      next = Transforms.relu(z[k]);
    }
    INDArray p = Transforms.softmax(z[2]); // [64, 10]
    double loss = -Transforms.log(p.mul(y).sum(1)).meanNumber().doubleValue();

    INDArray[] dw = new INDArray[3];
    INDArray[] db = new INDArray[3];
    // @start region=layers
    INDArray delta = p.sub(y).div(ROWS); // [64, 10]
    for (int k = 2; k >= 0; k--) {
      dw[k] = inputs[k].transpose().mmul(delta); // the shape of w[k]
      db[k] = delta.sum(0); // the shape of b[k]
      if (k > 0) { // the first layer's input is the image, which has nothing to learn
        delta = delta.mmul(w[k].transpose()).mul(z[k - 1].gt(0)); // [64, 128], then [64, 256]
      }
    }
    // @end

    // @start region=dl4j
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore(); // PyTorch: loss.backward()
    double score = network.score(); // the mean over the batch
    INDArray theirs = network.gradient().getGradientFor("0_W"); // [784, 256], a sum over the batch
    // @end

    double apart = 0;
    int differing = 0;
    double factor = length(theirs) / length(dw[0]);
    for (int k = 0; k < 3; k++) {
      for (INDArray ours : List.of(dw[k], db[k])) {
        String name = k + (ours == dw[k] ? "_W" : "_b");
        INDArray mean = network.gradient().getGradientFor(name).div(ROWS).reshape(ours.shape());
        apart = Math.max(apart, length(mean.sub(ours)) / length(ours));
        differing += mean.neq(ours).castTo(DataType.INT32).sumNumber().intValue();
      }
    }
    boolean fits = true;
    for (int k = 0; k < 3; k++) {
      fits &= Arrays.equals(dw[k].shape(), w[k].shape());
    }
    long kept = inputs[0].length() + inputs[1].length() + inputs[2].length();
    out.text(
        "Loss by hand %.6f, by DL4J %.6f. DL4J's gradients are sums over the batch, %s times ours."
            + " Divided by that, %s of the %,d numbers are others than ours.",
        loss,
        score,
        out.value("factor", "%.0f", factor),
        out.value("differing", "%,d", differing),
        network.numParams());
    out.table(
        List.of(
            List.of("layer", "input, kept", "W and dL/dW", "delta"),
            row(inputs[0], dw[0], z[0]),
            row(inputs[1], dw[1], z[1]),
            row(inputs[2], dw[2], z[2])));
    out.text(
        "The forward pass keeps %s numbers of the inputs; the network has %s parameters.",
        out.exact("kept", "%,d", kept), out.exact("parameters", "%,d", network.numParams()));
    out.mistake(
        "DL4J's gradient, a sum, for PyTorch's, a mean",
        "params.subi(gradient.mul(rate)) with what computeGradientAndScore gives",
        String.format("steps %.0f times as long", factor),
        "divide by the rows of the batch, as fit does",
        "the gradient of the mean");
    out.see(
        apart < 1e-12 && Math.abs(factor - ROWS) < 1e-6 && fits && Math.abs(loss - score) < 1e-9,
        "All six gradients by hand are DL4J's divided by %d, to 12 digits; each has the shape of its"
            + " parameter.",
        ROWS);
  }

  private static double length(INDArray x) {
    return x.norm2Number().doubleValue();
  }

  private static List<String> row(INDArray input, INDArray slope, INDArray z) {
    return List.of(slope.size(0) + " to " + slope.size(1), shape(input), shape(slope), shape(z));
  }

  private static String shape(INDArray x) {
    return Arrays.toString(x.shape());
  }
}
