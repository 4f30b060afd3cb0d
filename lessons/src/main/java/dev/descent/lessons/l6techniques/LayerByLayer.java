package dev.descent.lessons.l6techniques;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** The signal and the gradient in a deep network, layer by layer, with two ways to draw weights. */
public final class LayerByLayer implements Part {
  private static final int[] DEEP = {784, 64, 64, 64, 64, 64, 64, 64, 64, 64, 64, 10};
  private static final int LAYERS = 10; // the hidden ones

  @Override
  public String title() {
    return "A factor from every layer";
  }

  @Override
  public List<String> figures() {
    return List.of("6-deviations");
  }

  @Override
  public void run(Notebook out) {
    // By hand: weights within ±1/√n have variance 1/(3n), n of them are added, a ReLU halves.
    double factor = Math.sqrt(1 / 6.0);
    out.exact("factor", "%.3f", factor);
    out.exact("nine", "%.2g", Math.pow(factor, LAYERS - 1));
    out.exact("hundred", "%.0e", Math.pow(factor, 100));

    Split data = DataSource.parse(out.quick() ? "digits:2000" : "digits:10000").load();
    DataSet batch = Batches.inOrder(data.train(), 256).next();
    // @start region=init
    MultiLayerNetwork usual = network(out, WeightInit.UNIFORM); // within ±1/√n
    MultiLayerNetwork kaiming = network(out, WeightInit.RELU); // normal, variance 2/n
    // @end
    double[] deviations = deviations(usual, batch);
    double[] deviationsKaiming = deviations(kaiming, batch);
    double[] predicted = new double[LAYERS];
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("layer", "PyTorch's start", "predicted", "Kaiming's"));
    for (int i = 0; i < LAYERS; i++) {
      predicted[i] = deviations[0] * Math.pow(factor, i);
      lines.add(
          List.of(
              "" + (i + 1),
              out.value("usual-" + (i + 1), "%.2g", deviations[i]),
              out.value("predicted-" + (i + 1), "%.2g", predicted[i]),
              out.value("kaiming-" + (i + 1), "%.2f", deviationsKaiming[i])));
    }
    out.text(
        "Ten hidden layers of 64 with ReLU, before any training: the standard deviation of what"
            + " goes into the ReLUs of each layer.");
    out.table(lines);
    double[] layer = IntStream.rangeClosed(1, LAYERS).asDoubleStream().toArray();
    out.figure(
        "6-deviations",
        LineChart.draw(
            "The signal in a deep network, before training",
            "hidden layer",
            "standard deviation of what goes into its ReLUs",
            List.of(
                new Series("PyTorch's start", layer, deviations),
                new Series("first layer · 0.408 each", layer, predicted),
                new Series("Kaiming's", layer, deviationsKaiming)),
            LineChart.Axis.WHOLE_X,
            LineChart.Axis.LOG_Y));

    double gradient = firstGradient(usual, batch);
    double gradientKaiming = firstGradient(kaiming, batch);
    String length = out.value("gradient-usual", "%.1e", gradient);
    String lengthKaiming = out.value("gradient-kaiming", "%.1f", gradientKaiming);
    int epochs = out.quick() ? 6 : 5;
    double[] right = train(out, "PyTorch's start", usual, data, epochs);
    double[] rightKaiming = train(out, "Kaiming's", kaiming, data, epochs);
    String loss = out.value("loss-usual", "%.3f", right[1]);
    String accuracy = out.value("accuracy-usual", "%.1f", right[0]);
    String accuracyKaiming = out.value("accuracy-kaiming", "%.1f", rightKaiming[0]);
    out.value("loss-kaiming", "%.3f", rightKaiming[1]);
    out.text(
        "The gradient of the first layer's weights is %s long, with Kaiming's weights %s. After %d"
            + " epochs with SGD 0.02 and momentum 0.9 the loss is %s, and %s %% of the validation rows are right."
            + " With Kaiming's weights %s %% are.",
        length, lengthKaiming, epochs, loss, accuracy, accuracyKaiming);
    out.answer("kaiming", rightKaiming[0] > 50 ? "It learns" : "It guesses, too");

    out.see(
        deviations[9] < 3 * predicted[9] && deviations[9] > predicted[9] / 3,
        "each layer shrinks the signal to 0.408 of it: %.2g in the tenth, predicted %.2g",
        deviations[9],
        predicted[9]);
    out.see(
        Arrays.stream(deviationsKaiming).allMatch(d -> d > 0.1 && d < 10),
        "with Kaiming's weights it keeps its size (%.2f in the first, %.2f in the tenth)",
        deviationsKaiming[0],
        deviationsKaiming[9]);
    out.see(
        gradientKaiming > 1000 * gradient,
        "so does the gradient of the first layer (%s, with PyTorch's start %s)",
        lengthKaiming,
        length);
    out.see(
        right[0] < 20 && rightKaiming[0] > 50,
        "ten layers learn with Kaiming's weights (%s %%) and guess with PyTorch's start (%s %%)",
        accuracyKaiming,
        accuracy);
  }

  private static MultiLayerNetwork network(Notebook out, WeightInit weights) {
    return Networks.layered(out.seed(), new SGD(0.02, 0.9), weights, false, DEEP);
  }

  /** The deviation of what goes into the ReLUs of each hidden layer. */
  private static double[] deviations(MultiLayerNetwork network, DataSet batch) {
    // In the list: the input, then linear layers and ReLUs in turn, [256, 64] each. In training
    // mode: in inference DL4J's ReLU overwrites its input.
    List<INDArray> outputs = network.feedForward(batch.getFeatures(), true);
    return IntStream.range(0, LAYERS)
        .mapToDouble(i -> outputs.get(2 * i + 1).stdNumber().doubleValue())
        .toArray();
  }

  private static double firstGradient(MultiLayerNetwork network, DataSet batch) {
    // PyTorch: criterion(model(x), y).backward(); model[0].weight.grad.norm()
    network.setInput(batch.getFeatures());
    network.setLabels(batch.getLabels());
    network.computeGradientAndScore();
    INDArray sums = network.gradient().getGradientFor("0_W"); // [784, 64], over 256 rows
    return sums.norm2Number().doubleValue() / batch.numExamples();
  }

  /** Returns the validation accuracy in percent, and the training loss of the last epoch. */
  private static double[] train(
      Notebook out, String name, MultiLayerNetwork network, Split data, int epochs) {
    Batches batches = Batches.shuffled(data.train(), 64, out.seed());
    double loss = 0;
    for (int epoch : out.progress(name, epochs)) {
      loss = 0;
      for (batches.startEpoch(epoch); batches.hasNext(); ) {
        network.fit(batches.next());
        loss += network.score() / batches.count();
      }
    }
    Batches validation = Batches.inOrder(data.validation(), 500);
    double accuracy = network.doEvaluation(validation, new Evaluation(10))[0].accuracy();
    return new double[] {100 * accuracy, loss};
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new LayerByLayer(), args);
  }
}
