package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.updater.Adam;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/** Saving, restoring, and going on exactly where the training was. */
public final class Saving implements Part {
  private static final int HALF = 3;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Saving(), args);
  }

  @Override
  public String title() {
    return "Saving, restoring, resuming";
  }

  @Override
  public List<String> figures() {
    return List.of("1-resumed");
  }

  @Override
  public void run(Notebook out) throws IOException {
    File file = Files.createTempFile("descent", ".zip").toFile();
    File bare = Files.createTempFile("descent", ".zip").toFile();
    try {
      run(out, file, bare);
    } finally {
      Files.deleteIfExists(file.toPath());
      Files.deleteIfExists(bare.toPath());
    }
  }

  private static void run(Notebook out, File file, File bare) throws IOException {
    StandardisedDigits digits = StandardisedDigits.load(out);
    Batches batches = digits.batches();

    // Six epochs at once; and the same network stopped after three of them.
    MultiLayerNetwork whole = Model.relu(out.seed(), new Adam(0.001));
    StepLosses atOnce = train(out, "six at once", whole, batches, 0, 2 * HALF);
    MultiLayerNetwork stopped = Model.relu(out.seed(), new Adam(0.001));
    train(out, "three to be saved", stopped, batches, 0, HALF);

    // The file holds the configuration, the parameters, the counts of steps and epochs, and, with
    // true, the updater's state: Adam's two averages. The normalizer belongs to the model, too.
    // @start region=save
    ModelSerializer.writeModel(stopped, file, true); // true: with the updater's state
    ModelSerializer.addNormalizerToModel(file, digits.normalizer());

    MultiLayerNetwork resumed = ModelSerializer.restoreMultiLayerNetwork(file, true);
    DataNormalization restored = ModelSerializer.restoreNormalizerFromFile(file);
    int next = resumed.getEpochCount(); // the batches, too, must go on
    // @end
    ModelSerializer.writeModel(stopped, bare, false); // the mistake: without the updater's state

    MultiLayerNetwork repeating = ModelSerializer.restoreMultiLayerNetwork(file, true);
    MultiLayerNetwork stateless = ModelSerializer.restoreMultiLayerNetwork(bare, true);
    out.text(
        "Saved after %d steps and %d epochs; restored with %d steps, %d epochs, and %d of %,d"
            + " parameters changed. With the updater's state the file has %s kB, without %s kB.",
        stopped.getIterationCount(),
        stopped.getEpochCount(),
        resumed.getIterationCount(),
        resumed.getEpochCount(),
        Model.differing(stopped, resumed),
        resumed.numParams(),
        out.value("kb", "%,d", file.length() / 1000),
        out.value("kb-bare", "%,d", bare.length() / 1000));

    // Epochs count from 0: the network says which comes next.
    batches.setPreProcessor(restored);
    StepLosses exact = train(out, "resumed", resumed, batches, next, HALF);
    StepLosses cold = train(out, "resumed without state", stateless, batches, next, HALF);
    train(out, "resumed with the first batches", repeating, batches, 0, HALF);
    int different = Model.differing(whole, resumed);
    double coldDistance = Model.distance(stateless, whole);
    double repeatedDistance = Model.distance(repeating, whole);
    double right = exact.mean(0, batches.count()); // the first epoch after the stop
    double wrong = cold.mean(0, batches.count());
    out.mistake(
        "saved without the updater's state",
        "ModelSerializer.writeModel(network, file, false)",
        String.format(
            "loss %s in the first epoch after it; in the end the parameters are %s %% away",
            out.value("cold-loss", "%.4f", wrong), out.value("cold", "%.1f", 100 * coldDistance)),
        "ModelSerializer.writeModel(network, file, true)",
        String.format(
            "loss %s; in the end %s parameters differ",
            out.value("loss", "%.4f", right), out.exact("different", "%d", different)));
    out.mistake(
        "the batches begin again with those of the first epoch",
        "batches.startEpoch(0)",
        String.format(
            "the parameters are %s %% away", out.value("repeated", "%.1f", 100 * repeatedDistance)),
        "batches.startEpoch(network.getEpochCount())",
        String.format("%d parameters differ", different));

    int resumedSteps = HALF * batches.count();
    int width = resumedSteps / 15; // steps to a point of the figure
    out.figure(
        "1-resumed",
        LineChart.draw(
            "Resumed after " + HALF + " epochs, with and without Adam's state",
            "step",
            "training loss, mean of " + width + " steps (nats)",
            List.of(
                atOnce.curve("six epochs at once", 0, width),
                cold.curve("resumed without state", resumedSteps, width),
                exact.curve("resumed with state", resumedSteps, width)),
            Axis.LOG_Y));

    out.see(
        different == 0,
        "3 epochs, saved, restored, and 3 more give the bits of 6 epochs at once (%d differ)",
        different);
    out.see(
        wrong > 1.2 * right && coldDistance > 0.05,
        "without the updater's state the loss is %.4f instead of %.4f in the epoch after",
        wrong,
        right);
    out.see(
        repeatedDistance > 0.001,
        "with the batches of the first epoch again, the parameters end %.1f %% away",
        100 * repeatedDistance);
  }

  private static StepLosses train(
      Notebook out, String name, MultiLayerNetwork network, Batches batches, int from, int epochs) {
    StepLosses losses = new StepLosses();
    network.setListeners(losses);
    for (int epoch : out.progress(name, epochs)) {
      batches.startEpoch(from + epoch);
      network.fit(batches);
    }
    return losses;
  }
}
