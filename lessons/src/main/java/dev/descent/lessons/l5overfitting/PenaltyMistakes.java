package dev.descent.lessons.l5overfitting;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.loss.CrossEntropyLoss;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.layers.OutputLayer;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.learning.config.Sgd;

/** Mistakes with penalties. */
public final class PenaltyMistakes implements Part {

  public static void main(String[] args) throws Exception {
    PartMain.run(new PenaltyMistakes(), args);
  }

  @Override
  public String title() {
    return "What goes wrong with penalties";
  }

  @Override
  public void run(Notebook out) {
    FewDigits data = FewDigits.of(out);

    // A penalty of 0.02, and one five times as strong.
    Curves fit = train("L2", 0.02, data, out);
    Curves crushed = train("L2, too strong", 0.1, data, out);
    out.mistake(
        "a penalty far too strong",
        "builder.l2(0.1)",
        "training accuracy "
            + out.value("training-crushed", "%.3f", crushed.training().accuracy())
            + ": the weights are gone, and with them all that was learned",
        "builder.l2(0.02)",
        String.format(
            "training accuracy %s, validation loss %s",
            out.value("training-fit", "%.3f", fit.training().accuracy()),
            out.value("loss-fit", "%.2f", fit.validation().loss())));
    // Underfitting: both losses are high, and close.
    out.value("crushed-training-loss", "%.2f", crushed.training().loss());
    out.value("crushed-loss", "%.2f", crushed.validation().loss());

    // PyTorch: 0.02 * sum((w ** 2).sum() for w in weights) has no half in it.
    double squares = 0;
    for (String weights : List.of("0_W", "1_W", "2_W")) {
      squares += Math.pow(fit.network().getParam(weights).norm2Number().doubleValue(), 2);
    }
    double score = fit.network().score(FewDigits.all(data.validation()));
    double penalty = score - fit.validation().loss();
    out.mistake(
        "forgetting the half in L2",
        "builder.l2(0.02) for a penalty of 0.02 Σ w²",
        String.format(
            "adds %s to the loss: half of %s",
            out.value("adds", "%.2f", penalty), out.value("whole", "%.2f", 0.02 * squares)),
        "builder.l2(0.04) for that, and l2(0.02) for 0.02/2 Σ w²",
        "0.02/2 Σ w² is " + out.value("half", "%.2f", 0.02 / 2 * squares));

    double twice = strength(true, data, out);
    double once = strength(false, data, out);
    out.mistake(
        "weight decay on the network's builder",
        "new NeuralNetConfiguration.Builder().weightDecay(0.1)",
        "one step takes off " + out.value("twice", "%.2f", twice) + " times rate · 0.1 · w",
        "weightDecay(0.1) on each layer's builder, or WeightDecay.decoupled(0.1).addTo(...)",
        "one step takes off " + out.value("once", "%.2f", once) + " times rate · 0.1 · w");
    out.mistake(
        "comparing scores that contain the penalty",
        "network.score(validation), trained with l2(0.02)",
        out.value("score", "%.2f", score),
        "the loss alone, without the penalty",
        String.format(Locale.ROOT, "%.2f", fit.validation().loss()));

    out.see(
        Math.abs(twice - 2) < 0.01 && Math.abs(once - 1) < 0.01,
        "weight decay on the network's builder counts %.2f times, on the layer's %.2f times",
        twice,
        once);
    out.see(
        crushed.training().accuracy() < 0.5,
        "a penalty far too strong leaves a training accuracy of %.3f",
        crushed.training().accuracy());
    out.see(
        Math.abs(penalty - 0.02 / 2 * squares) < 0.01 * penalty,
        "l2(0.02) adds 0.02/2 Σ w² to the loss: %.2f",
        penalty);
    out.see(
        score > 1.05 * fit.validation().loss(),
        "network.score contains the penalty: %.2f instead of %.2f",
        score,
        fit.validation().loss());
  }

  private static Curves train(String task, double l2, FewDigits data, Notebook out) {
    return Curves.train(
        task, Networks.of(Networks.builder(out).l2(l2)), data.batches(out.seed()), data, out);
  }

  /** The part of a step that is DL4J's weight decay, in units of rate · 0.1 · w. */
  private static double strength(boolean onNetwork, FewDigits data, Notebook out) {
    double length = 0; // of the weights before the step
    List<INDArray> after = new ArrayList<>();
    for (double coefficient : new double[] {0, 0.1}) {
      var builder = new NeuralNetConfiguration.Builder().seed(out.seed()).updater(new Sgd(0.01));
      var layer = new OutputLayer.Builder(new CrossEntropyLoss()).nIn(784).nOut(10);
      layer.activation(Activation.IDENTITY);
      if (onNetwork) {
        builder.weightDecay(coefficient);
      } else {
        layer.weightDecay(coefficient);
      }
      MultiLayerNetwork network =
          new MultiLayerNetwork(builder.list().layer(layer.build()).build());
      network.init();
      length = network.getParam("0_W").norm2Number().doubleValue();
      network.fit(FewDigits.all(data.train()));
      after.add(network.getParam("0_W").dup());
    }
    INDArray taken = after.get(0).sub(after.get(1)); // without minus with weight decay
    return taken.norm2Number().doubleValue() / (0.01 * 0.1 * length);
  }
}
