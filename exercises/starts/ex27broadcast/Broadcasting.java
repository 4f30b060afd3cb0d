package dev.descent.exercises.ex27broadcast;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * In place or not, along rows or columns, whole numbers or not: what one line of array code leaves
 * open until one looks.
 *
 * <pre>
 *   x.mean(0)   over the rows: a number for each column, shape [columns]
 *   x.mean(1)   over the columns: a number for each row, shape [rows]
 *
 *   x.subRowVector(v)      v has a number for each column and is subtracted from every row
 *   x.subColumnVector(v)   v has a number for each row and is subtracted from every column
 *   x.sub(v)               as subRowVector, where v has as many numbers as x has columns
 * </pre>
 *
 * with x of shape [rows, columns]. Each has a twin that works in place: subi, subiRowVector,
 * subiColumnVector. Where x is square, both mean(0) and mean(1) fit both ways, and nothing but the
 * numbers tells which was meant.
 *
 * <p>PyTorch: {@code x -= x.mean(0)}, {@code x - x.mean(1, keepdim=True)}, {@code counts /
 * counts.sum()}, which divides whole numbers into fractions. Lesson 0.
 */
public final class Broadcasting {
  private Broadcasting() {}

  /**
   * Subtracts from each column its mean, in the caller's array.
   *
   * @param x float64, shape [rows, columns]; changed in place
   */
  public static void centreColumns(INDArray x) {
    // TODO 1: the means, a number for each column, and a call that ends in i or has it inside.
    throw new Todo(1);
  }

  /**
   * Each row minus its mean.
   *
   * @param x float64, shape [rows, columns]; must stay as it is
   * @return float64, shape [rows, columns]
   */
  public static INDArray centredRows(INDArray x) {
    // TODO 2: the means, a number for each row. Think of a square x.
    throw new Todo(2);
  }

  /**
   * The share of each count in all of them, as of the rows of each class.
   *
   * @param counts whole numbers, 0 or more and not all 0, shape [n]; INT, LONG, FLOAT or DOUBLE;
   *     must stay as they are
   * @return float64, shape [n], with the sum 1
   */
  public static INDArray shares(INDArray counts) {
    // TODO 3: in which type is divided? castTo(DataType.DOUBLE), of org.nd4j.linalg.api.buffer,
    // makes a DOUBLE of an array of another type, and gives a DOUBLE itself, which is no copy.
    throw new Todo(3);
  }
}
