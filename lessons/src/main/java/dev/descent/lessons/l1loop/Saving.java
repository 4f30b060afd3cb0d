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
import org.nd4j.linalg.dataset.DataSet;
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
    // PyTorch: torch.save({'model': model.state_dict(), 'optimizer': optimizer.state_dict()}, file)
    ModelSerializer.writeModel(stopped, file, true);
    ModelSerializer.addNormalizerToModel(file, digits.normalizer());
    ModelSerializer.writeModel(stopped, bare, false); // the mistake: without the updater's state

    // PyTorch: checkpoint = torch.load(file); model.load_state_dict(checkpoint['model'])
    //          optimizer.load_state_dict(checkpoint['optimizer'])
    MultiLayerNetwork resumed = ModelSerializer.restoreMultiLayerNetwork(file, true);
    MultiLayerNetwork repeating = ModelSerializer.restoreMultiLayerNetwork(file, true);
    MultiLayerNetwork stateless = ModelSerializer.restoreMultiLayerNetwork(bare, true);
    DataNormalization restored = ModelSerializer.restoreNormalizerFromFile(file);
    out.text(
        "Saved after %d steps and %d epochs; restored with %d steps, %d epochs, and %d of %,d"
            + " parameters changed. With the updater's state the file has %,d kB, without %,d kB.",
        stopped.getIterationCount(),
        stopped.getEpochCount(),
        resumed.getIterationCount(),
        resumed.getEpochCount(),
        Model.differing(stopped, resumed),
        resumed.numParams(),
        file.length() / 1000,
        bare.length() / 1000);

    // Epochs count from 0: the network says which comes next, and so the batches, too, go on.
    int next = resumed.getEpochCount();
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
            "loss %.4f in the first epoch after it; in the end the parameters are %.1f %% away",
            wrong, 100 * coldDistance),
        "ModelSerializer.writeModel(network, file, true)",
        String.format("loss %.4f; in the end %d parameters differ", right, different));
    out.mistake(
        "the batches begin again with those of the first epoch",
        "batches.startEpoch(0)",
        String.format("the parameters are %.1f %% away", 100 * repeatedDistance),
        "batches.startEpoch(network.getEpochCount())",
        String.format("%d parameters differ", different));

    // A model is used with the normalizer it was trained with.
    DataSet test = Batches.inOrder(digits.split().test(), digits.split().test().size()).next();
    double withoutNormalizer = Model.accuracy(resumed, test);
    restored.transform(test);
    double withNormalizer = Model.accuracy(resumed, test);
    out.mistake(
        "the restored model gets rows that are not standardised",
        "network.output(x)",
        String.format("test accuracy %.1f %%", withoutNormalizer),
        "normalizer.transform(x); network.output(x)",
        String.format("test accuracy %.1f %%", withNormalizer));
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
    out.see(
        100 - withoutNormalizer > 2 * (100 - withNormalizer),
        "without its normalizer the model gets %.1f %% wrong, with it %.1f %%",
        100 - withoutNormalizer,
        100 - withNormalizer);
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
