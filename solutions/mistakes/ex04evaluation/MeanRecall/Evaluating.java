package dev.descent.exercises.ex04evaluation;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class Evaluating {
  private Evaluating() {}

  public record Scores(double[] precision, double[] recall) {}

  public static int[][] confusion(INDArray labels, INDArray outputs) {
    int[] classes = labels.argMax(1).toIntVector();
    int[] predicted = outputs.argMax(1).toIntVector();
    int[][] confusion = new int[labels.columns()][labels.columns()];
    for (int i = 0; i < classes.length; i++) {
      confusion[classes[i]][predicted[i]]++;
    }
    return confusion;
  }

  public static double accuracy(int[][] confusion) {
    double sum = 0;
    for (double recall : scores(confusion).recall()) {
      sum += recall;
    }
    return sum / confusion.length;
  }

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
