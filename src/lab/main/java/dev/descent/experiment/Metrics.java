package dev.descent.experiment;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * The quality of a network on a set, dropout off.
 *
 * @param loss mean over the rows; NaN where it cannot be computed
 * @param squaredError mean over the rows of a regression with another loss; null elsewhere
 * @param accuracy share of the rows classified rightly, 0 to 1; NaN for a regression
 * @param confusion counts, row the true class, column the predicted one; empty for a regression
 */
record Metrics(double loss, @Nullable Double squaredError, double accuracy, int[][] confusion) {
  private static final int BATCH = 512;

  static Metrics of(MultiLayerNetwork network, Loss loss, Dataset data) {
    double sum = 0;
    double squares = 0;
    boolean hasSquares = !data.isClassification() && loss != Loss.MSE;
    int classes = data.isClassification() ? data.outputs() : 0;
    int[][] confusion = new int[classes][classes];
    int row = 0;
    for (Batches batches = Batches.inOrder(data, BATCH); batches.hasNext(); ) {
      DataSet batch = batches.next();
      INDArray output = network.output(batch.getFeatures());
      try {
        sum += score(loss, batch, output);
      } catch (ArithmeticException e) { // the loss refuses logits that are not finite
        return new Metrics(Double.NaN, null, Double.NaN, new int[0][0]);
      }
      if (hasSquares) {
        squares += score(Loss.MSE, batch, output);
      }
      if (classes > 0) {
        for (int predicted : output.argMax(1).toIntVector()) {
          confusion[data.label(row++)][predicted]++;
        }
      }
    }
    double size = data.size();
    int right = IntStream.range(0, classes).map(i -> confusion[i][i]).sum();
    return new Metrics(
        sum / size,
        hasSquares ? (Double) (squares / size) : null,
        classes > 0 ? right / size : Double.NaN,
        confusion);
  }

  private static double score(Loss loss, DataSet batch, INDArray output) {
    return loss.function()
        .computeScore(batch.getLabels(), output, new ActivationIdentity(), null, false);
  }
}
