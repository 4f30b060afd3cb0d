package dev.descent.lessons.l2losses;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.MSELoss;
import dev.descent.updater.SGD;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Inputs that cross entropy expects: logits, and class numbers or one-hot rows as labels. */
public final class ClassMistakes implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new ClassMistakes(), args);
  }

  @Override
  public String title() {
    return "What cross entropy expects";
  }

  @Override
  public void run(Notebook out) {
    Split digits = DataSource.parse(out.quick() ? "digits:2000" : "digits").load();
    DataSet validation = Batches.inOrder(digits.validation(), digits.validation().size()).next();
    Batches held = Batches.inOrder(digits.validation(), 512);

    // CrossEntropyLoss contains the softmax, in PyTorch and here: it wants logits. Behind a softmax
    // of the model's own it applies a second one, and nothing says so.
    Batches batches = Batches.shuffled(digits.train(), 64, out.seed());
    MultiLayerNetwork once = train(out, 10, Activation.IDENTITY, new CrossEntropyLoss(), batches);
    // PyTorch: model = nn.Sequential(..., nn.Linear(64, 10), nn.Softmax(dim=1))
    MultiLayerNetwork twice = train(out, 10, Activation.SOFTMAX, new CrossEntropyLoss(), batches);

    double loss = once.score(validation);
    double right = 100 * once.evaluate(held).accuracy(); // in %
    double twiceLoss = twice.score(validation);
    double twiceRight = 100 * twice.evaluate(held).accuracy();
    out.mistake(
        "softmax twice",
        "the model ends with a softmax, then CrossEntropyLoss",
        String.format(
            "validation loss %s, accuracy %s %%",
            out.value("twice-loss", "%.3f", twiceLoss), out.value("twice", "%.1f", twiceRight)),
        "the model ends with logits, then CrossEntropyLoss",
        String.format(
            "validation loss %s, accuracy %s %%",
            out.value("once-loss", "%.3f", loss), out.value("once", "%.1f", right)));
    // The best that a softmax can hand over is 1 for the right class and 0 for nine others.
    double floor = Math.log(1 + 9 / Math.E);
    out.text(
        "Not even perfect probabilities get below ln(1 + 9/e) = %s when they are taken for logits"
            + " (of four classes, ln(1 + 3/e) = %s). A cross entropy that stays just above that,"
            + " with ten classes, is a softmax too many.",
        out.exact("floor", "%.3f", floor), out.exact("perfect", "%.3f", Math.log(1 + 3 / Math.E)));
    String learns = twiceRight < right - 2 ? "It learns, but less" : "It learns as well";
    out.answer("twice", twiceRight < 15 ? "It learns nothing" : learns);
    out.see(
        loss < floor && right > twiceRight + 2,
        "Softmax twice costs accuracy (%.1f %% against %.1f %%); with one the loss is %.3f, below"
            + " the %.3f that two cannot get below.",
        twiceRight,
        right,
        loss,
        floor);

    // Labels may be one-hot rows [batch, 10] or class numbers [batch, 1]. CrossEntropyLoss takes
    // both, as PyTorch's does. DL4J's LossMCXENT takes one-hot rows only, LossSparseMCXENT class
    // numbers only.
    INDArray numbers = numbers(validation.getLabels()); // from [batch, 10] to [batch, 1]
    double fromNumbers = once.score(new DataSet(validation.getFeatures(), numbers));

    // But a class number is a name. A single output and MSE take it for an amount.
    // PyTorch: loss = nn.MSELoss()(model(x).squeeze(1), y.float())
    batches.setPreProcessor(batch -> batch.setLabels(numbers(batch.getLabels())));
    MultiLayerNetwork amount = train(out, 1, Activation.IDENTITY, new MSELoss(), batches);
    double[] outputs = amount.output(validation.getFeatures()).toDoubleVector();
    double[] truth = numbers.toDoubleVector();
    double hits =
        100.0
            * IntStream.range(0, outputs.length)
                .filter(i -> Math.rint(outputs[i]) == truth[i])
                .count()
            / outputs.length;
    out.mistake(
        "a class number taken for an amount",
        "one output, MSELoss on the labels 0 to 9, the output rounded",
        "accuracy " + out.value("amount", "%.1f", hits) + " %: what may be a 3 or a 5 becomes a 4",
        "ten outputs, CrossEntropyLoss on class numbers or on one-hot rows",
        String.format(
            "accuracy %.1f %%; loss %.6f from numbers, %.6f from one-hot rows",
            right, fromNumbers, loss));
    out.see(
        right > hits + 10 && loss == fromNumbers,
        "A class number taken for an amount: accuracy %.1f %%, against %.1f %% with cross entropy,"
            + " for which numbers and one-hot rows are the same.",
        hits,
        right);
  }

  /** From one-hot [batch, 10] to class numbers [batch, 1]. */
  private static INDArray numbers(INDArray oneHot) {
    return oneHot.argMax(1).castTo(DataType.FLOAT).reshape(oneHot.size(0), 1);
  }

  private static MultiLayerNetwork train(
      Notebook out, int outputs, Activation end, ILossFunction loss, Batches batches) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(out.seed())
            .updater(new SGD(0.01, 0.9)) // PyTorch: torch.optim.SGD(..., lr=0.01, momentum=0.9)
            .weightInit(WeightInit.RELU)
            .list()
            .layer(new DenseLayer.Builder().nIn(784).nOut(64).activation(Activation.RELU).build())
            .layer(
                new DenseLayer.Builder()
                    .nIn(64)
                    .nOut(outputs)
                    .activation(Activation.IDENTITY)
                    .build()) // [batch, outputs]
            .layer(new ActivationLayer(end)) // the model's own last activation
            .layer(new LossLayer.Builder(loss).activation(Activation.IDENTITY).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    batches.startEpoch(0); // each training sees the same batches
    for (int epoch : out.progress("digits", out.quick() ? 4 : 15)) {
      network.fit(batches);
    }
    return network;
  }
}
