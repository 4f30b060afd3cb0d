package dev.descent.exercises.ex02batches;

import dev.descent.exercise.Todo;
import java.util.List;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The way from rows to batches: rows shuffled, split into two parts, standardised, cut into
 * batches.
 *
 * <pre>
 *   z = (x − m) / s        m = (1/n) Σ x        s = √( (1/n) Σ (x − m)² )
 * </pre>
 *
 * for each column by itself, with x a feature, and m and s the mean and the standard deviation of
 * its column over the n rows of the training part. The validation part stands for rows that nobody
 * has seen yet: it gets the same m and s. s is above 0.
 *
 * <p>A {@code DataSet} has features [rows, width] and labels [rows, outputs]; row i of the labels
 * belongs to row i of the features. What comes in must stay as it is.
 *
 * <p>PyTorch: {@code DataLoader(data, batch_size, shuffle=True)}, {@code random_split}, {@code (x -
 * x.mean(0)) / x.std(0, correction=0)}. Lesson 1. Paper: Y. LeCun, L. Bottou, G. Orr and K.-R.
 * Müller, Efficient BackProp (1998).
 */
public final class Batches {
  private Batches() {}

  /** The rows to learn from, and those to judge by. */
  public record Split(DataSet training, DataSet validation) {}

  /**
   * The rows in another order.
   *
   * @param order each number from 0 to rows − 1 once: row order[i] of the data comes to row i
   */
  public static DataSet shuffled(DataSet data, int[] order) {
    // TODO 1: x.getRows(order), for x = data.getFeatures(), is a new array with these rows of x.
    throw new Todo(1);
  }

  /**
   * The last {@code validation} rows are the validation part, those before the training part. Each
   * has a row at least.
   */
  public static Split split(DataSet data, int validation) {
    // TODO 2: x.get(NDArrayIndex.interval(from, to), NDArrayIndex.all()) is rows from to to − 1.
    throw new Todo(2);
  }

  /** Both parts standardised; labels stay. */
  public static Split standardised(Split split) {
    // TODO 3: x.mean(0) and x.std(biasCorrected, 0) have a number for each column: is n − 1 or n
    // meant? x.subRowVector(v) and x.divRowVector(v) are new arrays; names with an i change x.
    throw new Todo(3);
  }

  /** Batches of {@code size} rows, in the order of the data; the last one may be shorter. */
  public static List<DataSet> batches(DataSet data, int size) {
    // TODO 4: every row is in one batch. data.numExamples() is the number of rows.
    throw new Todo(4);
  }
}
