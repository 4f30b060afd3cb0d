package dev.descent.lessons.l5overfitting;

import dev.descent.layer.Dropout;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/** Dropout: some neurons are left out of each step, so that none can rely on another. */
public final class DroppingNeurons implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new DroppingNeurons(), args);
  }

  @Override
  public String title() {
    return "Dropout";
  }

  @Override
  public List<String> figures() {
    return List.of("5-dropout");
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.of(out);

    // p is the share that is dropped, as in PyTorch.
    List<Series> losses = new ArrayList<>();
    List<List<String>> lines = new ArrayList<>();
    lines.add(Curves.heading("p"));
    Map<Double, Curves> by = new HashMap<>();
    for (double p : out.quick() ? List.of(0.0, 0.5) : List.of(0.0, 0.2, 0.5, 0.8)) {
      Curves curves = train("p = " + p, dropping(p, out), data, out);
      by.put(p, curves);
      lines.add(curves.row(Double.toString(p)));
      losses.add(curves.ofValidation("p = " + p, Score::loss));
    }
    Curves none = by.get(0.0);
    Curves drop = by.get(0.5);
    out.table(lines);
    out.figure(
        "5-dropout",
        LineChart.draw(
            "Validation loss with dropout",
            "epoch",
            "mean cross entropy",
            losses,
            LineChart.Axis.WHOLE_X));

    // The layer in training, on a row of ones; in evaluation it does nothing.
    INDArray dropped =
        drop.network()
            .getLayer(1)
            .activate(Nd4j.ones(1, 100_000), true, LayerWorkspaceMgr.noWorkspaces());
    double zeros = 1 - dropped.gt(0).castTo(DataType.DOUBLE).meanNumber().doubleValue();
    out.text(
        "Of 100,000 ones, dropout with p = 0.5 sets %.1f %% to zero and the others to %.1f, so that"
            + " their mean stays about 1: it is %.2f.",
        100 * zeros, dropped.maxNumber().doubleValue(), dropped.meanNumber().doubleValue());

    // DL4J's own way: the probability to keep, on the layer whose input is dropped.
    Curves dl4j = train("dropOut(0.5)", retaining(0.5, out), data, out);
    boolean same = dl4j.network().params().equalsWithEps(drop.network().params(), 0);
    Curves tenth = train("dropOut(0.1)", retaining(0.1, out), data, out);
    Curves nine = train("dropOut(0.9)", retaining(0.9, out), data, out);
    out.mistake(
        "dropOut(0.1) to drop a tenth",
        "new DenseLayer.Builder().dropOut(0.1)",
        String.format(
            Locale.ROOT,
            "keeps a tenth: training accuracy %.3f, validation accuracy %.3f",
            tenth.training().accuracy(),
            tenth.validation().accuracy()),
        "dropOut(0.9), or a layer Dropout.of(0.1)",
        String.format(
            Locale.ROOT,
            "drops a tenth: training accuracy %.3f, validation accuracy %.3f",
            nine.training().accuracy(),
            nine.validation().accuracy()));

    DataSet validation = FewDigits.all(data.validation());
    double on =
        Score.of(drop.network().output(validation.getFeatures(), true), validation).accuracy();
    double again =
        Score.of(drop.network().output(validation.getFeatures(), true), validation).accuracy();
    double off = Score.of(drop.network().output(validation.getFeatures()), validation).accuracy();
    out.mistake(
        "dropout left on in evaluation (PyTorch: no model.eval())",
        "network.output(x, true)",
        String.format(Locale.ROOT, "accuracy %.3f, and %.3f when asked again", on, again),
        "network.output(x)",
        String.format(Locale.ROOT, "accuracy %.3f, every time", off));

    out.see(
        drop.gap() < 0.9 * none.gap(),
        "dropout makes the gap smaller: %.2f against %.2f",
        drop.gap(),
        none.gap());
    out.see(
        drop.validation().loss() < none.validation().loss(),
        "and the validation loss: %.2f against %.2f",
        drop.validation().loss(),
        none.validation().loss());
    out.see(
        same,
        "dropOut(0.5) on the next layer is Dropout.of(0.5): the same parameters, bit for bit");
    out.see(
        tenth.training().accuracy() < 0.5 * nine.training().accuracy(),
        "dropOut(0.1) drops nine tenths: training accuracy %.3f, of dropOut(0.9) %.3f",
        tenth.training().accuracy(),
        nine.training().accuracy());
    out.see(on < off, "dropout left on costs accuracy: %.3f against %.3f", on, off);
  }

  /** The tutorial's network with dropout behind each hidden layer. */
  private static MultiLayerConfiguration dropping(double p, Notebook out) {
    // PyTorch: nn.Sequential(nn.Linear(784, 256), nn.ReLU(), nn.Dropout(p),
    //                        nn.Linear(256, 128), nn.ReLU(), nn.Dropout(p), nn.Linear(128, 10))
    return Overfitting.builder(out)
        .list()
        .layer(new DenseLayer.Builder().nIn(784).nOut(256).build())
        .layer(Dropout.of(p))
        .layer(new DenseLayer.Builder().nIn(256).nOut(128).build())
        .layer(Dropout.of(p))
        .layer(output().build())
        .build();
  }

  /** The same with DL4J's argument, the probability to keep. */
  private static MultiLayerConfiguration retaining(double keep, Notebook out) {
    return Overfitting.builder(out)
        .list()
        .layer(new DenseLayer.Builder().nIn(784).nOut(256).build())
        .layer(new DenseLayer.Builder().nIn(256).nOut(128).dropOut(keep).build())
        .layer(output().dropOut(keep).build())
        .build();
  }

  private static OutputLayer.Builder output() {
    return new OutputLayer.Builder(new CrossEntropyLoss())
        .nIn(128)
        .nOut(10)
        .activation(Activation.IDENTITY); // logits, [batch, 10]
  }

  private static Curves train(
      String task, MultiLayerConfiguration configuration, FewDigits data, Notebook out) {
    Nd4j.getRandom().setSeed(out.seed()); // dropout draws from it
    return Curves.train(task, configuration, data.batches(out.seed()), data, out);
  }
}
