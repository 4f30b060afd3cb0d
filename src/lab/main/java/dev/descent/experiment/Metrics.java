package dev.descent.experiment;

import dev.descent.data.Batches;
import dev.descent.data.Dataset;
import java.util.stream.IntStream;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * How a network does on a set, dropout off.
 *
 * @param loss mean over the rows; NaN where it cannot be computed
 * @param accuracy share of the rows classified rightly, 0 to 1; null for a regression
 * @param confusion counts, row the true class, column the predicted one; null for a regression
 */
record Metrics(double loss, Double accuracy, int[][] confusion) {
  private static final int BATCH = 512;

  static Metrics of(MultiLayerNetwork network, Loss loss, Dataset data) {
    double sum = 0;
    int[][] confusion = data.isClassification() ? new int[data.outputs()][data.outputs()] : null;
    int row = 0;
    for (Batches batches = Batches.inOrder(data, BATCH); batches.hasNext(); ) {
      DataSet batch = batches.next();
      INDArray output = network.output(batch.getFeatures());
      try {
        sum +=
            loss.function()
                .computeScore(batch.getLabels(), output, new ActivationIdentity(), null, false);
      } catch (ArithmeticException e) { // the loss refuses logits that are not finite
        return new Metrics(Double.NaN, null, null);
      }
      if (confusion != null) {
        for (int predicted : output.argMax(1).toIntVector()) {
          confusion[data.label(row++)][predicted]++;
        }
      }
    }
    double size = data.size();
    return new Metrics(
        sum / size,
        confusion == null
            ? null
            : IntStream.range(0, confusion.length).map(i -> confusion[i][i]).sum() / size,
        confusion);
  }
}
