package dev.descent.lessons.l3optimizers;

import dev.descent.data.Batches;
import dev.descent.lesson.Notebook;
import dev.descent.plot.Series;
import java.util.List;
import java.util.Locale;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Losses of texts, grouped by how often their word is in the training texts: group 0 never, group g
 * from 2.5^(g−1) times to less than 2.5^g, so from 1, 2.5, 6.25, 15.6, 39, 98 and 244 on.
 *
 * @param sums of the losses, one for each group
 * @param texts how many there are
 */
record LossByWord(double[] sums, int[] texts) {
  private static final double STEP = 2.5;
  private static final int GROUPS = 8;

  /** The first group of frequent words: at least 16 times. */
  private static final int FREQUENT = 4;

  static LossByWord of(MultiLayerNetwork network, Texts held, int[] counts) {
    INDArray losses =
        network.scoreExamples(
            Batches.inOrder(held.data(), held.data().size()).next(), false); // [rows, 1]
    LossByWord grouped = new LossByWord(new double[GROUPS], new int[GROUPS]);
    for (int row = 0; row < held.word().length; row++) {
      int count = counts[held.word()[row]];
      int group = 0;
      while (group < GROUPS - 1 && count >= Math.pow(STEP, group)) {
        group++;
      }
      grouped.sums[group] += losses.getDouble(row);
      grouped.texts[group]++;
    }
    return grouped;
  }

  /** The mean over all texts, those with words never seen among them. */
  double all() {
    return mean(0, GROUPS);
  }

  /** The mean over texts with words seen 1 to 15 times. */
  double rare() {
    return mean(1, FREQUENT);
  }

  /** The mean over texts with words seen at least 16 times. */
  double frequent() {
    return mean(FREQUENT, GROUPS);
  }

  private double mean(int from, int to) {
    double sum = 0;
    int count = 0;
    for (int group = from; group < to; group++) {
      sum += sums[group];
      count += texts[group];
    }
    return sum / count;
  }

  /** The means of the groups from 1 on, over the middle of their counts; gaps where no text is. */
  Series curve(String name) {
    double[] x = new double[GROUPS - 1];
    double[] y = new double[GROUPS - 1];
    for (int group = 1; group < GROUPS; group++) {
      x[group - 1] = Math.pow(STEP, group - 0.5);
      y[group - 1] = mean(group, group + 1);
    }
    return new Series(name, x, y);
  }

  /** In words, for a line of text. */
  String losses() {
    return "frequent words " + Numbers.loss(frequent()) + ", rare words " + Numbers.loss(rare());
  }

  /** A line of a table, with the rate it was got with. */
  List<String> line(Notebook out, String name, double rate) {
    String key = name.replaceAll(".*momentum.*", "momentum").toLowerCase(Locale.ROOT);
    return List.of(
        name,
        out.value("rate-" + key, "%s", Numbers.setting(rate)),
        Numbers.loss(all()),
        out.value("frequent-" + key, "%s", Numbers.loss(frequent())),
        out.value("rare-" + key, "%s", Numbers.loss(rare())));
  }
}
