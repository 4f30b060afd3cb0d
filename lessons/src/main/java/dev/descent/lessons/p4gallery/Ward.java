package dev.descent.lessons.p4gallery;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Digits;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The digits of all patients: 1,000 to validate, 1,600 to learn from, 1,000 to test, and what is
 * done to them. The labels for validation and test are always right.
 */
final class Ward {
  private static final int VALIDATION = 1000;
  private static final int TRAINING = 1600;
  private static final int TEST = 1000;
  private static final int FEW = 512;

  private final Dataset digits;
  private final long seed;

  Ward(long seed) {
    this.seed = seed;
    digits = Digits.generate(VALIDATION + TRAINING + TEST, seed);
  }

  Dataset validation() {
    return digits.rows(range(0, VALIDATION));
  }

  Dataset test() {
    return digits.rows(range(VALIDATION + TRAINING, TEST));
  }

  Dataset training() {
    return digits.rows(range(VALIDATION, TRAINING));
  }

  /** A patient: all rows of a class, then all of the next. */
  Dataset sorted() {
    Dataset training = training();
    return training.rows(
        IntStream.range(0, TRAINING)
            .boxed()
            .sorted(Comparator.comparing(training::label))
            .mapToInt(i -> i)
            .toArray());
  }

  /** A patient: the labels are shuffled, and the images are not. */
  Dataset outOfStep() {
    Dataset training = training();
    List<Integer> labels =
        IntStream.range(0, TRAINING).mapToObj(training::label).collect(Collectors.toList());
    Collections.shuffle(labels, new Random(seed));
    return relabelled(training, labels::get);
  }

  /** Few rows, and every fifth label is wrong. */
  Dataset few() {
    Random random = new Random(seed);
    Dataset few = digits.rows(range(VALIDATION, FEW));
    return relabelled(
        few, i -> i % 5 < 4 ? few.label(i) : (few.label(i) + 1 + random.nextInt(9)) % 10);
  }

  /** A patient: the same few rows, and those of the validation part. */
  Dataset leaking() {
    Dataset few = few();
    Dataset both = digits.rows(range(0, VALIDATION + FEW));
    return relabelled(both, i -> i < VALIDATION ? both.label(i) : few.label(i - VALIDATION));
  }

  private static int[] range(int from, int count) {
    return IntStream.range(from, from + count).toArray();
  }

  /** Batches of 64 in another order every epoch, or in the order of the rows. */
  Batches batches(Dataset rows, boolean isShuffled) {
    return isShuffled ? Batches.shuffled(rows, 64, seed) : Batches.inOrder(rows, 64);
  }

  /** All rows in one batch. */
  static DataSet all(Dataset rows) {
    return Batches.inOrder(rows, rows.size()).next();
  }

  private static Dataset relabelled(Dataset data, IntUnaryOperator label) {
    float[] row = new float[data.width()];
    byte[] pixels = new byte[data.size() * row.length];
    int[] labels = new int[data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        pixels[i * row.length + j] = (byte) Math.round(255 * row[j]);
      }
      labels[i] = label.applyAsInt(i);
    }
    return Dataset.images("digits", 28, 28, pixels, labels, data.classes());
  }
}
