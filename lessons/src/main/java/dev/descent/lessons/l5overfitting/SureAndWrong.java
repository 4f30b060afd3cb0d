package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The loss rises while the accuracy holds: the network is sure, and wrong. */
public final class SureAndWrong implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new SureAndWrong(), args);
  }

  @Override
  public String title() {
    return "The loss rises, the accuracy holds";
  }

  @Override
  public void run(Notebook out) {
    // By hand: what two networks give the right one of two classes, on the same four rows.
    double[] careful = {0.6, 0.7, 0.6, 0.4};
    double[] sure = {0.99, 0.99, 0.99, 0.001};
    double low = loss(careful);
    double high = loss(sure);
    out.text(
        "Four rows, two classes. A network that gives the right class 0.6, 0.7, 0.6 and 0.4 has a"
            + " loss of %s, one that gives it 0.99, 0.99, 0.99 and 0.001 has %s, %s times as much."
            + " Both are right on three rows of four.",
        out.exact("careful", "%.3f", low),
        out.exact("sure", "%.3f", high),
        out.exact("factor", "%.2f", high / low));
    out.exact("last-row", "%.2f", -Math.log(sure[3]));

    // Measured: the network that overfits, where its validation loss is lowest, and at the end.
    FewDigits data = FewDigits.of(out);
    DataSet validation = FewDigits.all(data.validation());
    MultiLayerNetwork network = new MultiLayerNetwork(Networks.plain(out));
    network.init();
    Curves curves = new Curves(network, data);
    List<Double> sureness = new ArrayList<>();
    network.setListeners(
        curves,
        new BaseTrainingListener() {
          @Override
          public void onEpochEnd(Model model) {
            sureness.add(whereWrong(network.output(validation.getFeatures()), validation));
          }
        });
    var batches = data.batches(out.seed());
    for (int epoch : out.progress("sure and wrong", data.epochs())) {
      network.fit(batches);
    }
    int best = curves.best();
    Score then = curves.validation(best);
    Score now = curves.validation();
    double before = sureness.get(best - 1);
    double after = sureness.get(sureness.size() - 1);
    out.text(
        "From epoch %s to epoch %d the validation loss goes from %s to %s, %s times as much, and"
            + " the errors from %s %% to %s %%. Where the network is wrong, it gives its answer a"
            + " probability of %s, then of %s.",
        out.value("best", "%d", best),
        data.epochs(),
        out.value("loss-best", "%.3f", then.loss()),
        out.value("loss-last", "%.3f", now.loss()),
        out.value("loss-factor", "%.1f", now.loss() / then.loss()),
        out.value("errors-best", "%.1f", 100 * (1 - then.accuracy())),
        out.value("errors-last", "%.1f", 100 * (1 - now.accuracy())),
        out.value("sure-best", "%.2f", before),
        out.value("sure-last", "%.2f", after));

    out.see(
        now.loss() / then.loss() > 1.15 * (1 - now.accuracy()) / (1 - then.accuracy()),
        "the loss grows %.2f times, the errors only %.2f times",
        now.loss() / then.loss(),
        (1 - now.accuracy()) / (1 - then.accuracy()));
    out.see(
        after > before + 0.15,
        "where it is wrong it has become sure: %.2f for its answer, %.2f before",
        after,
        before);
  }

  /** Mean cross entropy, from what each row's right class was given. */
  private static double loss(double[] given) {
    return DoubleStream.of(given).map(p -> -Math.log(p)).average().orElseThrow();
  }

  /** The mean probability of the answer, over the rows whose answer is wrong. */
  private static double whereWrong(INDArray logits, DataSet data) {
    double[] largest = Transforms.softmax(logits, true).max(1).toDoubleVector(); // [rows]
    int[] answers = logits.argMax(1).toIntVector();
    int[] labels = data.getLabels().argMax(1).toIntVector();
    return IntStream.range(0, labels.length)
        .filter(row -> answers[row] != labels[row])
        .mapToDouble(row -> largest[row])
        .average()
        .orElseThrow();
  }
}
