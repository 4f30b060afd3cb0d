package dev.descent.lessons.l5overfitting;

import dev.descent.data.Dataset;
import dev.descent.plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * A DL4J listener that asks after every epoch which labels the network gives back: the right ones,
 * and the wrong ones.
 */
final class Followed extends BaseTrainingListener {
  private final MultiLayerNetwork network;
  private final INDArray images; // [rows, 784]
  private final Dataset given;
  private final Dataset truth;
  private final List<Shares> shares = new ArrayList<>();

  /**
   * The answers to the training rows after an epoch, each a share from 0 to 1.
   *
   * @param right of the rows with a right label: it answers this label
   * @param wrong of the rows with a wrong label: it answers this label
   * @param seenThrough of the rows with a wrong label: it answers the class that the image has
   * @param rightLoss mean cross entropy of the rows with a right label
   * @param wrongLoss the same of the rows with a wrong label
   */
  record Shares(
      double right, double wrong, double seenThrough, double rightLoss, double wrongLoss) {}

  /**
   * @param truth the same rows as the training part, each with its right label
   */
  Followed(MultiLayerNetwork network, FewDigits data, Dataset truth) {
    this.network = network;
    this.truth = truth;
    given = data.train();
    images = FewDigits.all(given).getFeatures();
  }

  /** The rows whose label is right, or those whose label is wrong. */
  static int[] rows(Dataset given, Dataset truth, boolean right) {
    return IntStream.range(0, given.size())
        .filter(row -> (given.label(row) == truth.label(row)) == right)
        .toArray();
  }

  @Override
  public void onEpochEnd(Model model) {
    INDArray logits = network.output(images); // [rows, 10], dropout off
    int[] answers = logits.argMax(1).toIntVector();
    int[] right = rows(given, truth, true);
    int[] wrong = rows(given, truth, false);
    shares.add(
        new Shares(
            share(answers, given, right),
            share(answers, given, wrong),
            share(answers, truth, wrong),
            loss(logits, right),
            loss(logits, wrong)));
  }

  /** After this epoch, from 1. */
  Shares after(int epoch) {
    return shares.get(epoch - 1);
  }

  Series of(String name, ToDoubleFunction<Shares> what) {
    return new Series(
        name, Series.epochs(shares.size()), shares.stream().mapToDouble(what).toArray());
  }

  private double loss(INDArray logits, int[] rows) {
    DataSet part = FewDigits.all(given.rows(rows));
    return Score.of(logits.getRows(rows), part).loss();
  }

  private static double share(int[] answers, Dataset labels, int[] rows) {
    return IntStream.of(rows)
        .mapToDouble(row -> answers[row] == labels.label(row) ? 1 : 0)
        .average()
        .orElseThrow();
  }
}
