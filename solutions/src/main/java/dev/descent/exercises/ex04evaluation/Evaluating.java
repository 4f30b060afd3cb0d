package dev.descent.exercises.ex04evaluation;

import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * How good a classifier is: confusion matrix, accuracy, precision and recall. What comes in must
 * stay as it is.
 */
public final class Evaluating {
  private Evaluating() {}

  /** Precision and recall of each class, by its number. */
  public record Scores(double[] precision, double[] recall) {}

  /**
   * Counts what was taken for what.
   *
   * @param labels one-hot, [rows, classes]
   * @param outputs [rows, classes]
   * @return row: the class; column: what it was taken for
   */
  public static int[][] confusion(INDArray labels, INDArray outputs) {
    int[] classes = labels.argMax(1).toIntVector();
    int[] predicted = outputs.argMax(1).toIntVector();
    int[][] confusion = new int[labels.columns()][labels.columns()];
    for (int i = 0; i < classes.length; i++) {
      confusion[classes[i]][predicted[i]]++;
    }
    return confusion;
  }

  /** The share of rows that were taken for their own class. */
  public static double accuracy(int[][] confusion) {
    int right = 0;
    int all = 0;
    for (int c = 0; c < confusion.length; c++) {
      right += confusion[c][c];
      for (int count : confusion[c]) {
        all += count;
      }
    }
    return (double) right / all;
  }

  /** Precision and recall of each class. */
  public static Scores scores(int[][] confusion) {
    int classes = confusion.length;
    double[] precision = new double[classes];
    double[] recall = new double[classes];
    for (int c = 0; c < classes; c++) {
      int predicted = 0; // TP + FP: the column
      int actual = 0; // TP + FN: the row
      for (int other = 0; other < classes; other++) {
        predicted += confusion[other][c];
        actual += confusion[c][other];
      }
      precision[c] = share(confusion[c][c], predicted);
      recall[c] = share(confusion[c][c], actual);
    }
    return new Scores(precision, recall);
  }

  private static double share(int part, int whole) {
    return whole == 0 ? 0 : (double) part / whole;
  }
}
