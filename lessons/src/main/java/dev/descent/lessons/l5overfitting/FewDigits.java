package dev.descent.lessons.l5overfitting;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import dev.descent.data.Digits;
import dev.descent.lesson.Notebook;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The digits of this lesson, made for overfitting: few to learn from, and every fifth of their
 * labels is wrong. The digits for validation are more, and their labels are right.
 *
 * @param train the digits that the network learns from
 * @param validation the digits that it is measured on
 * @param epochs the number of times it sees the training part, in eight batches each time
 */
record FewDigits(Dataset train, Dataset validation, int epochs) {
  private static final int BATCHES = 8;

  /** 512 digits and 100 epochs, or 160 and 20 in a quick run. */
  static FewDigits of(Notebook out) {
    return of(out, 1, true);
  }

  /**
   * The same without one of the causes of overfitting; the validation part stays as it is.
   *
   * @param times so many times the digits to learn from
   * @param wrongLabels whether every fifth of their labels is wrong
   */
  static FewDigits of(Notebook out, int times, boolean wrongLabels) {
    return out.quick()
        ? of(out.seed(), times * 160, 300, 20, wrongLabels)
        : of(out.seed(), times * 512, 1000, 100, wrongLabels);
  }

  /** The 512 digits of a whole run, in a quick run too: for trainings of few epochs. */
  static FewDigits whole(Notebook out, int epochs, boolean wrongLabels) {
    return of(out.seed(), 512, 1000, epochs, wrongLabels);
  }

  private static FewDigits of(long seed, int rows, int held, int epochs, boolean wrongLabels) {
    Dataset digits = Digits.generate(held + rows, seed);
    Dataset few = digits.rows(IntStream.range(held, held + rows).toArray());
    return new FewDigits(
        wrongLabels ? withWrongLabels(few, seed) : few,
        digits.rows(IntStream.range(0, held).toArray()),
        epochs);
  }

  /** The training part in batches, in another order every epoch. */
  Batches batches(long seed) {
    return Batches.shuffled(train, train.size() / BATCHES, seed);
  }

  /** All rows of a part in one batch. */
  static DataSet all(Dataset part) {
    return Batches.inOrder(part, part.size()).next();
  }

  private static Dataset withWrongLabels(Dataset data, long seed) {
    Random random = new Random(seed);
    float[] row = new float[data.width()];
    byte[] pixels = new byte[data.size() * row.length];
    int[] labels = new int[data.size()];
    for (int i = 0; i < data.size(); i++) {
      data.read(i, row, 0);
      for (int j = 0; j < row.length; j++) {
        pixels[i * row.length + j] = (byte) Math.round(255 * row[j]);
      }
      labels[i] = i % 5 < 4 ? data.label(i) : (data.label(i) + 1 + random.nextInt(9)) % 10;
    }
    return Dataset.images("few digits", 28, 28, pixels, labels, data.classes());
  }
}
