package dev.descent.lessons.l7project;

import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Arrays;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/** One file with all that turns a raw line into a number: loaded again, it gives the same bits. */
public final class SavedWhole implements Part {
  private static final String LINE = "71.5,362000,-999,c,15200"; // hot, high pressure, sensor off

  public static void main(String[] args) throws Exception {
    PartMain.run(new SavedWhole(), args);
  }

  @Override
  public String title() {
    return "Save the whole model";
  }

  @Override
  public void run(Notebook out) throws IOException {
    File file = Files.createTempFile("pumps", ".zip").toFile();
    try {
      run(out, file);
    } finally {
      Files.deleteIfExists(file.toPath());
    }
  }

  private static void run(Notebook out, File file) throws IOException {
    PumpData data = PumpData.of(out);
    MultiLayerNetwork network = Final.train(out, data, out.seed()).best();
    double before = probability(network, data.normalizer(), data.encoder(), LINE);
    // @start region=save
    ModelSerializer.writeModel(network, file, false); // false: nobody will train on with it
    ModelSerializer.addNormalizerToModel(file, data.normalizer());
    ModelSerializer.addObjectToFile(file, "encoder", data.encoder());
    ModelSerializer.addObjectToFile(file, "seed", out.seed());

    MultiLayerNetwork restored = ModelSerializer.restoreMultiLayerNetwork(file, false);
    DataNormalization normalizer = ModelSerializer.restoreNormalizerFromFile(file);
    Encoder encoder = ModelSerializer.getObjectFromFile(file, "encoder");
    // @end
    double after = probability(restored, normalizer, encoder, LINE);
    long bits = Double.doubleToRawLongBits(before) ^ Double.doubleToRawLongBits(after);
    out.text(
        "The line %s has the probability %s before it is saved, and %s from the file.",
        LINE, out.value("before", "%.6f", before), out.value("after", "%.6f", after));
    out.exact("bits", "%d", Long.bitCount(bits));

    // What goes wrong where a piece is missing, on the validation rows.
    DataSet right = data.ready(data.raw().validation());
    DataSet bare = PumpData.whole(encoder.encode(data.raw().validation()));
    double accuracy = Counts.of(restored, right, 0.5).accuracy();
    double[] raw = Counts.probabilities(restored, bare);
    double sure =
        100.0 * Arrays.stream(raw).filter(p -> p < 0.001 || p > 0.999).count() / raw.length;
    Counts without = Counts.of(raw, Counts.labels(bare), 0.5);
    out.answer("bare", sure > 80 ? "It is sure of nearly every pump" : "Other");
    out.mistake(
        "used without its normalizer",
        "network.output(row)",
        String.format(
            "%s %% right, and sure (below 0.001 or above 0.999) of %s %% of the rows",
            out.value("bare", "%.1f", without.accuracy()), out.value("sure", "%.1f", sure)),
        "normalizer.transform(row), then network.output(row)",
        out.value("right", "%.1f", accuracy) + " % right");

    INDArray swapped = right.getFeatures().dup();
    INDArray first = swapped.getColumn(0).dup();
    swapped.putColumn(0, swapped.getColumn(1).dup());
    swapped.putColumn(1, first); // as if the new file had the pressure first
    Counts order = Counts.of(restored.output(swapped).toDoubleVector(), Counts.labels(right), 0.5);
    out.mistake(
        "two columns in another order",
        "pressure, temperature, ... in the new file",
        out.value("swapped", "%.1f", order.accuracy()) + " % right, and no message",
        "columns by the names that are saved with the model",
        String.format("%.1f %% right", accuracy));
    out.see(bits == 0, "the restored model gives the same probability for a raw line, to the bit");
    out.see(
        without.accuracy() < accuracy - 5 && sure > 80,
        "without the normalizer %.1f %% are right, with it %.1f %%",
        without.accuracy(),
        accuracy);
    out.see(
        order.accuracy() < accuracy - 4,
        "with two columns swapped %.1f %% are right",
        order.accuracy());
  }

  // @start region=use
  /** What a program needs that has a line and the file, and nothing else. */
  private static double probability(
      MultiLayerNetwork network, DataNormalization normalizer, Encoder encoder, String line) {
    INDArray row = encoder.encode(line); // [1, 8]
    normalizer.transform(row); // in place
    return network.output(row).getDouble(0);
  }
  // @end
}
