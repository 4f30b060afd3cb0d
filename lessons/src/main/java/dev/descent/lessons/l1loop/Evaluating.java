package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
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
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/** Evaluation: accuracy, confusion matrix, precision and recall, on rows not learned from. */
public final class Evaluating implements Part {
  private static final int PASSES = 5;
  private static final int ROWS = 3;
  private static final int COLUMNS = 6;

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
    // PyTorch: model.eval(); with torch.no_grad(): predicted = model(x).argmax(1)
    Batches testing = Batches.inOrder(split.test(), 500);
    testing.setPreProcessor(digits.normalizer());
    Evaluation evaluation = new Evaluation(split.test().classes());
    network.doEvaluation(testing, evaluation);
    double accuracy = 100 * evaluation.accuracy();
    out.text(
        "After %d epochs, on %d test digits: accuracy %.1f %%, macro precision %.3f, recall %.3f, F1"
            + " %.3f.",
        epochs,
        split.test().size(),
        accuracy,
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
            wrongDigits(split.test(), network.output(test.getFeatures()))));

    // The mistake that flatters most: asking about the rows it has learned from.
    DataSet train = digits.all(split.train());
    double training = Model.accuracy(network, train);
    out.mistake(
        "evaluated on the training part",
        "network.doEvaluation(train, evaluation)",
        String.format("accuracy %.1f %%, %.1f %% are wrong", training, 100 - training),
        "network.doEvaluation(test, evaluation)",
        String.format("accuracy %.1f %%, %.1f %% are wrong", accuracy, 100 - accuracy));

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
            "accuracy %.1f %%, next time %.1f %%; %.1f %% over %d times",
            passes[0], passes[1], mean, PASSES),
        "network.output(x), or network.output(x, false)",
        String.format("accuracy %.1f %%, every time", accuracy));

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

  /** The first of them, as they were before they were standardised. */
  private static List<SampleSheet.Row> wrongDigits(Dataset data, INDArray logits) {
    int[] predicted = logits.argMax(1).toIntVector();
    List<float[]> images = new ArrayList<>();
    List<String> captions = new ArrayList<>();
    for (int i = 0; i < data.size() && images.size() < ROWS * COLUMNS; i++) {
      if (predicted[i] != data.label(i)) {
        float[] image = new float[28 * 28];
        data.read(i, image, 0);
        images.add(image);
        captions.add(data.label(i) + " taken for " + predicted[i]);
      }
    }
    List<SampleSheet.Row> rows = new ArrayList<>();
    for (int from = 0; from < images.size(); from += COLUMNS) {
      int to = Math.min(from + COLUMNS, images.size());
      rows.add(new SampleSheet.Row("", images.subList(from, to), captions.subList(from, to)));
    }
    return rows;
  }
}
