package dev.descent.lessons.l1loop;

import dev.descent.data.Batches;
import dev.descent.data.DataSource;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.lesson.PartMain;
import dev.descent.plot.SampleSheet;
import java.util.Arrays;
import java.util.List;
import org.deeplearning4j.datasets.iterator.utilty.ListDataSetIterator;
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
    return List.of("1-first-images");
  }

  @Override
  public void run(Notebook out) {
    // Three parts: the network learns from the first, choices are made on the second, and the third
    // is looked at once, at the end. Each class is split by itself, so all parts have all classes
    // in the same proportion.
    // PyTorch: train, validation, test = random_split(dataset, [0.8, 0.1, 0.1])
    Split split = DataSource.parse(out.quick() ? "digits:2000" : "digits").load();
    out.text(
        "%,d digits, 28 x 28 pixels each: %s rows to learn from, %s for validation, %s for the"
            + " test.",
        split.train().size() + split.validation().size() + split.test().size(),
        out.value("train", "%,d", split.train().size()),
        out.value("validation", "%,d", split.validation().size()),
        out.value("test", "%,d", split.test().size()));

    // The file we pretend to have read is sorted: all zeros first, then all ones, and so on.
    Dataset sorted = Rows.sortedByClass(split.train());

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
    boolean repeats = Arrays.equals(Rows.classes(batch), Rows.classes(shuffled.next()));
    DataSet first = Batches.inOrder(sorted, BATCH).next();
    out.figure(
        "1-first-images",
        SampleSheet.draw(
            "The first images of a training: file order, and shuffled in every epoch",
            28,
            28,
            List.of(
                Rows.images("as in the file", first),
                Rows.images("shuffled, epoch 1", batch),
                Rows.images("shuffled, epoch 2", next))));

    // DL4J's own way: one DataSet of all rows, shuffled once, cut in two, and an iterator over it.
    // It keeps that one order: the second epoch is the first one again.
    DataSet all = Batches.inOrder(sorted, sorted.size()).next();
    all.shuffle(out.seed());
    SplitTestAndTrain cut = all.splitTestAndTrain(0.9); // the share that is for training
    DataSetIterator once = new ListDataSetIterator<>(cut.getTrain().asList(), BATCH);
    int[] epoch1 = Rows.classes(once.next());
    once.reset();
    boolean stays = Arrays.equals(epoch1, Rows.classes(once.next()));
    out.text(
        "The first batch of epoch 2 from DL4J's ListDataSetIterator is %s, from Batches.shuffled it"
            + " is %s.",
        stays ? "that of epoch 1 again" : "another one",
        Arrays.equals(Rows.classes(batch), Rows.classes(next))
            ? "that of epoch 1 again"
            : "another one");

    out.see(
        repeats && !Arrays.equals(Rows.classes(batch), Rows.classes(next)),
        "the same seed gives the same batches, and each epoch its own order");
  }
}
