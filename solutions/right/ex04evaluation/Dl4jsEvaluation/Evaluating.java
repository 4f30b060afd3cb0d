package dev.descent.exercises.ex04evaluation;

import org.nd4j.evaluation.classification.Evaluation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public final class Evaluating {
  private Evaluating() {}

  public record Scores(double[] precision, double[] recall) {}

  public static int[][] confusion(INDArray labels, INDArray outputs) {
    Evaluation evaluation = new Evaluation(labels.columns());
    evaluation.eval(labels, outputs);
    int[][] confusion = new int[labels.columns()][labels.columns()];
    for (int t = 0; t < confusion.length; t++) {
      for (int p = 0; p < confusion.length; p++) {
        confusion[t][p] = evaluation.getConfusionMatrix().getCount(t, p);
      }
    }
    return confusion;
  }

  public static double accuracy(int[][] confusion) {
    INDArray counts = Nd4j.createFromArray(confusion).castTo(DataType.DOUBLE);
    double right = 0;
    for (int c = 0; c < confusion.length; c++) {
      right += counts.getDouble(c, c);
    }
    return right / counts.sumNumber().doubleValue();
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
