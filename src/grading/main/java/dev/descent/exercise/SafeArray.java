package dev.descent.exercise;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Methods that the grader calls where an answer calls methods of an array that reach beneath it:
 * with them code could read and write memory that is not its own.
 */
public final class SafeArray {
  private SafeArray() {}

  /**
   * Does nothing: ND4J would free the memory, and a view of the array would go on to read and write
   * there. The garbage collector closes arrays that nobody has any more.
   */
  public static void close(INDArray array) {
    array.length(); // an array that is null is an error here, too
  }

  /** A copy of the shape: ND4J gives its own, and believes whatever is written there. */
  public static long[] shape(INDArray array) {
    return array.shape().clone();
  }

  /** A copy of the strides, for the same reason. */
  public static long[] stride(INDArray array) {
    return array.stride().clone();
  }
}
