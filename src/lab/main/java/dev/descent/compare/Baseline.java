package dev.descent.compare;

import dev.descent.data.Dataset;
import dev.descent.data.Split;
import java.util.stream.IntStream;

/**
 * A prediction that looks at no feature: the most frequent class of the training part, or the mean
 * of its numbers. A network that does no better has learnt nothing.
 *
 * @param says what it always says
 * @param validation its accuracy on the validation part, or its error
 * @param test the same on the test part
 */
public record Baseline(String says, double validation, double test) {
  static Baseline of(Split split, Measure measure) {
    if (measure.isAccuracy()) {
      Dataset train = split.train();
      int[] rows = train.counts();
      int most =
          IntStream.range(0, rows.length).reduce((a, b) -> rows[b] > rows[a] ? b : a).orElse(0);
      return new Baseline(
          train.classes().get(most), share(split.validation(), most), share(split.test(), most));
    }
    double mean =
        IntStream.range(0, split.train().size())
            .mapToDouble(split.train()::target)
            .average()
            .orElseThrow();
    return new Baseline(
        "the mean",
        measure.unit() * error(split.validation(), mean),
        measure.unit() * error(split.test(), mean));
  }

  private static double share(Dataset data, int label) {
    return data.counts()[label] / (double) data.size();
  }

  private static double error(Dataset data, double mean) {
    return Math.sqrt(
        IntStream.range(0, data.size())
            .mapToDouble(row -> (data.target(row) - mean) * (data.target(row) - mean))
            .average()
            .orElseThrow());
  }
}
