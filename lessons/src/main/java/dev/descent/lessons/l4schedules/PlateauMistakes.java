package dev.descent.lessons.l4schedules;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Digits;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.technique.ReduceLROnPlateau;
import dev.descent.technique.ReduceLROnPlateau.Mode;
import dev.descent.updater.SGD;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;

/** ReduceLROnPlateau fed with what it should not look at. */
public final class PlateauMistakes implements Part {
  public static void main(String[] args) throws Exception {
    PartMain.run(new PlateauMistakes(), args);
  }

  @Override
  public String title() {
    return "ReduceLROnPlateau: what it should look at";
  }

  @Override
  public void run(Notebook out) {
    // An accuracy is good when it is high. In mode min every epoch that learns something is a bad
    // one, and the rate is gone before the network has learnt.
    // PyTorch: ReduceLROnPlateau(optimizer, mode='max', patience=2); scheduler.step(accuracy)
    Track min = onAccuracy(Mode.MIN, out);
    Track max = onAccuracy(Mode.MAX, out);
    out.value("min", "%.3f", min.lastValidationLoss());
    out.value("max", "%.3f", max.lastValidationLoss());
    // The first epoch sets the best; then patience 2 lets two pass, and the next is one too many.
    boolean soon = !min.lowered().isEmpty() && min.lowered().get(0) == 5;
    out.answer("mode", soon ? "After three epochs of improvement" : "Never");
    out.mistake(
        "an accuracy in mode min",
        "ReduceLROnPlateau.builder().mode(Mode.MIN).patience(2).build(net -> accuracy(net))",
        end(min),
        "ReduceLROnPlateau.builder().mode(Mode.MAX).patience(2).build(net -> accuracy(net))",
        end(max));
    out.see(
        soon && min.lastValidationLoss() > 1.2 * max.lastValidationLoss(),
        "Fed with an accuracy in mode min, it ends the training: validation loss %.3f instead of"
            + " %.3f.",
        min.lastValidationLoss(),
        max.lastValidationLoss());

    // The loss on the training part goes on falling while a network learns its rows by heart. Every
    // fifth label is wrong here, and those are learnt, too. Only the validation loss tells.
    Split data = Split.of(Digits.generate(800, 1), 0.5, 0, 1);
    Dataset mislabelled = mislabelled(data.train());
    DataSet validation = DigitsNetwork.whole(data.validation());
    Track training = onLoss(DigitsNetwork.whole(mislabelled), mislabelled, validation, out);
    Track right = onLoss(validation, mislabelled, validation, out);
    out.value("on-training", "%.3f", training.lastValidationLoss());
    out.value("on-validation", "%.3f", right.lastValidationLoss());
    out.mistake(
        "feeding it the training loss",
        "ReduceLROnPlateau.builder().patience(4).build(net -> net.score(training))",
        end(training),
        "ReduceLROnPlateau.builder().patience(4).build(net -> net.score(validation))",
        end(right));
    out.see(
        training.lowered().isEmpty()
            && training.lastValidationLoss() > 1.1 * right.lastValidationLoss(),
        "Fed with the training loss, it never lowers the rate, and the network learns wrong labels"
            + " by heart: validation loss %.3f instead of %.3f.",
        training.lastValidationLoss(),
        right.lastValidationLoss());
  }

  /** Plain SGD, no dropout. */
  private static Track onAccuracy(Mode mode, Notebook out) {
    Split data = Split.of(Digits.generate(800, 1), 0.2, 0, 1);
    DataSet validation = DigitsNetwork.whole(data.validation());
    MultiLayerNetwork network = DigitsNetwork.of(new SGD(0.2), 0, out.seed(), 128);
    network.addListeners(
        ReduceLROnPlateau.builder()
            .mode(mode)
            .patience(2)
            .build(trained -> DigitsNetwork.accuracy(trained, validation)));
    Batches batches = Batches.shuffled(data.train(), 32, out.seed());
    return Track.of("accuracy in mode " + mode, network, batches, validation, 18, out);
  }

  /** SGD with momentum, no dropout. */
  private static Track onLoss(
      DataSet measured, Dataset training, DataSet validation, Notebook out) {
    MultiLayerNetwork network = DigitsNetwork.of(new SGD(0.05, 0.9), 0, out.seed(), 128);
    network.addListeners(
        ReduceLROnPlateau.builder().patience(4).build(trained -> trained.score(measured)));
    Batches batches = Batches.shuffled(training, 50, out.seed());
    return Track.of("wrong labels", network, batches, validation, 30, out);
  }

  /** The same rows, every fifth of them with the label of another class. */
  private static Dataset mislabelled(Dataset data) {
    float[] values = new float[data.size() * data.width()];
    int[] labels = new int[data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, values, i * data.width());
      labels[i] = i % 5 == 0 ? (data.label(i) + 1 + i % 9) % 10 : data.label(i);
    }
    return Dataset.classification("mislabelled", values, data.width(), labels, data.classes());
  }

  private static String end(Track run) {
    int lowered = run.lowered().size();
    return "lowered %s, rate %.0e at the end; validation loss %.3f, accuracy %.1f %%"
        .formatted(
            lowered == 1 ? "once" : lowered + " times",
            run.lastRate(),
            run.lastValidationLoss(),
            100 * run.accuracy()[run.epochs() - 1]);
  }
}
