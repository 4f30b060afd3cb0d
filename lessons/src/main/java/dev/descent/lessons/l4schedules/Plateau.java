package dev.descent.lessons.l4schedules;

import dev.descent.data.Batches;
import dev.descent.data.Digits;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.technique.ReduceLROnPlateau;
import dev.descent.technique.ReduceLROnPlateau.Mode;
import dev.descent.updater.SGD;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** ReduceLROnPlateau at work: it looks at the validation loss and decides by itself. */
public final class Plateau implements Part {
  private static final double FACTOR = 0.1;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Plateau(), args);
  }

  @Override
  public String title() {
    return "ReduceLROnPlateau: a rate that reacts";
  }

  @Override
  public List<String> figures() {
    return List.of("4-plateau");
  }

  @Override
  public void run(Notebook out) {
    Split data = Split.of(Digits.generate(out.quick() ? 800 : 2000, 1), 0.2, 0, 1);
    DataSet validation = DigitsNetwork.whole(data.validation());
    int patience = out.quick() ? 2 : 10;
    int epochs = out.quick() ? 24 : 100;

    // The updater has a constant rate: what changes it is a listener. DL4J has none for this; ours
    // asks for its metric after every epoch. score(DataSet) is the loss with dropout off.
    // PyTorch: scheduler = ReduceLROnPlateau(optimizer, mode='min', factor=0.1, patience=10)
    //          for epoch in range(100):
    //              ...
    //              scheduler.step(validation_loss)
    int[] hidden = out.quick() ? new int[] {128} : new int[] {256, 128};
    MultiLayerNetwork network = DigitsNetwork.of(new SGD(0.1, 0.9), 0.5, out.seed(), hidden);
    ReduceLROnPlateau plateau =
        ReduceLROnPlateau.builder()
            .mode(Mode.MIN)
            .factor(FACTOR)
            .patience(patience)
            .build(trained -> trained.score(validation));
    network.addListeners(plateau);
    Batches batches = Batches.shuffled(data.train(), out.quick() ? 32 : 64, out.seed());
    Track run = Track.of("ReduceLROnPlateau", network, batches, validation, epochs, out);

    List<Integer> lowered = run.lowered();
    out.text(
        "Mode min, factor %.1f, patience %d: after %d epochs in a row that are no better than the"
            + " best one, the rate is multiplied by %.1f. In this run that was before epoch %s.",
        FACTOR,
        patience,
        patience + 1,
        FACTOR,
        lowered.stream().map(String::valueOf).collect(Collectors.joining(", ")));
    int first = lowered.isEmpty() ? epochs : lowered.get(0) - 1; // epochs done until then
    double before = jumps(run.validationLoss(), first - patience - 1, first);
    double after = jumps(run.validationLoss(), epochs - patience - 1, epochs);
    out.text(
        "Over the %d bad epochs before the first time, the validation loss is %.3f on average and"
            + " jumps by %.3f from one to the next. Over the last %d epochs it is %.3f, and jumps by"
            + " %.4f. The best was %.3f.",
        patience + 1,
        mean(run.validationLoss(), first - patience - 1, first),
        before,
        patience + 1,
        mean(run.validationLoss(), epochs - patience - 1, epochs),
        after,
        plateau.state().best());

    out.value("falls", "%d", lowered.size());
    out.value("first", "%d", first + 1);
    out.value("mean-before", "%.3f", mean(run.validationLoss(), first - patience - 1, first));
    out.value("jump-before", "%.3f", before);
    out.value("mean-after", "%.3f", mean(run.validationLoss(), epochs - patience - 1, epochs));
    out.value("jump-after", "%.4f", after);
    out.value("best", "%.3f", plateau.state().best());

    double[] x = Series.epochs(epochs);
    Series loss = new Series("validation loss", x, run.validationLoss());
    Series rate = Series.steps("learning rate", x, run.rate());
    Figure above =
        LineChart.draw(
            "What it sees", "epoch", "validation loss", List.of(loss), Axis.WHOLE_X, Axis.LOG_Y);
    Figure below =
        LineChart.draw(
            "What it does", "epoch", "learning rate", List.of(rate), Axis.WHOLE_X, Axis.LOG_Y);
    out.figure("4-plateau", Panels.of("ReduceLROnPlateau at work", 1, List.of(above, below)));

    out.see(
        !lowered.isEmpty() && after < 0.5 * before,
        "ReduceLROnPlateau lowers the rate %s, and the validation loss comes to rest: it jumps by"
            + " %.3f an epoch before, by %.4f at the end.",
        lowered.size() == 1 ? "once" : lowered.size() + " times",
        before,
        after);
  }

  private static double mean(double[] values, int from, int to) {
    return Arrays.stream(values, from, to).average().orElseThrow();
  }

  /** The change of the loss from one epoch to the next, on average. */
  private static double jumps(double[] loss, int from, int to) {
    return IntStream.range(from, to)
        .mapToDouble(i -> Math.abs(loss[i] - loss[i - 1]))
        .average()
        .orElseThrow();
  }
}
