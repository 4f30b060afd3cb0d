package dev.descent.exercise;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What the grader calls where an answer closes an array. ND4J would free the memory beneath, and a
 * view of the array would go on to read and write there.
 */
public final class ClosedArray {
  private ClosedArray() {}

  /** Does nothing: the garbage collector closes arrays that nobody has any more. */
  public static void close(INDArray array) {
    array.length(); // an array that is null is an error here, too
  }
}
