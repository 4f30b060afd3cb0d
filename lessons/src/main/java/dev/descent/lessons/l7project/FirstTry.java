package dev.descent.lessons.l7project;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.updater.Adam;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;
import org.nd4j.linalg.learning.config.IUpdater;

/** Two first tries on a table, as they are often made: one learns nothing, one reads the answer. */
public final class FirstTry implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new FirstTry(), args);
  }

  @Override
  public String title() {
    return "Two first tries";
  }

  @Override
  public void run(Notebook out) {
    PumpData data = PumpData.of(out);
    int positive = data.file().counts()[1];
    out.text(
        "The table has %s rows; %s pumps fail within 30 days.",
        out.exact("rows", "%,d", data.file().size()), out.exact("failing", "%d", positive));

    Counts raw = train(out, "as they are", data, 5, new SGD(0.1));
    Counts all = train(out, "standardised, with the days", data, 6, new Adam(0.01));
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("first try", "right (%)", "failing pumps found (%)"));
    table.add(
        List.of(
            "five columns as they are",
            out.value("raw", "%.1f", raw.accuracy()),
            out.value("raw-recall", "%.1f", raw.recall())));
    table.add(
        List.of(
            "six columns, standardised",
            out.value("all", "%.1f", all.accuracy()),
            out.value("all-recall", "%.1f", all.recall())));
    out.table(table);

    double always = 100.0 * (data.file().size() - positive) / data.file().size();
    out.exact("always", "%.1f", always);
    out.see(
        raw.accuracy() < always + 1 && raw.recall() < 20,
        "the first try is right on %.1f %%; to say 'no' to every pump is right on %.1f %%",
        raw.accuracy(),
        always);
    out.see(
        all.accuracy() > 96,
        "the second is right on %.1f %%, with a column that nobody has before the repair",
        all.accuracy());
  }

  /** On the first columns of the table, with −999 among the numbers and the type as 0, 1, 2. */
  private static Counts train(
      Notebook out, String name, PumpData data, int columns, IUpdater updater) {
    Batches batches =
        Batches.shuffled(PumpData.columns(data.raw().train(), columns), PumpData.BATCH, out.seed());
    DataSet train = PumpData.whole(PumpData.columns(data.raw().train(), columns));
    DataSet validation = PumpData.whole(PumpData.columns(data.raw().validation(), columns));
    if (columns == 6) {
      NormalizerStandardize normalizer = new NormalizerStandardize();
      normalizer.fit(train);
      normalizer.transform(validation);
      batches.setPreProcessor(normalizer);
    }
    MultiLayerNetwork network = Networks.of(out.seed(), updater, columns, 32, 32);
    for (int epoch : out.progress("training, " + name, out.quick() ? 10 : 20)) {
      batches.startEpoch(epoch);
      try {
        network.fit(batches);
      } catch (ArithmeticException e) { // logits that are not finite: it ends here
        break;
      }
    }
    return Counts.of(network, validation, 0.5);
  }
}
