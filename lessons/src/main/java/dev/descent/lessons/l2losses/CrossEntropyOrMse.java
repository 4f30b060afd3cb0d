package dev.descent.lessons.l2losses;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import dev.descent.loss.MSELoss;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Panels;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/** Digits learnt with cross entropy, and with the squared error of the same probabilities. */
public final class CrossEntropyOrMse implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new CrossEntropyOrMse(), args);
  }

  @Override
  public String title() {
    return "Cross entropy or MSE for classes";
  }

  @Override
  public List<String> figures() {
    return List.of("2-cross-entropy-or-mse");
  }

  @Override
  public void run(Notebook out) {
    // A digit's label is 1 for its class and 0 for the other nine. The softmax of the ten logits
    // has the same form, so MSE between the two can be computed, and is small when all is right.
    // First, what either has to say about a network that is sure of the wrong class: its logit is
    // ahead of the nine others by 0 to 20. The gradient on the right class should push it up.
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("wrong logit ahead by", "pull of cross entropy", "of MSE"));
    for (int ahead : new int[] {0, 2, 5, 10, 20}) {
      double cross = pull(new CrossEntropyLoss(), ahead);
      double mse = pull(new MSELoss(), ahead);
      table.add(
          List.of(
              Integer.toString(ahead),
              out.exact("cross-" + ahead, "%.4f", cross),
              out.exact("mse-" + ahead, "%.1e", mse)));
    }
    out.text("How the right class's logit is pulled up where the network is sure of another:");
    out.table(table);
    double ratio = pull(new CrossEntropyLoss(), 10) / pull(new MSELoss(), 10);
    out.see(
        ratio > 10_000,
        "Where a wrong logit is 10 ahead, cross entropy pulls the right one %.0f times as hard as"
            + " MSE: where there is most to learn, MSE has least to say.",
        ratio);

    // Then the tutorial's network on the digits: everything but the loss is the same.
    Split data = DataSource.parse(out.quick() ? "digits:2000" : "digits").load();
    double[] epochs = IntStream.rangeClosed(0, out.quick() ? 3 : 10).asDoubleStream().toArray();
    // PyTorch: criterion = nn.CrossEntropyLoss()
    List<Series> cross = train(out, "cross entropy", new CrossEntropyLoss(), 0.01, data, epochs);
    // PyTorch: criterion = lambda z, y: nn.functional.mse_loss(torch.softmax(z, 1), y)
    List<Series> mse = train(out, "MSE", new MSELoss(), 0.01, data, epochs);
    // The mean over ten outputs makes MSE's gradient small, too. Is it only that?
    List<Series> faster = train(out, "MSE, rate times 10", new MSELoss(), 0.1, data, epochs);

    LineChart.Axis whole = LineChart.Axis.WHOLE_X;
    List<Series> right = List.of(cross.get(0), mse.get(0), faster.get(0));
    List<Series> left = List.of(cross.get(1), mse.get(1), faster.get(1));
    Figure accuracy =
        LineChart.draw("How many it gets right", "epoch", "validation accuracy (%)", right, whole);
    Figure loss =
        LineChart.draw("What is left", "epoch", "share of the loss at epoch 0", left, whole);
    String title = "Digits, the same network and optimizer";
    out.figure("2-cross-entropy-or-mse", Panels.of(title, 2, List.of(accuracy, loss)));
    int last = epochs.length - 1;
    double first = cross.get(0).y()[1];
    double wrong = mse.get(0).y()[last];
    String end = out.value("end-mse", "%.1f", wrong);
    String tenfold = out.value("end-tenfold", "%.1f", faster.get(0).y()[last]);
    String best = out.value("end-cross", "%.1f", cross.get(0).y()[last]);
    out.value("first-cross", "%.1f", first);
    String gives = "accuracy %s %% after %d epochs; at ten times the rate %s %%";
    out.mistake(
        "MSE for classes",
        "MSELoss on the softmax, SGD at rate 0.01",
        String.format(gives, end, last, tenfold),
        "CrossEntropyLoss on the logits, SGD at rate 0.01",
        "accuracy " + best + " %");
    out.see(
        first > wrong,
        "At the same rate, cross entropy gets further in one epoch (%.1f %%) than MSE in all"
            + " (%.1f %%).",
        first,
        wrong);
  }

  /** The gradient that pulls up the logit of class 8, where class 3 is ahead of all others. */
  private static double pull(ILossFunction loss, double ahead) {
    INDArray logits = Nd4j.zeros(1, 10).putScalar(3, ahead); // [1, 10]
    INDArray label = Nd4j.zeros(1, 10).putScalar(8, 1); // [1, 10]
    return -loss.computeGradient(label, logits, new ActivationSoftmax(), null).getDouble(8);
  }

  /** Accuracy in % and loss before the training and after each epoch. */
  private static List<Series> train(
      Notebook out, String name, ILossFunction loss, double rate, Split data, double[] epochs) {
    Activation softmax = Activation.SOFTMAX;
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(out.seed())
            .updater(new SGD(rate, 0.9)) // PyTorch: torch.optim.SGD(..., lr=rate, momentum=0.9)
            .weightInit(WeightInit.RELU)
            .activation(Activation.RELU)
            .list()
            .layer(new DenseLayer.Builder().nIn(784).nOut(256).build()) // [batch, 256]
            .layer(new DenseLayer.Builder().nIn(256).nOut(128).build()) // [batch, 128]
            // CrossEntropyLoss looks behind the softmax, at the logits.
            .layer(new OutputLayer.Builder(loss).nIn(128).nOut(10).activation(softmax).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    Batches batches = Batches.shuffled(data.train(), 64, out.seed());
    double[] accuracy = new double[epochs.length];
    double[] left = new double[epochs.length];
    Batches all = Batches.inOrder(data.validation(), data.validation().size());
    DataSet validation = all.next();
    double start = network.score(validation);
    for (int epoch : out.progress(name, epochs.length)) {
      if (epoch > 0) {
        network.fit(batches);
      }
      accuracy[epoch] = 100 * network.evaluate(all).accuracy();
      left[epoch] = network.score(validation) / start;
    }
    return List.of(new Series(name, epochs, accuracy), new Series(name, epochs, left));
  }
}
