package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The effect of batch normalisation at a high learning rate, and in a deep network. */
public final class BatchNormalisation implements Part {
  private static final int[] TUTORIAL = {784, 256, 128, 10};
  private static final int[] DEEP = {784, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 10};

  @Override
  public String title() {
    return "Batch normalisation";
  }

  @Override
  public List<String> figures() {
    return List.of("6-batch-norm", "6-activations");
  }

  @Override
  public void run(Notebook out) {
    Split data = DataSource.parse(out.quick() ? "digits:1000" : "digits:10000").load();
    List<Series> losses = new ArrayList<>();
    double slow = train(out, data, 0.1, false, losses);
    double slowNorm = train(out, data, 0.1, true, losses);
    double fast = train(out, data, 2, false, losses);
    double fastNorm = train(out, data, 2, true, losses);
    out.text(
        "The tutorial's network with SGD. At rate 0.1 its validation accuracy is %.1f %% without"
            + " batch normalisation and %.1f %% with it; at rate 2, %s %% and %s %%.",
        slow, slowNorm, out.value("fast", "%.1f", fast), out.value("fast-norm", "%.1f", fastNorm));
    out.value("loss", "%.3f", last(losses.get(0)));
    out.value("loss-norm", "%.3f", last(losses.get(1)));
    out.figure(
        "6-batch-norm",
        LineChart.draw(
            "Training with batch normalisation and without",
            "epoch",
            "training loss, mean of the epoch",
            losses,
            LineChart.Axis.WHOLE_X,
            LineChart.Axis.LOG_Y));

    // Ten hidden layers, before any training.
    DataSet batch = Batches.inOrder(data.train(), 256).next();
    MultiLayerNetwork plain = Networks.normalised(out.seed(), new SGD(0.1), false, DEEP);
    MultiLayerNetwork normalised = Networks.normalised(out.seed(), new SGD(0.1), true, DEEP);
    double first = inputs(plain, batch, 1).stdNumber().doubleValue();
    double tenth = inputs(plain, batch, 10).stdNumber().doubleValue();
    double tenthNorm = inputs(normalised, batch, 10).stdNumber().doubleValue();
    double gradient = gradient(plain, batch);
    double gradientNorm = gradient(normalised, batch);
    out.text(
        "In a deep network, ten hidden layers of 64 with the usual weights (uniform within"
            + " 1/√inputs), each layer shrinks what it gets: the standard deviation of what goes"
            + " into the ReLUs is %s in the first layer and %s in the tenth; with batch"
            + " normalisation it is %s there. The gradient of the first layer's weights has a"
            + " length of %s; with batch normalisation, %s.",
        out.value("first", "%.2f", first),
        out.value("tenth", "%.1e", tenth),
        out.value("tenth-norm", "%.2f", tenthNorm),
        out.value("gradient", "%.1e", gradient),
        out.value("gradient-norm", "%.1f", gradientNorm));
    out.figure(
        "6-activations",
        Panels.of(
            "What goes into the ReLUs of a deep network, before training",
            1,
            List.of(
                histograms("without batch normalisation", plain, batch),
                histograms("with batch normalisation", normalised, batch))));

    out.see(
        fast < 50 && fastNorm > 85,
        "at rate 2 the network learns with batch normalisation only (accuracy %.1f %%, without it"
            + " %.1f %%)",
        fastNorm,
        fast);
    out.see(
        last(losses.get(1)) < 0.5 * last(losses.get(0)),
        "at rate 0.1 it learns faster with it (loss %.3f, without it %.3f)",
        last(losses.get(1)),
        last(losses.get(0)));
    out.see(
        tenth < 0.01 * first && Math.abs(tenthNorm - 1) < 0.05 && gradientNorm > 100 * gradient,
        "without it signal and gradient are lost in a deep network (deviation %.2g in the tenth"
            + " layer, with it %.2f)",
        tenth,
        tenthNorm);
  }

  private static double train(
      Notebook out, Split data, double rate, boolean norm, List<Series> losses) {
    String name = "rate " + rate + (norm ? ", normalised" : "");
    MultiLayerNetwork network = Networks.normalised(out.seed(), new SGD(rate), norm, TUTORIAL);
    Batches batches = Batches.shuffled(data.train(), 64, out.seed());
    double[] loss = new double[out.quick() ? 5 : 10];
    for (int epoch : out.progress(name, loss.length)) {
      for (batches.startEpoch(epoch); batches.hasNext(); ) {
        network.fit(batches.next());
        loss[epoch] += network.score() / batches.count();
      }
    }
    losses.add(new Series(name, Series.epochs(loss.length), loss));
    Batches validation = Batches.inOrder(data.validation(), 500);
    return 100 * network.doEvaluation(validation, new Evaluation(10))[0].accuracy();
  }

  private static double last(Series series) {
    return series.y()[series.y().length - 1];
  }

  /** The inputs of the ReLUs of a hidden layer of the deep network, from 1, in training mode. */
  private static INDArray inputs(MultiLayerNetwork network, DataSet batch, int layer) {
    int each = network.getnLayers() / 10; // linear, perhaps normalised, ReLU
    int before = each * layer - 2;
    // PyTorch: model[: before + 1](x); in DL4J's list the input is the first
    return network.feedForwardToLayer(before, batch.getFeatures(), true).get(before + 1);
  }

  private static Figure histograms(String title, MultiLayerNetwork network, DataSet batch) {
    List<Series> series = new ArrayList<>();
    for (int layer : new int[] {1, 4, 7, 10}) {
      double[] z = inputs(network, batch, layer).dup().data().asDouble(); // [256 · 64]
      double[] size = Arrays.stream(z).map(v -> Math.log10(Math.max(1e-9, Math.abs(v)))).toArray();
      series.add(Series.histogram("layer " + layer, size, -7, 1, 64));
    }
    return LineChart.draw(title, "log10 |z|, z what goes into a ReLU", "share of the z", series);
  }

  /** The length of the gradient of the first layer's weights, for the mean loss. */
  private static double gradient(MultiLayerNetwork network, DataSet batch) {
    // PyTorch: criterion(model(x), y).backward(); model[0].weight.grad.norm()
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    INDArray sums = network.gradient().getGradientFor("0_W"); // [784, 64]
    return sums.norm2Number().doubleValue() / batch.numExamples();
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new BatchNormalisation(), args);
  }
}
