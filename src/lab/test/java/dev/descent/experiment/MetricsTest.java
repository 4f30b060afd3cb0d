package dev.descent.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.descent.data.Dataset;
import dev.descent.updater.SGD;
import java.util.List;
import java.util.Random;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.factory.Nd4j;

class MetricsTest {
  private static final int ROWS = 700; // more than the batch of 512, and no multiple of it
  private static final float[] VALUES = new float[2 * ROWS];
  private static final int[] LABELS = new int[ROWS];
  private static final float[] TARGETS = new float[ROWS];

  static {
    Random random = new Random(8);
    for (int i = 0; i < ROWS; i++) {
      VALUES[2 * i] = (float) random.nextGaussian();
      VALUES[2 * i + 1] = (float) random.nextGaussian();
      LABELS[i] = random.nextInt(3);
      TARGETS[i] = random.nextFloat();
    }
  }

  private static final Dataset CLASSES =
      Dataset.classification("points", VALUES, 2, LABELS, List.of("a", "b", "c"));
  private static final Dataset LINE = Dataset.regression("line", VALUES, 2, TARGETS);

  /** Makes one linear layer: the first row of weights, the second, the biases. */
  private static MultiLayerNetwork linear(Loss loss, int outputs, float... parameters) {
    Network linear = new Network(List.of(), 0, false);
    MultiLayerNetwork network =
        new MultiLayerNetwork(linear.configuration(2, outputs, loss, new SGD(0.1), 1));
    network.init();
    network.setParam("0_W", Nd4j.create(parameters, new long[] {3, outputs}).getRows(0, 1));
    network.setParam("0_b", Nd4j.create(parameters, new long[] {3, outputs}).getRow(2, true));
    return network;
  }

  @Test
  @DisplayName("loss, accuracy and confusion of a linear classifier, over more than one batch")
  void classification() {
    float[] w = {1, -2, 0.5f, 40, 3, -60, 0.25f, 0, 1};
    Metrics metrics = Metrics.of(linear(Loss.CROSS_ENTROPY, 3, w), Loss.CROSS_ENTROPY, CLASSES);
    int[][] confusion = new int[3][3];
    double loss = 0;
    for (int i = 0; i < ROWS; i++) {
      double[] z = new double[3];
      int top = 0;
      for (int c = 0; c < 3; c++) {
        z[c] = VALUES[2 * i] * w[c] + VALUES[2 * i + 1] * w[3 + c] + w[6 + c];
        top = z[c] > z[top] ? c : top;
      }
      confusion[LABELS[i]][top]++;
      double sum = 0;
      for (double logit : z) {
        sum += Math.exp(logit - z[top]);
      }
      loss += z[top] + Math.log(sum) - z[LABELS[i]];
    }
    assertEquals(loss / ROWS, metrics.loss(), 1e-6 * loss / ROWS, "also where a softmax is 0");
    assertArrayEquals(confusion, metrics.confusion());
    int right = confusion[0][0] + confusion[1][1] + confusion[2][2];
    assertEquals((double) right / ROWS, metrics.accuracy());
  }

  @Test
  @DisplayName("a regression has a loss and nothing else")
  void regression() {
    Metrics metrics = Metrics.of(linear(Loss.MSE, 1, 0.5f, -1, 2), Loss.MSE, LINE);
    double loss = 0;
    for (int i = 0; i < ROWS; i++) {
      double d = 0.5 * VALUES[2 * i] - VALUES[2 * i + 1] + 2 - TARGETS[i];
      loss += d * d / ROWS;
    }
    assertEquals(loss, metrics.loss(), 1e-6 * loss);
    assertEquals(Double.NaN, metrics.accuracy());
    assertEquals(0, metrics.confusion().length);
  }

  @Test
  @DisplayName("a broken network has the loss NaN")
  void broken() {
    float[] w = new float[9];
    w[4] = Float.NaN;
    for (Loss loss : Loss.values()) {
      assertEquals(Double.NaN, Metrics.of(linear(loss, 3, w), loss, CLASSES).loss());
    }
  }
}
