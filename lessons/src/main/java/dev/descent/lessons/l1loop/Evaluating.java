package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.ConfusionMatrix;
import dev.descent.plot.SampleSheet;
import dev.descent.updater.Adam;
import java.util.ArrayList;
import java.util.List;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.dataset.DataSet;

/** Evaluation: accuracy, confusion matrix, precision and recall, on rows not learned from. */
public final class Evaluating implements Part {
  private static final int PASSES = 5;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Evaluating(), args);
  }

  @Override
  public String title() {
    return "Evaluation";
  }

  @Override
  public List<String> figures() {
    return List.of("1-confusion-matrix", "1-wrong-digits");
  }

  @Override
  public void run(Notebook out) {
    StandardisedDigits digits = StandardisedDigits.load(out);
    Split split = digits.split();
    Batches batches = digits.batches();
    // PyTorch: optimizer = torch.optim.Adam(model.parameters(), lr=0.001)
    MultiLayerNetwork network = Model.dropout(out.seed(), new Adam(0.001));
    int epochs = out.quick() ? 6 : 10;
    for (int epoch : out.progress("training", epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
    }

    // DL4J's Evaluation counts; the iterator brings the rows. network.evaluate(iterator) would do
    // for an output layer with softmax; it refuses one that gives logits, doEvaluation does not.
    // @start region=evaluate
    Batches testing = Batches.inOrder(split.test(), 500);
    testing.setPreProcessor(digits.normalizer());
    Evaluation evaluation = new Evaluation(split.test().classes());
    network.doEvaluation(testing, evaluation);
    double accuracy = 100 * evaluation.accuracy();
    // @end
    out.text(
        "After %d epochs, on %d test digits: accuracy %s %%, macro precision %.3f, recall %.3f, F1"
            + " %.3f.",
        epochs,
        split.test().size(),
        out.value("accuracy", "%.1f", accuracy),
        evaluation.precision(),
        evaluation.recall(),
        evaluation.f1());

    // precision() is the mean over the classes, less those never predicted; of two classes DL4J
    // gives class 1's alone. For one class: precision, of what was taken for it, how much is it?
    // Recall, of what is it, how much was taken for it?
    List<List<String>> table = new ArrayList<>();
    table.add(List.of("digit", "precision", "recall"));
    int[][] confusion = new int[10][10]; // row the true class, column the predicted one
    for (int digit = 0; digit < 10; digit++) {
      for (int taken = 0; taken < 10; taken++) {
        confusion[digit][taken] = evaluation.getConfusionMatrix().getCount(digit, taken);
      }
      table.add(
          List.of(
              String.valueOf(digit),
              String.format("%.3f", evaluation.precision(digit)),
              String.format("%.3f", evaluation.recall(digit))));
    }
    out.table(table);
    out.figure(
        "1-confusion-matrix",
        ConfusionMatrix.draw(
            String.format("The test part after %d epochs", epochs),
            split.test().classes(),
            confusion));
    DataSet test = digits.all(split.test());
    out.figure(
        "1-wrong-digits",
        SampleSheet.draw(
            "Test digits that the network takes for others",
            28,
            28,
            WrongDigits.of(split.test(), network.output(test.getFeatures()))));

    // The mistake that flatters most: asking about the rows it has learned from.
    DataSet train = digits.all(split.train());
    double training = Model.accuracy(network, train);
    out.mistake(
        "evaluated on the training part",
        "network.doEvaluation(train, evaluation)",
        String.format(
            "accuracy %.1f %%, %s %% are wrong",
            training, out.value("training-wrong", "%.1f", 100 - training)),
        "network.doEvaluation(test, evaluation)",
        String.format(
            "accuracy %.1f %%, %s %% are wrong",
            accuracy, out.value("wrong", "%.1f", 100 - accuracy)));

    // The mistake that flatters least: dropout still on. PyTorch: model.eval() is forgotten.
    double[] passes = new double[PASSES];
    double mean = 0;
    for (int pass = 0; pass < PASSES; pass++) {
      Evaluation dropping = new Evaluation(10);
      dropping.eval(test.getLabels(), network.output(test.getFeatures(), true)); // true: training
      passes[pass] = 100 * dropping.accuracy();
      mean += passes[pass] / PASSES;
    }
    out.mistake(
        "evaluated in training mode",
        "network.output(x, true)",
        String.format(
            "accuracy %.1f %%, next time %.1f %%; %s %% over %d times",
            passes[0], passes[1], out.value("dropping", "%.1f", mean), PASSES),
        "network.output(x), or network.output(x, false)",
        String.format("accuracy %.1f %%, every time", accuracy));

    // Two sums that the text needs: how much chance is in a share, and which mean is the mean.
    int rows = split.test().size();
    double share = accuracy / 100;
    out.text(
        "Another test part of %d rows would give another share: one standard error is %s points.",
        rows, out.value("error", "%.2f", 100 * Math.sqrt(share * (1 - share) / rows)));
    out.exact("error-98", "%.2f", 100 * Math.sqrt(0.98 * (1 - 0.98) / 1000));
    out.exact("mean-batches", "%.3f", (15 * 0.1 + 0.5) / 16);
    out.exact("mean-rows", "%.3f", (15 * 64 * 0.1 + 40 * 0.5) / 1000);

    out.see(
        2 * (100 - training) < 100 - accuracy,
        "the training part flatters: %.1f %% wrong there, %.1f %% on the test part",
        100 - training,
        100 - accuracy);
    out.see(
        mean < accuracy - 0.5,
        "dropout left on costs accuracy: %.1f %% over %d passes, %.1f %% without",
        mean,
        PASSES,
        accuracy);
  }
}
