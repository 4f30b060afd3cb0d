package dev.descent.lessons.l3optimizers;

import dev.descent.data.Dataset;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/**
 * Texts as bags of words: a column for each word, 1 where the text has it, else 0. The first
 * columns are common words such as "the": each is in half of the texts and says nothing. Behind
 * them are words of a topic, one in each text, the k-th of them in proportion to 1 / k (Zipf's
 * law), so most are rare. Each belongs to one of five topics, and which topic a text has is to be
 * learned; a tenth of the texts has a topic by chance.
 *
 * @param data the rows
 * @param word the column of each row's topical word
 */
record Texts(Dataset data, int[] word) {
  static final int TOPICS = 5;
  static final int COMMON = 20;

  /** Words mean the same whatever the seed. */
  private static final long MEANING = 7;

  static Texts generate(int rows, int words, long seed) {
    Random meaning = new Random(MEANING);
    int[] topics = IntStream.range(0, words).map(k -> meaning.nextInt(TOPICS)).toArray();
    double[] upTo = new double[words]; // the sum of 1 / 1 to 1 / k
    for (int k = 0; k < words; k++) {
      upTo[k] = (k == 0 ? 0 : upTo[k - 1]) + 1.0 / (k + 1);
    }
    Random random = new Random(seed);
    int width = COMMON + words;
    float[] values = new float[rows * width];
    int[] labels = new int[rows];
    int[] word = new int[rows];
    for (int row = 0; row < rows; row++) {
      for (int column = 0; column < COMMON; column++) {
        values[row * width + column] = random.nextInt(2);
      }
      int place = Arrays.binarySearch(upTo, random.nextDouble() * upTo[words - 1]);
      int k = place < 0 ? -place - 1 : place;
      word[row] = COMMON + k;
      values[row * width + word[row]] = 1;
      labels[row] = random.nextInt(10) == 0 ? random.nextInt(TOPICS) : topics[k];
    }
    List<String> names = IntStream.range(0, TOPICS).mapToObj(t -> "topic " + t).toList();
    return new Texts(Dataset.classification("texts", values, width, labels, names), word);
  }

  /** In how many rows each column is the topical word. */
  int[] counts() {
    int[] counts = new int[data.width()];
    for (int column : word) {
      counts[column]++;
    }
    return counts;
  }
}
