package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.technique.GradientClipping;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.conf.GradientNormalization;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The ways to clip, and the length and direction that each leaves to a gradient. */
public final class ClippedDirection implements Part {
  @Override
  public String title() {
    return "What clipping does to a gradient";
  }

  @Override
  public void run(Notebook out) {
    // The first gradient of the network of the part before, on 64 digits with pixels 0 to 255.
    DataSet batch = Batches.inOrder(Digits.generate(64, out.seed()), 64).next();
    batch.getFeatures().muli(255); // [64, 784]

    // PyTorch: torch.nn.utils.clip_grad_norm_(model.parameters(), max_norm=1.0)
    INDArray whole = step(out, batch, GradientNormalization.None, 0); // [235146]
    INDArray byNorm = step(out, batch, GradientNormalization.None, 0, GradientClipping.byNorm(1.0));

    // PyTorch: for layer in model: clip_grad_norm_(layer.parameters(), max_norm=1.0)
    INDArray perLayer = step(out, batch, GradientNormalization.ClipL2PerLayer, 1.0);

    // PyTorch: torch.nn.utils.clip_grad_value_(model.parameters(), clip_value=0.01)
    INDArray byValue = step(out, batch, GradientNormalization.ClipElementWiseAbsoluteValue, 0.01);

    // PyTorch: CrossEntropyLoss(reduction='sum'), and divided by 64 after the clipping
    INDArray ofTheSum = step(out, batch, GradientNormalization.None, 0, new ClipTheSum());

    out.text(
        "One gradient, clipped in four ways: its length, that of its parts in the three layers, and"
            + " by how many degrees it is turned.");
    out.exact("entries", "%,d", whole.length());
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("", "length", "layer 1", "layer 2", "layer 3", "turned"));
    lines.add(line(out, "whole", "not clipped", whole, whole));
    lines.add(line(out, "norm", "GradientClipping.byNorm(1.0)", byNorm, whole));
    lines.add(line(out, "layer", "ClipL2PerLayer, 1.0", perLayer, whole));
    lines.add(line(out, "value", "each value by itself, 0.01", byValue, whole));
    lines.add(line(out, "sum", "the sum over the batch, 1.0", ofTheSum, whole));
    out.table(lines);

    String gives = "length %.2f, turned by %.0f degrees";
    out.mistake(
        "DL4J's GradientNormalization taken for clip_grad_norm_",
        "gradientNormalization(ClipL2PerLayer) and gradientNormalizationThreshold(1.0)",
        "each layer by itself: " + text(gives, perLayer, whole),
        "network.addListeners(GradientClipping.byNorm(1.0))",
        "all parameters together: " + text(gives, byNorm, whole));
    out.mistake(
        "a limit for each value taken for a limit of the length",
        "clip_grad_value_(parameters, 0.01), which is ClipElementWiseAbsoluteValue",
        "small values, but many: " + text(gives, byValue, whole),
        "clip_grad_norm_(parameters, 1.0), which is GradientClipping.byNorm(1.0)",
        text(gives, byNorm, whole));
    out.mistake(
        "a listener of one's own that forgets that DL4J's gradient is the sum over the batch",
        "g = network.getFlattenedGradients(); if (norm(g) > 1) g.divi(norm(g))",
        text("DL4J divides by the 64 rows afterwards: length %.4f", ofTheSum, whole),
        "the same with norm(g) / network.batchSize(), as GradientClipping.byNorm does",
        text("length %.4f", byNorm, whole));

    out.see(
        Math.abs(length(byNorm) - 1) < 1e-3 && angle(byNorm, whole) < 0.5,
        text("by the global norm: the length is 1 (%.3f), the direction stays", byNorm, whole));
    out.see(
        length(perLayer) > 1.5 && angle(perLayer, whole) > 5,
        text("layer by layer: it is longer (%.2f) and turned (%.0f degrees)", perLayer, whole));
    out.see(
        length(byValue) > 1.5 && angle(byValue, whole) > 30,
        text("value by value: it is longer (%.2f) and turned (%.0f degrees)", byValue, whole));
    out.see(
        length(ofTheSum) < 0.02,
        text("the sum in the place of the mean: 64 times too short (%.4f)", ofTheSum, whole));
  }

  /** Looks like PyTorch's, but the gradient that a listener of DL4J sees is not yet the mean. */
  private static final class ClipTheSum extends BaseTrainingListener {
    @Override
    public void onGradientCalculation(Model model) {
      INDArray gradient = ((MultiLayerNetwork) model).getFlattenedGradients();
      gradient.divi(Math.max(1, gradient.norm2Number().doubleValue()));
    }
  }

  /** With rate 1 and no momentum a step is the gradient: p ← p − g. */
  private static INDArray step(
      Notebook out,
      DataSet batch,
      GradientNormalization how,
      double limit,
      TrainingListener... listeners) {
    MultiLayerNetwork network =
        Networks.tutorial(
            new NeuralNetConfiguration.Builder()
                .seed(out.seed())
                .updater(new SGD(1))
                .gradientNormalization(how)
                .gradientNormalizationThreshold(limit));
    network.addListeners(listeners);
    INDArray before = network.params().dup();
    network.fit(batch);
    return before.subi(network.params());
  }

  private static List<String> line(
      Notebook out, String key, String name, INDArray gradient, INDArray whole) {
    out.value(key, length(gradient) < 0.1 ? "%.3f" : "%.2f", length(gradient));
    List<String> line = new ArrayList<>(List.of(name, text("%.4f", gradient, whole)));
    int start = 0;
    for (int entries : new int[] {785 * 256, 257 * 128, 129 * 10}) { // weights and biases
      INDArray layer = gradient.get(NDArrayIndex.interval(start, start + entries));
      line.add(String.format(Locale.ROOT, "%.4f", length(layer)));
      start += entries;
    }
    line.add(out.value(key + "-turned", "%.0f", angle(gradient, whole)) + "°");
    return line;
  }

  /** Words with the length and the angle to the whole gradient in them. */
  private static String text(String words, INDArray gradient, INDArray whole) {
    return String.format(Locale.ROOT, words, length(gradient), angle(gradient, whole));
  }

  /** In float64: in float32 the sum of so many squares has four digits only. */
  private static double length(INDArray gradient) {
    return gradient.castTo(DataType.DOUBLE).norm2Number().doubleValue();
  }

  private static double angle(INDArray a, INDArray b) {
    return Math.toDegrees(Math.acos(Math.min(1, Transforms.cosineSim(a, b))));
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new ClippedDirection(), args);
  }
}
