package dev.descent.lessons.l7project;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Split;
import dev.descent.lesson.Notebook;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.dataset.api.preprocessor.NormalizerStandardize;

/**
 * The table, read, split, and made ready.
 *
 * @param file all rows in the order of the file, as they are
 * @param raw the three parts of it
 * @param encoder what makes eight numbers of a row
 * @param normalizer fitted on the training part alone
 */
record PumpData(Dataset file, Split raw, Encoder encoder, NormalizerStandardize normalizer) {
  static final int BATCH = 64;

  /** The table of the run's seed. */
  static PumpData of(Notebook out) {
    Dataset file = read(out.seed());
    // @start region=prepare
    Split raw = Split.of(file, 0.2, 0.2, out.seed()); // shuffled, each class by itself: 60 % train
    Encoder encoder = Encoder.of(raw.train()); // fitted on the training part alone
    NormalizerStandardize normalizer = new NormalizerStandardize();
    normalizer.fit(whole(encoder.encode(raw.train()))); // so is this
    // @end
    return new PumpData(file, raw, encoder, normalizer);
  }

  private static Dataset read(long seed) {
    try {
      Path file = Files.createTempFile("pumps", ".csv");
      try {
        PumpTable.write(file, seed);
        return parse(Files.readAllLines(file));
      } finally {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("the table of pumps", e);
    }
  }

  /** Six columns: those of numbers as they are, the type by its number, and the days. */
  private static Dataset parse(List<String> lines) {
    int rows = lines.size() - 1; // the first has the names
    float[] values = new float[6 * rows];
    int[] labels = new int[rows];
    for (int row = 0; row < rows; row++) {
      String[] cells = lines.get(row + 1).split(",");
      System.arraycopy(Encoder.numbers(cells), 0, values, 6 * row, 5);
      values[6 * row + 5] = Float.parseFloat(cells[5]);
      labels[row] = cells[6].equals("yes") ? 1 : 0;
    }
    return Dataset.classification("pumps", values, 6, labels, List.of("no", "yes"));
  }

  Dataset train() {
    return encoder.encode(raw.train());
  }

  /** Shuffled batches of the training part, standardised. */
  Batches batches(long seed) {
    Batches batches = Batches.shuffled(train(), BATCH, seed);
    batches.setPreProcessor(normalizer);
    return batches;
  }

  /** A part of the raw table in one piece: encoded and standardised. */
  DataSet ready(Dataset part) {
    DataSet all = whole(encoder.encode(part));
    normalizer.transform(all);
    return all;
  }

  /** A set in one piece, as it is. */
  static DataSet whole(Dataset data) {
    return Batches.inOrder(data, data.size()).next();
  }

  /** Some of the columns of the raw table, as they are, with 0 or 1 to predict. */
  static Dataset columns(Dataset part, int columns) {
    float[] row = new float[part.width()];
    float[] values = new float[part.size() * columns];
    float[] labels = new float[part.size()];
    for (int i = 0; i < part.size(); i++) {
      part.read(i, row, 0);
      System.arraycopy(row, 0, values, i * columns, columns);
      labels[i] = part.label(i);
    }
    return Dataset.regression(part.name(), values, columns, labels);
  }
}
