package dev.descent.experiment;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import dev.descent.data.Dataset;
import dev.descent.updater.SGD;
import java.util.List;
import java.util.Objects;
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

  @Test
  @DisplayName("of a regression with another loss there is the squared error, too")
  void otherLosses() {
    double l1 = 0;
    double smooth = 0;
    double squares = 0;
    for (int i = 0; i < ROWS; i++) {
      double d = Math.abs(0.5 * VALUES[2 * i] - VALUES[2 * i + 1] + 2 - TARGETS[i]);
      l1 += d / ROWS;
      smooth += (d < 1 ? d * d / 2 : d - 0.5) / ROWS;
      squares += d * d / ROWS;
    }
    Metrics ofL1 = Metrics.of(linear(Loss.L1, 1, 0.5f, -1, 2), Loss.L1, LINE);
    Metrics ofSmooth = Metrics.of(linear(Loss.SMOOTH_L1, 1, 0.5f, -1, 2), Loss.SMOOTH_L1, LINE);
    assertEquals(l1, ofL1.loss(), 1e-6 * l1);
    assertEquals(smooth, ofSmooth.loss(), 1e-6 * smooth);
    for (Metrics metrics : List.of(ofL1, ofSmooth)) {
      assertEquals(squares, Objects.requireNonNull(metrics.squaredError()), 1e-6 * squares);
      assertEquals(Double.NaN, metrics.accuracy());
    }
    assertNull(Metrics.of(linear(Loss.MSE, 1, 0.5f, -1, 2), Loss.MSE, LINE).squaredError());
  }

  @Test
  @DisplayName("the squared error of classes is that of the outputs and 0 or 1, over all outputs")
  void squaredErrorOfClasses() {
    float[] w = {1, -2, 0.5f, 4, 3, -6, 0.25f, 0, 1};
    Metrics metrics = Metrics.of(linear(Loss.MSE, 3, w), Loss.MSE, CLASSES);
    double loss = 0;
    for (int i = 0; i < ROWS; i++) {
      for (int c = 0; c < 3; c++) {
        double z = VALUES[2 * i] * w[c] + VALUES[2 * i + 1] * w[3 + c] + w[6 + c];
        double d = z - (LABELS[i] == c ? 1 : 0);
        loss += d * d / (3 * ROWS);
      }
    }
    assertEquals(loss, metrics.loss(), 1e-6 * loss);
    assertNull(metrics.squaredError());
    Metrics same = Metrics.of(linear(Loss.CROSS_ENTROPY, 3, w), Loss.CROSS_ENTROPY, CLASSES);
    assertArrayEquals(same.confusion(), metrics.confusion(), "the largest output, as ever");
  }
}
