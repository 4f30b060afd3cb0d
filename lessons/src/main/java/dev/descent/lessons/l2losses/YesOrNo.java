package dev.descent.lessons.l2losses;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.PointSets;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.BCELoss;
import dev.descent.loss.BCEWithLogitsLoss;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.ActivationLayer;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.LossLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.linalg.lossfunctions.impl.LossBinaryXENT;

/** Trainings to say yes or no: from a saturated start, and with a sigmoid too many. */
public final class YesOrNo implements Part {
  /** The result of a training: accuracy in % before it and after each epoch; the way gone. */
  private record Result(Series accuracy, double loss, double moved) {
    double last() {
      return accuracy.y()[accuracy.y().length - 1];
    }

    @Override
    public String toString() {
      String format = "loss %.3f, accuracy %.1f %%, parameters moved by %.1f";
      return String.format(format, loss, last(), moved);
    }
  }

  public static void main(String[] args) throws Exception {
    PartMain.run(new YesOrNo(), args);
  }

  @Override
  public String title() {
    return "BCE and BCE with logits in a training";
  }

  @Override
  public List<String> figures() {
    return List.of("2-saturated-start");
  }

  @Override
  public void run(Notebook out) {
    // Two half moons of points: is it one of the lower moon? The last bias begins at 40, so that
    // the network is sure of a yes everywhere. Weights that are too large do that, and features in
    // the wrong unit.
    Activation none = Activation.IDENTITY;
    Activation sigmoid = Activation.SIGMOID;
    // PyTorch: criterion = nn.BCEWithLogitsLoss(); loss = criterion(model(x), y)
    Result logits = train(out, "BCEWithLogits", new BCEWithLogitsLoss(), none, 40);
    // PyTorch: criterion = nn.BCELoss(); loss = criterion(torch.sigmoid(model(x)), y)
    Result bce = train(out, "BCE", new BCELoss(), none, 40);
    Result dl4j = train(out, "DL4J's LossBinaryXENT", new LossBinaryXENT(), none, 40);
    List<Series> curves = List.of(logits.accuracy(), bce.accuracy(), dl4j.accuracy());
    String title = "Two moons, from a start that is sure of yes everywhere";
    out.figure(
        "2-saturated-start",
        LineChart.draw(title, "epoch", "accuracy (%)", curves, LineChart.Axis.WHOLE_X));
    out.mistake(
        "BCELoss where logits get large",
        "BCELoss behind a sigmoid, all logits about 40 at the start",
        bce.toString(),
        "BCEWithLogitsLoss, all else the same",
        logits.toString());
    out.text("LossBinaryXENT, DL4J's own, stands as still as BCELoss: %s.", dl4j);
    out.value("logits", "%.1f", logits.last());
    out.value("bce", "%.1f", bce.last());
    out.value("bce-loss", "%.1f", bce.loss());
    boolean stuck = bce.moved() == 0 && dl4j.moved() == 0;
    out.answer("learns", stuck && logits.moved() > 0 ? "BCEWithLogitsLoss" : "More than one");
    out.see(
        logits.last() > 80 && bce.moved() == 0 && dl4j.moved() == 0,
        "From the saturated start BCEWithLogits learns (accuracy %.1f %%); under BCE and"
            + " DL4J's LossBinaryXENT no parameter moves by a single bit (accuracy %.1f %%).",
        logits.last(),
        bce.last());

    // Now from a sensible start, the bias at 0, but with a sigmoid too many: BCEWithLogitsLoss
    // contains it.
    // PyTorch: model = nn.Sequential(..., nn.Sigmoid()); criterion = nn.BCEWithLogitsLoss()
    Result once = train(out, "sigmoid once", new BCEWithLogitsLoss(), none, 0);
    Result twice = train(out, "sigmoid twice", new BCEWithLogitsLoss(), sigmoid, 0);
    out.mistake(
        "sigmoid twice",
        "the model ends with a sigmoid, then BCEWithLogitsLoss",
        twice + ". Every probability is above sigmoid(0) = 0.5, so all are yes",
        "the model ends with the logit, then BCEWithLogitsLoss",
        once.toString());
    double floor = (Math.log(2) + Math.log1p(Math.exp(-1))) / 2; // half no at 0, half yes at 1
    out.exact("floor", "%.3f", floor);
    out.exact("floor-no", "%.3f", Math.log(2));
    out.exact("floor-yes", "%.3f", Math.log1p(Math.exp(-1)));
    out.value("twice-loss", "%.3f", twice.loss());
    out.value("once-loss", "%.3f", once.loss());
    out.value("once", "%.1f", once.last());
    out.see(
        once.loss() < floor && once.last() > twice.last() + 20,
        "Sigmoid twice gets %.1f %% right, once %.1f %%; once gets below the loss of %.3f (to %.3f)"
            + " that twice cannot get below.",
        twice.last(),
        once.last(),
        floor,
        once.loss());
  }

  /** Trains a network whose own last activation is {@code end}. */
  private static Result train(
      Notebook out, String name, ILossFunction loss, Activation end, double bias) {
    MultiLayerConfiguration configuration =
        new NeuralNetConfiguration.Builder()
            .seed(out.seed())
            .updater(new SGD(0.1)) // PyTorch: torch.optim.SGD(model.parameters(), lr=0.1)
            .weightInit(WeightInit.XAVIER)
            .list()
            .layer(new DenseLayer.Builder().nIn(2).nOut(32).activation(Activation.TANH).build())
            .layer(
                new DenseLayer.Builder()
                    .nIn(32)
                    .nOut(1)
                    .biasInit(bias) // PyTorch: nn.init.constant_(model[2].bias, bias)
                    .activation(Activation.IDENTITY)
                    .build()) // [batch, 1]
            .layer(new ActivationLayer(end))
            .layer(new LossLayer.Builder(loss).activation(Activation.SIGMOID).build())
            .build();
    MultiLayerNetwork network = new MultiLayerNetwork(configuration);
    network.init();
    var start = network.params().dup();

    Dataset moons = PointSets.twoMoons(out.quick() ? 640 : 1920, 0.1, out.seed());
    Batches batches = Batches.shuffled(moons, 64, out.seed());
    // From one-hot [batch, 2] to yes or no [batch, 1].
    batches.setPreProcessor(batch -> batch.setLabels(batch.getLabels().getColumns(1)));
    Batches all = Batches.inOrder(moons, moons.size());
    all.setPreProcessor(batches.getPreProcessor());
    double[] epochs = IntStream.rangeClosed(0, out.quick() ? 12 : 40).asDoubleStream().toArray();
    double[] accuracy = new double[epochs.length];
    for (int epoch : out.progress(name, epochs.length)) {
      if (epoch > 0) {
        network.fit(batches);
      }
      accuracy[epoch] = 100 * network.evaluate(all).accuracy();
    }
    all.reset();
    double moved = network.params().distance2(start);
    return new Result(new Series(name, epochs, accuracy), network.score(all.next()), moved);
  }
}
