package dev.descent.exercises.ex27broadcast;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * In place and broadcasting.
 *
 * <pre>
 *   y = 2 x
 * </pre>
 *
 * with x and y of shape [n].
 *
 * <p>PyTorch: {@code 2 * x}. Lesson 0.
 */
public final class Broadcasting {
  private Broadcasting() {}

  /**
   * Twice as much.
   *
   * @param x shape [n]; must stay as it is
   * @return y, shape [n]
   */
  public static INDArray twice(INDArray x) {
    // TODO 1: multiply by 2. x.mul(a) is a new array, a times x.
    throw new Todo(1);
  }
}
