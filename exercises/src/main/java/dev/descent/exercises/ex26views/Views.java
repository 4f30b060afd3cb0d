package dev.descent.exercises.ex26views;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Views and copies. A view is a second array object on the same numbers: what is written into the
 * one is seen in the other. A copy has numbers of its own.
 *
 * <pre>
 *   views    a.getRow(i), a.getColumn(j), a.get(NDArrayIndex.interval(from, to)), a.transpose()
 *   copies   a.dup(), a.getRows(i, j, …), a.mul(2) and all that computes and does not end in i
 *   in place a.muli(2), a.assign(b), a.putRow(i, b)
 * </pre>
 *
 * with a of shape [rows, columns]; a row, a.getRow(i), has the shape [columns]. All numbers are
 * float64. The first row is 0.
 *
 * <p>PyTorch: {@code a[i]} is a view, {@code a[[i, j]]} a copy, {@code a.clone()} a copy. Lesson 0.
 */
public final class Views {
  private Views() {}

  /**
   * A row with numbers of its own, as one keeps the best parameters so far: what is written into
   * it, or later into a, does not reach the other.
   *
   * @param a shape [rows, columns]; must stay as it is
   * @param i number of the row
   * @return shape [columns]
   */
  public static INDArray row(INDArray a, int i) {
    // TODO 1: getRow(i) alone is a view.
    throw new Todo(1);
  }

  /**
   * Some rows times a factor, in the caller's array.
   *
   * @param a shape [rows, columns]; changed in place
   * @param rows numbers of the rows, each once; must stay as they are
   */
  public static void scaleRows(INDArray a, int[] rows, double factor) {
    // TODO 2: a.getRows(rows) is a copy, a.getRow(i) is none.
    throw new Todo(2);
  }

  /**
   * Two rows change their places, in the caller's array.
   *
   * @param a shape [rows, columns]; changed in place
   * @param i number of the one row
   * @param j number of the other; may be i
   */
  public static void swapRows(INDArray a, int i, int j) {
    // TODO 3: a.putRow(i, b) writes b into row i. Which row is lost by that?
    throw new Todo(3);
  }
}
