package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.LineChart;
import dev.descent.plot.LineChart.Axis;
import dev.descent.plot.SampleSheet;
import dev.descent.plot.Series;
import dev.descent.updater.SGD;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.SplitTestAndTrain;
import org.nd4j.linalg.dataset.api.iterator.DataSetIterator;

/** Data loading: three parts, batches, and another order in every epoch. */
public final class Loading implements Part {
  private static final int BATCH = 64;

  public static void main(String[] args) throws Exception {
    PartMain.run(new Loading(), args);
  }

  @Override
  public String title() {
    return "Data: split, batches, shuffle";
  }

  @Override
  public List<String> figures() {
    return List.of("1-first-images", "1-shuffled");
  }

  @Override
  public void run(Notebook out) {
    // Three parts: the network learns from the first, choices are made on the second, and the third
    // is looked at once, at the end. Each class is split by itself, so all parts have all classes
    // in the same proportion.
    // PyTorch: train, validation, test = random_split(dataset, [0.8, 0.1, 0.1])
    Split split = DataSource.parse(out.quick() ? "digits:2000" : "digits").load();
    out.text(
        "%,d digits, 28 x 28 pixels each: %,d rows to learn from, %,d for validation, %,d for the"
            + " test.",
        split.train().size() + split.validation().size() + split.test().size(),
        split.train().size(),
        split.validation().size(),
        split.test().size());

    // The file we pretend to have read is sorted: all zeros first, then all ones, and so on.
    Dataset sorted = sortedByClass(split.train());

    // A step looks at one batch of rows. DL4J asks a DataSetIterator for them.
    // PyTorch: loader = DataLoader(train, batch_size=64, shuffle=True)
    Batches shuffled = Batches.shuffled(sorted, BATCH, out.seed());
    DataSet batch = shuffled.next();
    long[] features = batch.getFeatures().shape(); // [batch, 784]
    long[] labels = batch.getLabels().shape(); // [batch, 10], one-hot
    out.text(
        "A batch has features [%d, %d] and one-hot labels [%d, %d]; an epoch has %d batches.",
        features[0], features[1], labels[0], labels[1], shuffled.count());

    // The order is decided by the seed and the number of the epoch alone.
    shuffled.startEpoch(1);
    DataSet next = shuffled.next();
    shuffled.startEpoch(0);
    boolean repeats = Arrays.equals(classes(batch), classes(shuffled.next()));
    DataSet first = Batches.inOrder(sorted, BATCH).next();
    out.figure(
        "1-first-images",
        SampleSheet.draw(
            "The first images of a training: file order, and shuffled in every epoch",
            28,
            28,
            List.of(
                row("as in the file", first),
                row("shuffled, epoch 1", batch),
                row("shuffled, epoch 2", next))));

    // DL4J's own way: one DataSet of all rows, shuffled once, cut in two, and an iterator over it.
    // It keeps that one order: the second epoch is the first one again.
    DataSet all = Batches.inOrder(sorted, sorted.size()).next();
    all.shuffle(out.seed());
    SplitTestAndTrain cut = all.splitTestAndTrain(0.9); // the share that is for training
    DataSetIterator once = new ListDataSetIterator<>(cut.getTrain().asList(), BATCH);
    int[] epoch1 = classes(once.next());
    once.reset();
    boolean stays = Arrays.equals(epoch1, classes(once.next()));
    out.text(
        "The first batch of epoch 2 from DL4J's ListDataSetIterator is %s, from Batches.shuffled it"
            + " is %s.",
        stays ? "that of epoch 1 again" : "another one",
        Arrays.equals(classes(batch), classes(next)) ? "that of epoch 1 again" : "another one");

    // The mistake: the loader is told nothing about shuffling, and PyTorch's default is not to.
    // PyTorch: loader = DataLoader(train, batch_size=64)
    int epochs = 6;
    DataSet validation = Batches.inOrder(split.validation(), split.validation().size()).next();
    double[] right = accuracies(out, "shuffled", shuffled, validation, epochs);
    Batches inOrder = Batches.inOrder(sorted, BATCH);
    double[] wrong = accuracies(out, "in file order", inOrder, validation, epochs);
    out.mistake(
        "the training rows are not shuffled",
        "Batches.inOrder(train, 64)",
        String.format("validation accuracy %.1f %% after %d epochs", wrong[epochs - 1], epochs),
        "Batches.shuffled(train, 64, seed)",
        String.format("validation accuracy %.1f %%", right[epochs - 1]));
    out.text("In file order, the last steps of each epoch see nothing but nines.");
    double[] x = Series.epochs(epochs);
    out.figure(
        "1-shuffled",
        LineChart.draw(
            "The same rows in two orders",
            "epoch",
            "validation accuracy (%)",
            List.of(new Series("shuffled", x, right), new Series("sorted by class", x, wrong)),
            Axis.WHOLE_X));

    out.see(
        repeats && !Arrays.equals(classes(batch), classes(next)),
        "the same seed gives the same batches, and each epoch its own order");
    out.see(
        right[epochs - 1] > wrong[epochs - 1] + 15,
        "rows sorted by class cost accuracy: %.1f %% against %.1f %% when shuffled",
        wrong[epochs - 1],
        right[epochs - 1]);
  }

  /** Trains the network of the next parts; its accuracy on the validation part by epoch, in %. */
  private static double[] accuracies(
      Notebook out, String name, Batches batches, DataSet validation, int epochs) {
    MultiLayerNetwork network = Model.relu(out.seed(), new SGD(0.01, 0.9));
    double[] accuracies = new double[epochs];
    for (int epoch : out.progress("training, " + name, epochs)) {
      batches.startEpoch(epoch);
      network.fit(batches);
      accuracies[epoch] = Model.accuracy(network, validation);
    }
    return accuracies;
  }

  private static Dataset sortedByClass(Dataset data) {
    return data.rows(
        IntStream.range(0, data.size())
            .boxed()
            .sorted(Comparator.comparingInt(data::label))
            .mapToInt(Integer::intValue)
            .toArray());
  }

  private static int[] classes(DataSet batch) {
    return batch.getLabels().argMax(1).toIntVector();
  }

  private static SampleSheet.Row row(String name, DataSet batch) {
    List<float[]> images = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      images.add(batch.getFeatures().getRow(i).toFloatVector());
    }
    return new SampleSheet.Row(name, images);
  }
}
