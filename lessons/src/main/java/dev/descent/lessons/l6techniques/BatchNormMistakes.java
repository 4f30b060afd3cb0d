package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Digits;
import dev.descent.layer.BatchNorm1d;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.updater.SGD;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Mistakes with batch normalisation, and the ways in which DL4J's own layer differs from PyTorch's.
 */
public final class BatchNormMistakes implements Part {
  @Override
  public String title() {
    return "Batch normalisation: common mistakes, and DL4J's own layer";
  }

  @Override
  public void run(Notebook out) {
    Dataset digits = Digits.generate(400, out.seed());
    INDArray x = Batches.inOrder(digits, 64).next().getFeatures(); // [64, 784]

    // A bias is subtracted with the mean.
    MultiLayerNetwork biased = network(out, BatchNorm1d.of(32), true);
    INDArray before = biased.output(x, true);
    biased.getParam("0_b").addi(5);
    double moved = biased.output(x, true).sub(before).amaxNumber().doubleValue();
    long fewer = biased.numParams() - network(out, BatchNorm1d.of(32), false).numParams();
    out.mistake(
        "a bias before batch normalisation",
        "new DenseLayer.Builder().nIn(784).nOut(32): nn.Linear(784, 32)",
        "5 added to every bias moves the outputs by at most " + out.value("bias", "%.0e", moved),
        "….hasBias(false): nn.Linear(784, 32, bias=False)",
        fewer + " parameters fewer, and nothing lost");

    // DL4J's layer takes an activation and leaves it out; so does BatchNorm1d.
    BatchNormalization withRelu =
        new BatchNormalization.Builder().nIn(32).nOut(32).activation(Activation.RELU).build();
    List<INDArray> layers = network(out, withRelu, false).feedForward(x, true);
    double ignored = layers.get(2).minNumber().doubleValue(); // layers.get(0) is the input
    double applied = layers.get(3).minNumber().doubleValue();
    out.mistake(
        "an activation given to DL4J's BatchNormalization",
        "new BatchNormalization.Builder().activation(Activation.RELU)",
        "no error, and its smallest output is " + out.value("ignored", "%.2f", ignored),
        "new ActivationLayer.Builder().activation(Activation.RELU) behind it: nn.ReLU()",
        format("the smallest output is %.2f", applied));

    // PyTorch's running variance is v n/(n − 1), DL4J's is v: with n = 4, a quarter less.
    BatchNormalization dl4j =
        new BatchNormalization.Builder().nIn(32).nOut(32).decay(0.9).useLogStd(false).build();
    MultiLayerNetwork theirs = network(out, dl4j, false);
    MultiLayerNetwork ours = network(out, BatchNorm1d.of(32), false);
    theirs.fit(Batches.shuffled(digits, 4, out.seed()));
    ours.fit(Batches.shuffled(digits, 4, out.seed()));
    double ratio =
        theirs.getParam("1_var").meanNumber().doubleValue()
            / ours.getParam("1_var").meanNumber().doubleValue();
    double weights = theirs.getParam("0_W").sub(ours.getParam("0_W")).amaxNumber().doubleValue();
    double off = Transforms.abs(theirs.output(x).sub(ours.output(x))).meanNumber().doubleValue();
    out.mistake(
        "small batches with DL4J's BatchNormalization",
        "new BatchNormalization.Builder().decay(0.9), batches of 4",
        format(
            "running variances are %s of PyTorch's, logits in inference off by %.2f on average",
            out.value("ratio", "%.2f", ratio), off),
        "BatchNorm1d.of(32): nn.BatchNorm1d(32)",
        format("PyTorch's; the weights of the two differ by %.1g", weights));

    // A batch of two rows: each is as far from their mean as the other, so all is 1 or -1.
    INDArray two = x.get(NDArrayIndex.interval(0, 2)).dup();
    INDArray pair =
        network(out, BatchNorm1d.of(32), false).feedForward(two, true).get(2); // [2, 32]
    double[] sizes = Transforms.abs(pair).dup().data().asDouble();
    double near = 100.0 * Arrays.stream(sizes).filter(y -> y > 0.95).count() / sizes.length;
    out.value("two", "%.0f", near);
    out.answer("two", near > 80 ? "Only 1 and −1" : "All that are possible with 64 rows");

    // A batch of one row has no variance: what is normalised is 0, for every image.
    INDArray firstAnswer = theirs.output(x.getRow(0, true), true);
    INDArray secondAnswer = theirs.output(x.getRow(1, true), true);
    double between = firstAnswer.sub(secondAnswer).amaxNumber().doubleValue();
    String refused = "";
    try {
      ours.output(x.getRow(0, true), true);
    } catch (IllegalArgumentException e) {
      refused = e.getMessage();
    }
    out.mistake(
        "a batch of one row in training mode",
        "DL4J's BatchNormalization, x of [1, 784]",
        format("no error, and the logits of two digits differ by %.1g", between),
        "BatchNorm1d, as nn.BatchNorm1d, refuses it",
        refused);

    out.see(near > 80, "of two rows, %.0f %% of what is normalised is 1 or -1", near);
    out.see(moved < 1e-4, "a bias before batch normalisation has no effect (%.1g)", moved);
    out.see(
        ignored < -1 && applied == 0,
        "DL4J's BatchNormalization ignores its activation (smallest output %.2f)",
        ignored);
    out.see(
        ratio > 0.7 && ratio < 0.8,
        "with batches of 4 its running variance is three quarters of PyTorch's (%.3f)",
        ratio);
    out.see(
        between < 1e-6 && !refused.isEmpty(),
        "with one row it gives every image the same answer (they differ by %.1g)",
        between);
  }

  private static String format(String words, Object... numbers) {
    return String.format(Locale.ROOT, words, numbers);
  }

  private static MultiLayerNetwork network(Notebook out, BatchNormalization norm, boolean bias) {
    NeuralNetConfiguration.ListBuilder layers =
        new NeuralNetConfiguration.Builder()
            .seed(out.seed())
            .activation(Activation.IDENTITY)
            .updater(new SGD(0.1))
            .list()
            .layer(new DenseLayer.Builder().nIn(784).nOut(32).hasBias(bias).build())
            .layer(norm)
            .layer(new ActivationLayer.Builder().activation(Activation.RELU).build())
            .layer(
                new OutputLayer.Builder(new CrossEntropyLoss())
                    .nIn(32)
                    .nOut(10)
                    .activation(Activation.IDENTITY)
                    .build());
    MultiLayerNetwork network = new MultiLayerNetwork(layers.build());
    network.init();
    return network;
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new BatchNormMistakes(), args);
  }
}
