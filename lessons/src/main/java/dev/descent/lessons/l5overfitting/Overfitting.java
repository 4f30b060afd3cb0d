package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;

/** Overfitting, good on the training set and poor on any other: its look and its causes. */
public final class Overfitting implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new Overfitting(), args);
  }

  @Override
  public String title() {
    return "Overfitting, and its causes";
  }

  @Override
  public List<String> figures() {
    return List.of("5-overfitting");
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.of(out);
    MultiLayerConfiguration network = configuration(builder(out));
    // The usual loop; the listener measures both parts of the data after every epoch.
    Curves curves = Curves.train("training", network, data.batches(out.seed()), data, out);
    out.text(
        "A network of %,d parameters learns from %d digits, and every fifth of their labels is"
            + " wrong. It is measured on %,d other digits, with the right labels.",
        curves.network().numParams(), data.train().size(), data.validation().size());
    List<List<String>> lines = new ArrayList<>();
    lines.add(Curves.heading("epoch"));
    for (int epoch : List.of(1, curves.best(), data.epochs())) {
      lines.add(
          Curves.row(Integer.toString(epoch), curves.training(epoch), curves.validation(epoch)));
    }
    out.table(lines);
    out.text(
        "The validation loss is lowest after epoch %d. Then the network learns the wrong labels by"
            + " heart. The distance between the two losses is the gap.",
        curves.best());
    out.figure("5-overfitting", figure(curves));

    // The causes, with one change at a time.
    Curves withRight = train("right labels", FewDigits.of(out, 1, false), out);
    Curves withMore = train("more digits", FewDigits.of(out, 4, true), out);
    Curves small =
        Curves.train(
            "a small network",
            configuration(builder(out), 16, 16),
            data.batches(out.seed()),
            data,
            out);
    out.table(
        List.of(
            Curves.heading(""),
            curves.row("as above"),
            withRight.row("all labels right"),
            withMore.row("four times the digits"),
            small.row("784-16-16-10")));
    out.text(
        "Right labels and more digits are the cures, and both are expensive. A smaller network is"
            + " none here: 784-16-16-10 still has %,d parameters for %d digits. So the other parts"
            + " of this lesson keep the data and the network.",
        small.network().numParams(), data.train().size());

    out.mistake(
        "measuring on the training set",
        "network.evaluate(trainingBatches).accuracy()",
        String.format(Locale.ROOT, "%.3f, on digits known by heart", curves.training().accuracy()),
        "network.evaluate(validationBatches).accuracy()",
        String.format(
            Locale.ROOT, "%.3f, on digits it has not seen", curves.validation().accuracy()));
    out.see(
        curves.training().accuracy() > 0.97 && curves.validation().accuracy() < 0.8,
        "good on the training set, poor on others: accuracy %.3f against %.3f",
        curves.training().accuracy(),
        curves.validation().accuracy());
    double best = curves.validation(curves.best()).loss();
    double last = curves.validation().loss();
    out.see(last > 1.15 * best, "the validation loss falls to %.2f and rises to %.2f", best, last);
    out.see(
        Math.max(withRight.gap(), withMore.gap()) < 0.8 * curves.gap(),
        "right labels or more digits make the gap smaller: %.2f and %.2f against %.2f",
        withRight.gap(),
        withMore.gap(),
        curves.gap());
    double gap = small.gap();
    out.see(gap > 0.8 * curves.gap(), "a smaller network does not: its gap is %.2f", gap);
  }

  private static Curves train(String task, FewDigits data, Notebook out) {
    return Curves.train(task, configuration(builder(out)), data.batches(out.seed()), data, out);
  }

  /** The settings of all networks of this lesson; a remedy is added to them, or to the layers. */
  static NeuralNetConfiguration.Builder builder(Notebook out) {
    // PyTorch: torch.optim.SGD(model.parameters(), lr=0.04, momentum=0.9)
    return new NeuralNetConfiguration.Builder()
        .seed(out.seed())
        .weightInit(WeightInit.UNIFORM)
        .updater(new SGD(0.04, 0.9))
        .activation(Activation.RELU);
  }

  /** The tutorial's network, 784-256-128-10. */
  static MultiLayerConfiguration configuration(NeuralNetConfiguration.Builder builder) {
    return configuration(builder, 256, 128);
  }

  private static MultiLayerConfiguration configuration(
      NeuralNetConfiguration.Builder builder, int first, int second) {
    // PyTorch: nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Linear(256, 128), nn.ReLU(),
    //                        nn.Linear(128, 10))
    return builder
        .list()
        .layer(new DenseLayer.Builder().nIn(784).nOut(first).build())
        .layer(new DenseLayer.Builder().nIn(first).nOut(second).build())
        .layer(
            new OutputLayer.Builder(new CrossEntropyLoss())
                .nIn(second)
                .nOut(10)
                .activation(Activation.IDENTITY) // logits, [batch, 10]
                .build())
        .build();
  }

  private static Figure figure(Curves curves) {
    return Panels.of(
        "Learning by heart: one network on few digits, a fifth of them with wrong labels",
        2,
        List.of(
            LineChart.draw(
                "Loss",
                "epoch",
                "mean cross entropy",
                List.of(
                    curves.ofTraining("training", Score::loss),
                    curves.ofValidation("validation", Score::loss)),
                LineChart.Axis.WHOLE_X),
            LineChart.draw(
                "Accuracy",
                "epoch",
                "share classified rightly",
                List.of(
                    curves.ofTraining("training", Score::accuracy),
                    curves.ofValidation("validation", Score::accuracy)),
                LineChart.Axis.WHOLE_X)));
  }
}
