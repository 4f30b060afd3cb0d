package dev.descent.exercises.ex26views;

import org.nd4j.linalg.api.ndarray.INDArray;

/** Views, through which one writes into the caller's array, and copies, which one keeps. */
public final class Views {
  private Views() {}

  /** A row with numbers of its own. */
  public static INDArray row(INDArray a, int i) {
    return a.getRow(i).dup();
  }

  /** Some rows times a factor, in the caller's array: each row is a view of it. */
  public static void scaleRows(INDArray a, int[] rows, double factor) {
    for (int row : rows) {
      a.getRow(row).muli(factor);
    }
  }

  /** Two rows change their places, in the caller's array. */
  public static void swapRows(INDArray a, int i, int j) {
    INDArray kept = a.getRow(i).dup(); // a view would show row j after the next line
    a.putRow(i, a.getRow(j));
    a.putRow(j, kept);
  }
}
