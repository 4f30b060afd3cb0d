package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.nd4j.linalg.dataset.DataSet;

/** Mistakes with dropout: kept for dropped, and on where it should be off. */
public final class DropoutMistakes implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new DropoutMistakes(), args);
  }

  @Override
  public String title() {
    return "What goes wrong with dropout";
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.of(out);

    // DL4J's own way: the probability to keep, on the layer whose input is dropped.
    Curves drop =
        train("Dropout.of(0.5)", Networks.dropping(Networks.builder(out), 0.5), data, out);
    Curves keep = train("dropOut(0.5)", Networks.keeping(Networks.builder(out), 0.5), data, out);
    boolean same = keep.network().params().equalsWithEps(drop.network().params(), 0);

    Curves tenth = train("dropOut(0.1)", Networks.keeping(Networks.builder(out), 0.1), data, out);
    Curves nine = train("dropOut(0.9)", Networks.keeping(Networks.builder(out), 0.9), data, out);
    String gives = "%s: training accuracy %s, validation accuracy %s";
    out.mistake(
        "dropOut(0.1) to drop a tenth",
        "new DenseLayer.Builder().dropOut(0.1)",
        String.format(
            gives,
            "keeps a tenth",
            out.value("training-tenth", "%.3f", tenth.training().accuracy()),
            out.value("accuracy-tenth", "%.3f", tenth.validation().accuracy())),
        "dropOut(0.9), or a layer Dropout.of(0.1)",
        String.format(
            gives,
            "drops a tenth",
            out.value("training-nine", "%.3f", nine.training().accuracy()),
            out.value("accuracy-nine", "%.3f", nine.validation().accuracy())));
    out.answer(
        "tenth",
        tenth.training().accuracy() < 0.5 * nine.training().accuracy()
            ? "Under half"
            : "Nearly all");

    DataSet validation = FewDigits.all(data.validation());
    double on =
        Score.of(drop.network().output(validation.getFeatures(), true), validation).accuracy();
    double again =
        Score.of(drop.network().output(validation.getFeatures(), true), validation).accuracy();
    double off = Score.of(drop.network().output(validation.getFeatures()), validation).accuracy();
    out.mistake(
        "dropout left on in evaluation (PyTorch: no model.eval())",
        "network.output(x, true)",
        String.format(
            "accuracy %s, and %s when asked again",
            out.value("on", "%.3f", on), out.value("again", "%.3f", again)),
        "network.output(x)",
        "accuracy " + out.value("off", "%.3f", off) + ", every time");

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

  private static Curves train(
      String task, MultiLayerConfiguration configuration, FewDigits data, Notebook out) {
    return DroppingNeurons.train(task, configuration, data, out);
  }
}
