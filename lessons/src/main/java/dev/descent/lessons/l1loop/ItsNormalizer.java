package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.util.ModelSerializer;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.DataNormalization;

/** A restored model without its normalizer: no message, only wrong answers. */
public final class ItsNormalizer implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new ItsNormalizer(), args);
  }

  @Override
  public String title() {
    return "A model and its normalizer";
  }

  @Override
  public void run(Notebook out) throws IOException {
    StandardisedDigits digits = StandardisedDigits.load(out);
    MultiLayerNetwork trained = Model.relu(out.seed(), new Adam(0.001));
    for (int epoch : out.progress("training", 6)) {
      digits.batches().startEpoch(epoch);
      trained.fit(digits.batches());
    }
    File file = Files.createTempFile("descent", ".zip").toFile();
    try {
      ModelSerializer.writeModel(trained, file, false); // to use it, not to go on with it
      ModelSerializer.addNormalizerToModel(file, digits.normalizer());

      // A model is used with the normalizer that it was trained with.
      MultiLayerNetwork network = ModelSerializer.restoreMultiLayerNetwork(file, false);
      Dataset part = digits.split().test();
      DataSet test = Batches.inOrder(part, part.size()).next(); // pixels from 0 to 1
      double without = Model.accuracy(network, test);
      double lossWithout = network.score(test, false);
      DataNormalization normalizer = ModelSerializer.restoreNormalizerFromFile(file);
      normalizer.transform(test);
      double with = Model.accuracy(network, test);
      double lossWith = network.score(test, false);
      out.mistake(
          "the restored model gets rows that are not standardised",
          "network.output(x)",
          String.format(
              "test accuracy %s %%, loss %s",
              out.value("without", "%.1f", without),
              out.value("loss-without", "%.2f", lossWithout)),
          "normalizer.transform(x); network.output(x)",
          String.format(
              "test accuracy %s %%, loss %s",
              out.value("with", "%.1f", with), out.value("loss-with", "%.2f", lossWith)));
      boolean silent = without > 30 && 100 - without > 1.5 * (100 - with);
      out.answer("silent", silent ? "More answers are wrong" : "Nothing works");

      out.see(
          100 - without > 1.5 * (100 - with) && without > 30,
          "without its normalizer the model gets %.1f %% wrong, with it %.1f %%",
          100 - without,
          100 - with);
    } finally {
      Files.deleteIfExists(file.toPath());
    }
  }
}
