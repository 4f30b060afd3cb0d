package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
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
    Map<Double, Curves> by = new TreeMap<>();
    for (double p : out.quick() ? List.of(0.0, 0.5, 0.8) : List.of(0.0, 0.2, 0.5, 0.8)) {
      Curves curves = train("p = " + p, Networks.dropping(Networks.builder(out), p), data, out);
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
    by.forEach((p, curves) -> out.value("gap-" + Math.round(100 * p), "%.2f", curves.gap()));

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
  }

  /** Trains for all epochs. */
  static Curves train(
      String task, MultiLayerConfiguration configuration, FewDigits data, Notebook out) {
    Nd4j.getRandom().setSeed(out.seed()); // dropout draws from it
    return Curves.train(task, configuration, data.batches(out.seed()), data, out);
  }
}
