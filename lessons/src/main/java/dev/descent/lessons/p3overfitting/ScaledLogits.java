package dev.descent.lessons.p3overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The scale of the logits: it changes the loss and no answer, and overfitting drives it up. */
public final class ScaledLogits implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new ScaledLogits(), args);
  }

  @Override
  public String title() {
    return "The same answers, said louder";
  }

  @Override
  public List<String> figures() {
    return List.of("p3-scale");
  }

  @Override
  public void run(Notebook out) {
    // By hand: how far the right class's logit is above the other's, for four rows of each part.
    double[] training = {3, 2, 1, 0.5};
    double[] validation = {3, 2, 1, -1}; // the last row is wrong
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("logits times", "training loss", "validation loss"));
    for (int scale : List.of(1, 2, 4, 8)) {
      lines.add(
          List.of(
              Integer.toString(scale),
              out.exact("training-" + scale, "%.4f", loss(training, scale)),
              out.exact("validation-" + scale, "%.4f", loss(validation, scale))));
    }
    out.text("Four rows of each part. All of training are right, three of validation.");
    out.table(lines);
    boolean apart =
        loss(training, 8) < loss(training, 1) && loss(validation, 8) > loss(validation, 1);
    out.answer("louder", apart ? "Training falls, validation rises" : "Both fall");

    // Measured: the network that overfits, its logits multiplied by less than 1.
    Points points = Points.of(1, out.seed());
    Trained none =
        Recipe.NONE.train(points, points.validation(), out.quick() ? 100 : 200, out.seed());
    DataSet held = Points.all(points.validation());
    DataSet test = Points.all(points.test());
    double[] scales = IntStream.rangeClosed(1, 100).mapToDouble(i -> i / 100.0).toArray();
    double[] losses =
        DoubleStream.of(scales).map(scale -> loss(none.network(), held, scale)).toArray();
    int best =
        IntStream.range(0, scales.length)
            .reduce((low, i) -> losses[i] < losses[low] ? i : low)
            .orElseThrow();
    double before = loss(none.network(), test, 1);
    double after = loss(none.network(), test, scales[best]);
    out.text(
        "Without a remedy the test part has a loss of %s. With all logits times %s, chosen by the"
            + " validation part, it has %s: the same answers, %s %% of them right.",
        out.value("loud", "%.3f", before),
        out.value("scale", "%.2f", scales[best]),
        out.value("soft", "%.3f", after),
        out.value("right", "%.1f", none.test()));
    out.figure(
        "p3-scale",
        LineChart.draw(
            "The overfitted network with its logits scaled",
            "scale of the logits",
            "validation loss (mean cross entropy)",
            List.of(
                new Series("Validation", scales, losses),
                Series.marks("lowest", new double[] {scales[best]}, new double[] {losses[best]}))));
    out.see(
        apart && loss(validation, 8) > 4 * loss(validation, 1),
        "with logits 8 times as large the one wrong row makes the validation loss %.2f",
        loss(validation, 8));
    out.see(
        scales[best] < 0.7 && after < 0.75 * before,
        "much of what overfitting costs here is volume: with logits times %.2f the test loss is"
            + " %.3f instead of %.3f, and no answer changes",
        scales[best],
        after,
        before);
  }

  /** Mean cross entropy of two classes, from how far the right one's logit is above. */
  private static double loss(double[] margins, double scale) {
    return DoubleStream.of(margins)
        .map(m -> Math.log1p(Math.exp(-scale * m)))
        .average()
        .orElseThrow();
  }

  private static double loss(MultiLayerNetwork network, DataSet part, double scale) {
    // @start region=scale
    INDArray logits = network.output(part.getFeatures()).mul(scale); // [rows, 2]
    return new CrossEntropyLoss()
        .computeScore(part.getLabels(), logits, new ActivationIdentity(), null, true);
    // @end
  }
}
