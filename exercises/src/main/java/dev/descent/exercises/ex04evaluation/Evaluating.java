package dev.descent.exercises.ex04evaluation;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How good a classifier is: its confusion matrix, and three shares that come from it.
 *
 * <pre>
 *   accuracy    = right / all
 *   precision c = TP / (TP + FP)        of what was taken for class c, how much is it
 *   recall c    = TP / (TP + FN)        of what is class c, how much was taken for it
 * </pre>
 *
 * with right the rows taken for their own class, all the number of rows, TP the rows of class c
 * that were taken for it, FP the rows of other classes that were taken for it, and FN its rows that
 * were taken for others. The shares are from 0 to 1. Precision and recall are 0 where nothing could
 * be divided: for a class that was never predicted, or has no rows.
 *
 * <p>What comes in must stay as it is.
 *
 * <p>PyTorch: {@code (model(x).argmax(1) == y).float().mean()}; scikit-learn: {@code
 * confusion_matrix(y, p)}, {@code precision_score(y, p, average=None, zero_division=0)}. Lesson 1.
 */
public final class Evaluating {
  private Evaluating() {}

  /** Precision and recall of each class, by its number. */
  public record Scores(double[] precision, double[] recall) {}

  /**
   * Counts what was taken for what.
   *
   * @param labels one-hot, [rows, classes]
   * @param outputs of the network, [rows, classes]: a row is taken for the class with the largest
   * @return in row t and column p the number of rows of class t that were taken for class p
   */
  public static int[][] confusion(INDArray labels, INDArray outputs) {
    // TODO 1: x.argMax(1) is the column with the largest value of each row; toIntVector() makes it
    // an int[].
    throw new Todo(1);
  }

  /** The share of rows that were taken for their own class. */
  public static double accuracy(int[][] confusion) {
    // TODO 2: which counts are those of right answers?
    throw new Todo(2);
  }

  /** Precision and recall of each class. */
  public static Scores scores(int[][] confusion) {
    // TODO 3: where in the matrix is TP + FP of a class, and where TP + FN?
    throw new Todo(3);
  }
}
