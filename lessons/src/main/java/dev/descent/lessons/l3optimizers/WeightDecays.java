package dev.descent.lessons.l3optimizers;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.lossfunctions.LossFunctions.LossFunction;

/** Weight decay and its effect: shorter weights, and less trust in the training part. */
public final class WeightDecays implements Part {
  /** λ. The first is so small that it is as good as none, but has a place on a logarithmic axis. */
  private static final double[] DECAYS = {1e-5, 1e-4, 1e-3, 1e-2, 0.1, 1};

  public static void main(String[] args) throws Exception {
    PartMain.run(new WeightDecays(), args);
  }

  @Override
  public String title() {
    return "What weight decay does";
  }

  @Override
  public List<String> figures() {
    return List.of("3-weight-decay");
  }

  @Override
  public void run(Notebook out) {
    Trained.Task task = Trained.Task.of(out);
    out.text(
        "%s, SGD with rate 0.1 and momentum 0.9, %d epochs for each decay; losses of the whole"
            + " training and validation part at the end. The length is the root of the sum of all"
            + " squared weights and biases.",
        task, task.epochs());

    // PyTorch: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9, weight_decay=decay)
    List<Trained> all = new ArrayList<>();
    List<List<String>> lines = new ArrayList<>();
    lines.add(List.of("weight decay", "training loss", "validation loss", "length"));
    for (int i : out.progress("weight decay", DECAYS.length)) {
      Trained trained = task.train(new SGD(0.1, 0.9), DECAYS[i]);
      all.add(trained);
      lines.add(
          List.of(
              Numbers.setting(DECAYS[i]),
              Numbers.loss(trained.loss()),
              out.value("validation-" + i, "%.3f", trained.validationLoss()),
              out.value("length-" + i, "%.1f", trained.length())));
    }
    out.table(lines);
    out.figure(
        "3-weight-decay",
        LineChart.draw(
            "Losses over the weight decay",
            "weight decay, the coefficient",
            "loss at the end (cross entropy)",
            List.of(
                new Series("training", DECAYS, values(all, Trained::loss)),
                new Series("validation", DECAYS, values(all, Trained::validationLoss))),
            Axis.LOG_X,
            Axis.LOG_Y));
    Trained none = all.get(0);
    Trained much = all.get(4);
    out.see(
        IntStream.range(2, all.size()).allMatch(i -> all.get(i).length() < all.get(i - 1).length())
            && much.length() < 0.6 * none.length()
            && much.gap() < 0.6 * none.gap(),
        "from 0.0001 on, the more decay, the shorter the parameters (with 0.1 %.1f, with hardly any"
            + " %.1f), and validation and training loss come closer (%.3f apart, before %.3f)",
        much.length(),
        none.length(),
        much.gap(),
        none.gap());
    out.see(
        much.loss() > 3 * none.loss() && much.validationLoss() > 1.3 * none.validationLoss(),
        "but decay 0.1 is far too much: the training loss is %.3f, with hardly any decay %.3f, the"
            + " validation loss %.3f and %.3f",
        much.loss(),
        none.loss(),
        much.validationLoss(),
        none.validationLoss());

    twice(out);
  }

  /**
   * Deeplearning4j's own weightDecay on the network's builder reaches each layer twice. A single
   * step shows it: without a gradient, a weight loses rate · decay of its length.
   */
  private static void twice(Notebook out) {
    double onNetwork = lost(builder(out).weightDecay(0.1).list(), output());
    OutputLayer.Builder layer = output();
    layer.weightDecay(0.1);
    double onLayer = lost(builder(out).list(), layer);
    out.mistake(
        "Deeplearning4j's weightDecay on the network's builder",
        "new NeuralNetConfiguration.Builder().weightDecay(0.1), rate 1",
        String.format(
            Locale.ROOT, "a step without a gradient takes %.3f of the weights: twice", onNetwork),
        "layer.weightDecay(0.1) on each layer, or WeightDecay.decoupled(0.1).addTo(configuration)",
        String.format(Locale.ROOT, "%.3f of them", onLayer));
    out.see(
        Math.abs(onNetwork - 0.2) < 1e-3 && Math.abs(onLayer - 0.1) < 1e-3,
        "a decay of 0.1 takes %.3f of the weights in a step, but %.3f if it is given to the"
            + " network's builder",
        onLayer,
        onNetwork);
  }

  private static NeuralNetConfiguration.Builder builder(Notebook out) {
    return new NeuralNetConfiguration.Builder().seed(out.seed()).updater(new Sgd(1));
  }

  private static OutputLayer.Builder output() {
    return new OutputLayer.Builder(LossFunction.MSE).nIn(4).nOut(3).activation(Activation.IDENTITY);
  }

  /** The share of their length that the weights lose in one step on inputs of 0. */
  private static double lost(NeuralNetConfiguration.ListBuilder list, OutputLayer.Builder layer) {
    MultiLayerNetwork network = new MultiLayerNetwork(list.layer(layer.build()).build());
    network.init();
    double before = network.getParam("0_W").norm2Number().doubleValue();
    network.fit(new DataSet(Nd4j.zeros(2, 4), Nd4j.zeros(2, 3)));
    return 1 - network.getParam("0_W").norm2Number().doubleValue() / before;
  }

  private static double[] values(List<Trained> all, ToDoubleFunction<Trained> of) {
    return all.stream().mapToDouble(of).toArray();
  }
}
