package dev.descent.train;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * How a network does on a set, dropout off.
 *
 * @param loss mean over the rows; NaN where it cannot be computed
 * @param confusion counts, row the true class, column the predicted one; null for a regression
 */
record Metrics(double loss, int[][] confusion) {
  private static final int BATCH = 512;

  static Metrics of(MultiLayerNetwork network, Dataset data) {
    double sum = 0;
    int[][] confusion = data.isClassification() ? new int[data.outputs()][data.outputs()] : null;
    int row = 0;
    for (Batches batches = Batches.inOrder(data, BATCH); batches.hasNext(); ) {
      DataSet batch = batches.next();
      try {
        sum += network.score(batch, false) * batch.numExamples();
      } catch (ArithmeticException e) { // the loss refuses logits that are not finite
        return new Metrics(Double.NaN, null);
      }
      if (confusion != null) {
        INDArray predicted = network.output(batch.getFeatures(), false).argMax(1);
        for (int i = 0; i < batch.numExamples(); i++) {
          confusion[data.label(row++)][predicted.getInt(i)]++;
        }
      }
    }
    return new Metrics(sum / data.size(), confusion);
  }

  /** Share of the rows on the diagonal, 0 to 1; null for a regression. */
  Double accuracy() {
    if (confusion == null) {
      return null;
    }
    int right = 0;
    int all = 0;
    for (int i = 0; i < confusion.length; i++) {
      for (int j = 0; j < confusion.length; j++) {
        all += confusion[i][j];
        right += i == j ? confusion[i][j] : 0;
      }
    }
    return (double) right / all;
  }
}
