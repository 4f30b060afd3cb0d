package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.indexing.NDArrayIndex;

/** Batch normalisation by the statistics of the batch (training) or running ones (inference). */
public final class TrainingMode implements Part {
  @Override
  public String title() {
    return "Batch normalisation: training mode and inference mode";
  }

  @Override
  public List<String> figures() {
    return List.of("6-modes", "6-running-statistics");
  }

  @Override
  public void run(Notebook out) {
    Split data = DataSource.parse(out.quick() ? "digits:1000" : "digits:10000").load();
    Dataset validation = data.validation();
    MultiLayerNetwork network =
        Networks.normalised(out.seed(), new SGD(0.1), true, 784, 256, 128, 10);
    Batches batches = Batches.shuffled(data.train(), 64, out.seed());
    for (int epoch : out.progress("training", 6)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }

    // The same image, in a batch of 64 and in one of 8. PyTorch: model.train(); model(x)[0]
    INDArray images = Batches.inOrder(validation, 64).next().getFeatures(); // [64, 784]
    INDArray eight = images.get(NDArrayIndex.interval(0, 8)).dup(); // [8, 784]
    double training = apart(network.output(images, true), network.output(eight, true));
    // PyTorch: model.eval(); model(x)[0]
    double inference = apart(network.output(images, false), network.output(eight, false));
    out.text(
        "In training mode, output(x, true), the logits of the first image change by up to %s when"
            + " 56 of the 63 other images leave its batch. In inference mode, output(x, false) or"
            + " just output(x), by %.2g: the image is by itself.",
        out.value("moved", "%.2f", training), inference);

    double right = accuracy(network, validation, 64, false);
    int[] sizes = {2, 4, 8, 16, 32, 64};
    double[] bySize =
        Arrays.stream(sizes).mapToDouble(n -> accuracy(network, validation, n, true)).toArray();
    out.figure(
        "6-modes",
        LineChart.draw(
            "Evaluated in training mode and in inference mode",
            "rows of a batch in the evaluation",
            "validation accuracy (%)",
            List.of(
                new Series(
                    "training mode", Arrays.stream(sizes).asDoubleStream().toArray(), bySize),
                new Series("inference mode", new double[] {2, 64}, new double[] {right, right})),
            LineChart.Axis.LOG_X));

    // The validation part class by class: as many rows of each, and batches of one class.
    int[] byClass =
        IntStream.range(0, validation.size())
            .boxed()
            .sorted(Comparator.comparing(validation::label))
            .mapToInt(row -> row)
            .toArray();
    int perClass = validation.size() / 10;
    double oneClass = accuracy(network, validation.rows(byClass), perClass, true);
    out.mistake(
        "evaluating in training mode",
        "network.output(x, true); in PyTorch, model.eval() forgotten",
        String.format(
            Locale.ROOT,
            "batches of 2: %s %%, of 64: %s %%, of one class each: %s %%",
            out.value("of-2", "%.1f", bySize[0]),
            out.value("of-64", "%.1f", bySize[5]),
            out.value("of-one-class", "%.1f", oneClass)),
        "network.output(x); in PyTorch, model.eval()",
        out.value("inference", "%.1f", right) + " %, whatever the batches");

    // The statistics start anew, while the weights stay. PyTorch: bn.reset_running_stats()
    network.setLearningRate(0.0);
    for (int layer : new int[] {1, 4}) {
      network.getParam(layer + "_mean").assign(0);
      network.getParam(layer + "_var").assign(1);
    }
    double[] counts = IntStream.range(0, 61).asDoubleStream().toArray();
    double[] running = new double[counts.length];
    for (int step : out.progress("statistics", counts.length)) {
      running[step] = accuracy(network, validation, validation.size(), false);
      if (!batches.hasNext()) {
        batches.reset();
      }
      network.fit(batches.next());
    }
    double worst = Arrays.stream(running).min().orElseThrow();
    out.text(
        "Running statistics go a tenth of the way to each batch's, PyTorch's momentum 0.1. Set back"
            + " to means of 0 and variances of 1, the same weights give %.1f %% in inference mode."
            + " That gets worse, down to %s %%, before it gets better: %.1f %% after 20 batches,"
            + " %s %% after 60. After 44 batches 0.9^44 = 0.01 of the start is left.",
        running[0],
        out.value("worst", "%.1f", worst),
        running[20],
        out.value("after-60", "%.1f", running[60]));
    out.figure(
        "6-running-statistics",
        LineChart.draw(
            "Running statistics that start at 0 and 1, with trained weights",
            "batches seen",
            "validation accuracy in inference mode (%)",
            List.of(
                new Series("new statistics", counts, running),
                new Series(
                    "those of the training", new double[] {0, 60}, new double[] {right, right}))));

    out.see(
        training > 0.1 && inference < 1e-4,
        "in training mode an image's logits depend on its batch (by %.2f), in inference mode not",
        training);
    out.see(
        oneClass < right - 40 && bySize[0] < right - 15,
        "training mode costs accuracy: %.1f %% in batches of 2 and %.1f %% in batches of one class,"
            + " not %.1f %%",
        bySize[0],
        oneClass,
        right);
    out.see(
        worst < right - 15 && Math.abs(running[60] - right) < 4,
        "running statistics are good after many batches, not after few (at worst %.1f %%, after 60"
            + " %.1f %%)",
        worst,
        running[60]);
  }

  /** By how much two outputs differ in their first row. */
  private static double apart(INDArray a, INDArray b) {
    return a.getRow(0).sub(b.getRow(0)).amaxNumber().doubleValue();
  }

  /** In percent. */
  private static double accuracy(MultiLayerNetwork network, Dataset data, int size, boolean mode) {
    Evaluation evaluation = new Evaluation(10);
    for (Batches batches = Batches.inOrder(data, size); batches.hasNext(); ) {
      DataSet batch = batches.next();
      evaluation.eval(batch.getLabels(), network.output(batch.getFeatures(), mode));
    }
    return 100 * evaluation.accuracy();
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new TrainingMode(), args);
  }
}
