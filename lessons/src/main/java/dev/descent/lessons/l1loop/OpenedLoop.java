package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.lessons.l1loop.HandLoop.Mistake;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** The steps of fit written out, to the same bits. */
public final class OpenedLoop implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new OpenedLoop(), args);
  }

  @Override
  public String title() {
    return "The loop opened up";
  }

  @Override
  public List<String> figures() {
    return List.of("1-opened-loop");
  }

  @Override
  public void run(Notebook out) {
    StandardisedDigits digits = StandardisedDigits.load(out);
    Batches batches = digits.batches();
    DataSet validation = digits.all(digits.split().validation());
    int epochs = out.quick() ? 5 : 8;

    // The loop that DL4J has.
    MultiLayerNetwork fitted = Model.relu(out.seed(), new SGD(0.01, 0.9));
    for (int epoch : out.progress("fit", epochs)) {
      batches.startEpoch(epoch);
      fitted.fit(batches);
    }

    // The same loop with every step in the open: HandLoop.java.
    MultiLayerNetwork opened = Model.relu(out.seed(), new SGD(0.01, 0.9));
    double[] loss = train(out, "opened loop", opened, batches, epochs, Mistake.NONE);

    int different = Model.differing(fitted, opened);
    out.text(
        "%s steps by fit and %d steps by hand: of %,d parameters, %s differ in a bit.",
        out.value("steps", "%,d", fitted.getIterationCount()),
        opened.getIterationCount(),
        fitted.numParams(),
        out.exact("different", "%d", different));
    int kept =
        64 * (784 + 256 + 128 + 10); // inputs of the layers and logits, for the backward pass
    out.text(
        "For a batch of 64 a step keeps %s numbers of the forward pass until the backward pass.",
        out.exact("kept", "%,d", kept));

    // The mistake everyone makes once in PyTorch: optimizer.zero_grad() is forgotten, and every
    // step follows the sum of all gradients so far. In DL4J each step computes its gradient anew.
    MultiLayerNetwork adding = Model.relu(out.seed(), new SGD(0.01, 0.9));
    double[] added = train(out, "adding up", adding, batches, epochs, Mistake.GRADIENTS_ADD_UP);
    double right = Model.accuracy(opened, validation);
    double addedAccuracy = Model.accuracy(adding, validation);
    out.mistake(
        "gradients add up from step to step",
        "PyTorch: loss.backward(); optimizer.step()",
        String.format(
            "loss %.2f in epoch %d, accuracy %s %%",
            added[epochs - 1], epochs, out.value("added", "%.1f", addedAccuracy)),
        "PyTorch: optimizer.zero_grad(); loss.backward(); optimizer.step()",
        String.format(
            "loss %.2f, accuracy %s %%", loss[epochs - 1], out.value("right", "%.1f", right)));

    // A mistake of DL4J's opened loop: nobody counts the steps. This kit's SGD begins its momentum
    // anew at step 0; DL4J's Nesterovs does not ask for the count. Adam's correction for the start
    // and a schedule depend on it in DL4J, too: every step is the first, the rate stands still.
    MultiLayerNetwork uncounted = Model.relu(out.seed(), new SGD(0.01, 0.9));
    double[] first = train(out, "no count", uncounted, batches, epochs, Mistake.STEPS_NOT_COUNTED);
    double firstAccuracy = Model.accuracy(uncounted, validation);
    out.mistake(
        "the steps are not counted",
        "setIterationCount is left out",
        String.format(
            "every step is a first one, for this kit's SGD without momentum: loss %.2f, accuracy"
                + " %s %%",
            first[epochs - 1], out.value("uncounted", "%.1f", firstAccuracy)),
        "network.setIterationCount(network.getIterationCount() + 1)",
        String.format("loss %.2f, accuracy %.1f %%", loss[epochs - 1], right));
    double[] x = Series.epochs(epochs);
    out.figure(
        "1-opened-loop",
        LineChart.draw(
            "The opened loop, right and with a line forgotten",
            "epoch",
            "training loss: cross entropy (nats)",
            List.of(
                new Series("right", x, loss),
                new Series("gradients add up", x, added),
                new Series("steps not counted", x, first)),
            Axis.WHOLE_X,
            Axis.LOG_Y));

    out.see(
        different == 0 && fitted.getIterationCount() == epochs * batches.count(),
        "fit and the opened loop give the same %,d parameters, bit for bit",
        fitted.numParams());
    out.see(
        addedAccuracy < right - 30 && added[epochs - 1] > 5 * loss[epochs - 1],
        "gradients that add up ruin the training: accuracy %.1f %% against %.1f %%",
        addedAccuracy,
        right);
    out.see(
        100 - firstAccuracy > 2 * (100 - right),
        "steps not counted take this kit's SGD its momentum: %.1f %% are wrong, against %.1f %%",
        100 - firstAccuracy,
        100 - right);
  }

  /** The loop by hand; the mean training loss of each epoch. */
  private static double[] train(
      Notebook out,
      String name,
      MultiLayerNetwork network,
      Batches batches,
      int epochs,
      Mistake mistake) {
    HandLoop loop = new HandLoop(network, mistake);
    double[] losses = new double[epochs];
    for (int epoch : out.progress(name, epochs)) {
      losses[epoch] = loop.epoch(batches, epoch);
    }
    return losses;
  }
}
