package dev.descent.data;

import java.util.Arrays;
import java.util.List;

/**
 * A column of a table that is learnt from, a value for each row.
 *
 * <p>What is done to it is decided on the training part alone: what is known about the others must
 * not reach the training.
 */
sealed interface Column {
  /** Its number and name, for messages. */
  String place();

  /** How many features come of it. */
  int width();

  /** Whether a row has nothing here. */
  boolean isMissing(int row);

  /** What to do to it, as the training part says. */
  Fitted fit(int[] training, CsvSpec.Missing missing);

  /** A column with all that is to be done to it. */
  interface Fitted {
    /** Writes the features of a row. */
    void write(int row, float[] into, int offset);

    /** Whether the training part has one value only, which tells nothing apart. */
    boolean isConstant();
  }

  /** The mean of numbers, added up from small differences. */
  static double mean(double[] values) {
    double first = values[0];
    return first + Arrays.stream(values).map(value -> value - first).sum() / values.length;
  }

  /**
   * Numbers. They get mean 0 and standard deviation 1 on the training part: {@code z = (x - mean) /
   * std}, with the standard deviation of the whole population, {@code std = sqrt(sum((x - mean)^2)
   * / n)}. All in 64 bits, as the seconds of a day are less than the last place of a date in 32.
   *
   * @param values NaN where there is none
   */
  record Numbers(String place, double[] values) implements Column {
    @Override
    public int width() {
      return 1;
    }

    @Override
    public boolean isMissing(int row) {
      return Double.isNaN(values[row]);
    }

    @Override
    public Standardized fit(int[] training, CsvSpec.Missing missing) {
      double[] known =
          Arrays.stream(training)
              .mapToDouble(row -> values[row])
              .filter(v -> !Double.isNaN(v))
              .toArray();
      if (known.length == 0) {
        return new Standardized(values, 0, 0, 0, 0, 1, true);
      }
      double fill = missing == CsvSpec.Missing.MEDIAN ? median(known) : mean(known);
      double[] filled =
          Arrays.stream(training)
              .mapToDouble(row -> Double.isNaN(values[row]) ? fill : values[row])
              .toArray();
      // From the first value on, so that a large one takes no digits from small differences; and by
      // a power of two, which rounds nothing, so that the squares of tiny ones are more than 0.
      double first = filled[0];
      double most = Arrays.stream(filled).map(value -> Math.abs(value - first)).max().orElse(0);
      if (most == 0) {
        return new Standardized(values, fill, first, 0, 0, 1, true);
      }
      int exponent = Math.getExponent(most);
      double[] scaled =
          Arrays.stream(filled).map(value -> Math.scalb(value - first, -exponent)).toArray();
      boolean isFilled = missing == CsvSpec.Missing.MEAN && known.length < filled.length;
      double mean = isFilled ? Math.scalb(fill - first, -exponent) : mean(scaled);
      double variance = mean(Arrays.stream(scaled).map(v -> (v - mean) * (v - mean)).toArray());
      return new Standardized(values, fill, first, exponent, mean, Math.sqrt(variance), false);
    }

    private static double median(double[] known) {
      double[] sorted = known.clone();
      Arrays.sort(sorted);
      int half = sorted.length / 2;
      return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }
  }

  /**
   * Numbers on their way to mean 0 and standard deviation 1.
   *
   * @param first what is subtracted before all else
   * @param exponent the power of two that the differences are divided by then
   * @param mean of what that gives
   * @param deviation of what that gives
   */
  record Standardized(
      double[] values,
      double fill,
      double first,
      int exponent,
      double mean,
      double deviation,
      boolean isConstant)
      implements Fitted {
    /** The standard deviation, in the unit of the values. */
    double std() {
      return Math.scalb(deviation, exponent);
    }

    @Override
    public void write(int row, float[] into, int offset) {
      double value = Double.isNaN(values[row]) ? fill : values[row];
      into[offset] = (float) ((Math.scalb(value - first, -exponent) - mean) / deviation);
    }
  }

  /**
   * Words. Each that there is becomes a feature, 1 where a row has it and 0 elsewhere.
   *
   * @param words each once, in alphabetical order
   * @param values the row's word, an index; -1 where there is none
   */
  record Words(String place, List<String> words, int[] values) implements Column {
    @Override
    public int width() {
      return words.size();
    }

    @Override
    public boolean isMissing(int row) {
      return values[row] < 0;
    }

    @Override
    public Fitted fit(int[] training, CsvSpec.Missing missing) {
      int[] counts = new int[words.size()];
      Arrays.stream(training).filter(row -> values[row] >= 0).forEach(row -> counts[values[row]]++);
      int most = 0;
      for (int word = 1; word < counts.length; word++) {
        most = counts[word] > counts[most] ? word : most;
      }
      int present = (int) Arrays.stream(counts).filter(count -> count > 0).count();
      return new OneHot(values, most, present < 2);
    }
  }

  /** Words on their way to a feature each. */
  record OneHot(int[] values, int fill, boolean isConstant) implements Fitted {
    @Override
    public void write(int row, float[] into, int offset) {
      into[offset + (values[row] < 0 ? fill : values[row])] = 1;
    }
  }
}
