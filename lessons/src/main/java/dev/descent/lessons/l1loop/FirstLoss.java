package dev.descent.lessons.l1loop;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.SGD;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.nn.weights.WeightInit;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.dataset.DataSet;

/** The loss of a network that knows nothing, and why its weights are random. */
public final class FirstLoss implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new FirstLoss(), args);
  }

  @Override
  public String title() {
    return "Before anything is learnt";
  }

  @Override
  public void run(Notebook out) {
    StandardisedDigits digits = StandardisedDigits.load(out);
    DataSet validation = digits.all(digits.split().validation());

    // No step has been made. The network hardly prefers a class: each gets about 1/10.
    MultiLayerNetwork fresh = Model.relu(out.seed(), new SGD(0.01, 0.9));
    double loss = fresh.score(validation, false); // PyTorch: criterion(model(x), y)
    String chance = out.exact("ln-10", "%.3f", Math.log(10));
    out.exact("ln-2", "%.3f", Math.log(2));
    String first = out.value("loss", "%.2f", loss);
    String guessed = out.value("accuracy", "%.1f", Model.accuracy(fresh, validation));
    out.text(
        "Loss of the untrained network on %,d rows: %s. Ten equal probabilities give ln 10 = %s."
            + " Accuracy %s %%.",
        validation.numExamples(), first, chance, guessed);

    // The tempting start: all weights 0. Then the hidden layers give 0, and so does their slope.
    MultiLayerNetwork zero =
        Model.network(
            Model.settings(out.seed(), new SGD(0.01, 0.9))
                .weightInit(WeightInit.ZERO)
                .list()
                .layer(Model.dense(784, 256).activation(Activation.RELU).build())
                .layer(Model.dense(256, 128).activation(Activation.RELU).build())
                .layer(Model.output(128, 10)));
    for (int network = 0; network < 2; network++) {
      MultiLayerNetwork trained = network == 0 ? fresh : zero;
      for (int epoch : out.progress(network == 0 ? "random start" : "start at 0", 2)) {
        digits.batches().startEpoch(epoch);
        trained.fit(digits.batches());
      }
    }
    int moved = 0;
    for (String weights : List.of("0_W", "1_W", "2_W")) {
      moved +=
          zero.getParam(weights).neq(0).castTo(zero.params().dataType()).sumNumber().intValue();
    }
    double right = Model.accuracy(fresh, validation);
    double wrong = Model.accuracy(zero, validation);
    out.exact("zero-moved", "%d", moved);
    out.mistake(
        "all weights start at 0",
        ".weightInit(WeightInit.ZERO)",
        String.format(
            "accuracy %s %% after 2 epochs, and %d weights have moved",
            out.value("zero-accuracy", "%.1f", wrong), moved),
        ".weightInit(WeightInit.UNIFORM)",
        String.format("accuracy %s %%", out.value("random-accuracy", "%.1f", right)));

    out.see(
        Math.abs(loss - Math.log(10)) < 0.1,
        "the loss before the first step is that of ten equal guesses: %s, and ln 10 = %s",
        first,
        chance);
    out.see(
        moved == 0 && right > wrong + 20,
        "from weights of 0 nothing starts: %d of them move, and %.1f %% are right for %.1f %%",
        moved,
        wrong,
        right);
  }
}
