package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Weights before batch normalisation: their length changes no output, but every gradient. */
public final class WeightLength implements Part {
  @Override
  public String title() {
    return "Batch normalisation forgets how long weights are";
  }

  @Override
  public void run(Notebook out) {
    Split data = DataSource.parse(out.quick() ? "digits:1000" : "digits:10000").load();
    DataSet batch = Batches.inOrder(data.train(), 64).next();
    MultiLayerNetwork network =
        Networks.normalised(out.seed(), new SGD(2), true, 784, 256, 128, 10);

    // @start region=double
    INDArray outputs = network.output(batch.getFeatures(), true).dup();
    double gradient = gradient(network, batch);
    network.getParam("0_W").muli(2);
    INDArray doubled = network.output(batch.getFeatures(), true);
    double gradientDoubled = gradient(network, batch);
    // @end
    double moved = doubled.sub(outputs).amaxNumber().doubleValue();
    double ratio = gradientDoubled / gradient;
    network.getParam("0_W").divi(2);
    String ofOutputs = out.value("moved", "%.0e", moved);
    String ofGradient = out.value("ratio", "%.2f", ratio);
    out.answer(
        "doubled",
        moved > 0.1
            ? "Both are twice as large"
            : Math.abs(ratio - 0.5) < 0.02
                ? "The output stays, the gradient is half as long"
                : "Neither changes");
    out.text(
        "With the weights of the first layer doubled, outputs move by %s at most, and their"
            + " gradient has %s of its length.",
        ofOutputs, ofGradient);

    // The gradient is at a right angle to the weights, so every step makes them longer.
    INDArray weights = network.getParam("0_W").dup(); // [784, 256]
    INDArray g = network.gradient().getGradientFor("0_W");
    double along =
        weights.mul(g).sumNumber().doubleValue()
            / weights.norm2Number().doubleValue()
            / g.norm2Number().doubleValue();
    double start = weights.norm2Number().doubleValue();
    network.fit(batch);
    double afterOne = network.getParam("0_W").norm2Number().doubleValue();
    Batches batches = Batches.shuffled(data.train(), 64, out.seed());
    int epochs = out.quick() ? 5 : 2;
    for (int epoch : out.progress("rate 2", epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }
    double end = network.getParam("0_W").norm2Number().doubleValue();
    String first = out.value("start", "%.1f", start);
    String one = out.value("one-step", "%.1f", afterOne);
    String last = out.value("end", "%.1f", end);
    out.value("shrink", "%.1f", (end / start) * (end / start));
    out.text(
        "At rate 2 these weights are %s long at first, %s after one step, and %s after %d epochs."
            + " The cosine of the angle between weights and gradient is %.0e.",
        first, one, last, epochs, along);

    out.see(
        moved < 1e-2 && Math.abs(ratio - 0.5) < 0.02,
        "weights twice as long before batch normalisation: the outputs stay, the gradient has %s of"
            + " its length",
        ofGradient);
    out.see(
        Math.abs(along) < 0.01, "the gradient is at a right angle to the weights (%.0e)", along);
    out.see(end > 1.2 * start, "so at a high rate they grow: from %s to %s", first, last);
  }

  /** The length of the gradient of the first layer's weights, for the mean loss. */
  private static double gradient(MultiLayerNetwork network, DataSet batch) {
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    INDArray sums = network.gradient().getGradientFor("0_W"); // over the 64 rows
    return sums.norm2Number().doubleValue() / batch.numExamples();
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new WeightLength(), args);
  }
}
