package dev.descent.loss;

import static dev.descent.SameBits.assertSameBits;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.loss.Case.Batch;
import dev.descent.loss.Case.MaskShape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Relations between losses that hold for all numbers, and their values where numbers are extreme.
 */
class LossPropertyTest {
  private static final IActivation NONE = Activation.IDENTITY.getActivationFunction();
  private static final IActivation SIGMOID = Activation.SIGMOID.getActivationFunction();

  /** Random labels and outputs of a random shape. */
  private record Draw(Random random, int batch, int outputs) {
    static Draw of(RepetitionInfo info) {
      Random random = new Random(info.getCurrentRepetition());
      return new Draw(random, 1 + random.nextInt(6), 2 + random.nextInt(5));
    }

    INDArray normal(double scale) {
      double[][] values = new double[batch][outputs];
      for (double[] row : values) {
        Arrays.setAll(row, i -> scale * random.nextGaussian());
      }
      return Nd4j.createFromArray(values);
    }

    INDArray unit() {
      double[][] values = new double[batch][outputs];
      for (double[] row : values) {
        Arrays.setAll(row, i -> random.nextDouble());
      }
      return Nd4j.createFromArray(values);
    }

    double[] weights() {
      return random.doubles(outputs).map(w -> 0.1 + w).toArray();
    }

    INDArray indices() {
      double[] values = random.ints(batch, 0, outputs).asDoubleStream().toArray();
      return Nd4j.create(values, new long[] {batch, 1}, DataType.DOUBLE);
    }

    INDArray oneHot(INDArray indices) {
      INDArray hot = Nd4j.zeros(DataType.DOUBLE, batch, outputs);
      for (int i = 0; i < batch; i++) {
        hot.putScalar(i, indices.getInt(i, 0), 1);
      }
      return hot;
    }
  }

  private static double score(BaseLoss loss, INDArray y, INDArray z) {
    return loss.computeScore(y, z, NONE, null, true);
  }

  private static INDArray gradient(BaseLoss loss, INDArray y, INDArray z) {
    return loss.computeGradient(y, z, NONE, null);
  }

  /** Asserts that both losses have the same value, times a factor, and the same gradient. */
  private static void same(
      BaseLoss a, INDArray ya, INDArray za, double factor, BaseLoss b, INDArray yb, INDArray zb) {
    assertEquals(score(a, ya, za), factor * score(b, yb, zb), 1e-10 * (1 + score(a, ya, za)));
    INDArray gradient = gradient(a, ya, za);
    INDArray other = gradient(b, yb, zb).mul(factor);
    assertTrue(gradient.equalsWithEps(other, 1e-10), gradient + " and " + other);
  }

  @RepeatedTest(10)
  @DisplayName("logits shifted by a number for each row have the same cross entropy")
  void shift(RepetitionInfo info) {
    Draw draw = Draw.of(info);
    var loss = new CrossEntropyLoss(Reduction.MEAN, draw.weights(), draw.random().nextDouble());
    INDArray y = draw.indices();
    INDArray z = draw.normal(3);
    INDArray shift = draw.normal(1000).getColumn(0, true);
    same(loss, y, z, 1, loss, y, z.addColumnVector(shift));
    INDArray sums = gradient(loss, y, z).sum(1);
    assertTrue(sums.equalsWithEps(Nd4j.zerosLike(sums), 1e-12), "slopes add up to " + sums);
  }

  static List<Case> unmasked() {
    return Case.all().stream().filter(c -> c.maskShape() == MaskShape.NONE).toList();
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("unmasked")
  @DisplayName("rows in another order have the same loss, and their gradients in that order")
  void permutation(Case c) {
    Batch b = c.batch(6);
    IActivation f = c.activation().getActivationFunction();
    int[] order = {3, 0, 4, 2, 1};
    INDArray y = Nd4j.pullRows(b.labels(), 1, order);
    INDArray z = Nd4j.pullRows(b.z(), 1, order);
    assertEquals(
        c.loss().computeScore(b.labels(), b.z(), f, null, true),
        c.loss().computeScore(y, z, f, null, true),
        1e-13);
    INDArray gradient = c.loss().computeGradient(b.labels(), b.z(), f, null);
    assertTrue(
        Nd4j.pullRows(gradient, 1, order)
            .equalsWithEps(c.loss().computeGradient(y, z, f, null), 1e-13));
  }

  @RepeatedTest(10)
  @DisplayName("the sum is the mean times the number of terms, or times the weight of the classes")
  void sums(RepetitionInfo info) {
    Draw draw = Draw.of(info);
    double[] w = draw.weights();
    INDArray y = draw.unit();
    INDArray z = draw.normal(2);
    int n = draw.batch() * draw.outputs();
    same(new MSELoss(Reduction.SUM, w), y, z, n, new MSELoss(Reduction.MEAN, w), y, z);
    same(new L1Loss(Reduction.SUM, w), y, z, n, new L1Loss(Reduction.MEAN, w), y, z);
    same(
        new SmoothL1Loss(Reduction.SUM, 0.4, w),
        y,
        z,
        n,
        new SmoothL1Loss(Reduction.MEAN, 0.4, w),
        y,
        z);
    INDArray p = draw.unit();
    same(new BCELoss(Reduction.SUM, w), y, p, n, new BCELoss(Reduction.MEAN, w), y, p);
    same(
        new BCEWithLogitsLoss(Reduction.SUM, w, w),
        y,
        z,
        n,
        new BCEWithLogitsLoss(Reduction.MEAN, w, w),
        y,
        z);
    var sum = new CrossEntropyLoss(Reduction.SUM, w, 0.1);
    var mean = new CrossEntropyLoss(Reduction.MEAN, w, 0.1);
    same(sum, y, z, draw.batch(), mean, y, z);
    INDArray classes = draw.indices();
    double total = IntStream.range(0, draw.batch()).mapToDouble(i -> w[classes.getInt(i)]).sum();
    same(sum, classes, z, total, mean, classes, z);
  }

  @RepeatedTest(10)
  @DisplayName("one-hot labels are class indices, but for the divisor of a weighted mean")
  void oneHot(RepetitionInfo info) {
    Draw draw = Draw.of(info);
    INDArray classes = draw.indices();
    INDArray hot = draw.oneHot(classes);
    INDArray z = draw.normal(2);
    double smoothing = draw.random().nextDouble();
    var plain = new CrossEntropyLoss(Reduction.MEAN, null, smoothing);
    same(plain, classes, z, 1, plain, hot, z);
    same(plain, classes.castTo(DataType.INT32), z, 1, plain, hot.castTo(DataType.BOOL), z);
    double[] w = draw.weights();
    var weighted = new CrossEntropyLoss(Reduction.MEAN, w, smoothing);
    double total = IntStream.range(0, draw.batch()).mapToDouble(i -> w[classes.getInt(i)]).sum();
    same(weighted, classes, z, draw.batch() / total, weighted, hot, z);
  }

  @RepeatedTest(10)
  @DisplayName("losses that are others at one end of a setting, or on other numbers")
  void relatives(RepetitionInfo info) {
    Draw draw = Draw.of(info);
    double[] ones = new double[draw.outputs()];
    Arrays.fill(ones, 1);
    INDArray y = draw.unit();
    INDArray z = draw.normal(2);
    same(new SmoothL1Loss(0), y, z, 1, new L1Loss(), y, z);
    same(new SmoothL1Loss(1e6), y, z, 0.5e-6, new MSELoss(), y, z);
    same(new MSELoss(Reduction.MEAN, ones), y, z, 1, new MSELoss(), y, z);
    var plain = new BCEWithLogitsLoss();
    same(new BCEWithLogitsLoss(Reduction.MEAN, ones, ones), y, z, 1, plain, y, z);
    same(new CrossEntropyLoss(Reduction.MEAN, ones, 0), y, z, 1, new CrossEntropyLoss(), y, z);

    assertEquals(new BCELoss().computeScore(y, z, SIGMOID, null, true), score(plain, y, z), 1e-10);
    INDArray slope = new BCELoss().computeGradient(y, z, SIGMOID, null);
    assertTrue(slope.equalsWithEps(gradient(plain, y, z), 1e-10));

    // Two classes with logits 0 and z are one yes or no with logit z.
    INDArray column = z.getColumn(0, true).dup();
    INDArray yes = y.getColumn(0, true).dup();
    INDArray two = Nd4j.hstack(Nd4j.zerosLike(column), column);
    INDArray both = Nd4j.hstack(yes.rsub(1), yes);
    assertEquals(score(plain, yes, column), score(new CrossEntropyLoss(), both, two), 1e-12);
  }

  @ParameterizedTest
  @EnumSource(names = {"FLOAT", "DOUBLE"})
  @DisplayName("logits of ±1e4 have exact losses and gradients")
  void saturation(DataType type) {
    INDArray z = Nd4j.create(new double[] {1e4, -1e4, 1e4, -1e4}, new long[] {1, 4}, type);
    INDArray y = Nd4j.create(new double[] {1, 1, 0, 0}, new long[] {1, 4}, type);
    var logits = new BCEWithLogitsLoss(Reduction.SUM, null, new double[] {2, 2, 2, 2});
    assertSameBits(row(type, 0, 2e4, 1e4, 0), logits.elements(y, z));
    assertSameBits(row(type, 0, -2, 1, 0), gradient(logits, y, z));
    assertSameBits(row(type, 0, 1e4, 1e4, 0), new BCEWithLogitsLoss().elements(y, z));

    INDArray classes = Nd4j.create(new double[] {2, 0}, new long[] {2, 1}, type);
    INDArray far = Nd4j.create(new double[] {1e4, 0, -1e4, 1e4, 0, -1e4}, new long[] {2, 3}, type);
    var loss = new CrossEntropyLoss();
    assertSameBits(row(type, 2e4, 0).reshape(2, 1), loss.elements(classes, far));
    assertSameBits(row(type, 1, 0, -1, 0, 0, 0).reshape(2, 3), gradient(loss, classes, far));

    INDArray p = row(type, 0, 1, 0, 1);
    // Some of its zeros are -0, as in PyTorch; -0 + 0 is 0.
    assertSameBits(row(type, 100, 0, 0, 100), new BCELoss().elements(y, p).add(0));
    double steepest = 1 / (double) 1e-12f; // PyTorch's constant is a float
    assertSameBits(
        row(type, -steepest, 0, 0, steepest), gradient(new BCELoss(Reduction.SUM), y, p));
  }

  @Test
  @DisplayName("a beta that is 0 in float32 is no reason for NaN")
  void tinyBeta() {
    INDArray y = row(DataType.FLOAT, 1, 0);
    INDArray a = row(DataType.FLOAT, 1, 1.5);
    same(new SmoothL1Loss(1e-60), y, a, 1, new L1Loss(), y, a);
  }

  @Test
  @DisplayName("where output and label are equal, the slope of the absolute error is 0")
  void kink() {
    INDArray y = row(DataType.DOUBLE, 1, 2, 3);
    INDArray a = row(DataType.DOUBLE, 1, 2.5, -3);
    assertSameBits(row(DataType.DOUBLE, 0, 1, -1), gradient(new L1Loss(Reduction.SUM), y, a));
  }

  @Test
  @DisplayName("rows left out by a mask may hold any index, and add no weight")
  void padding() {
    INDArray z = Nd4j.createFromArray(new double[][] {{1, 2, 3}, {7, -8, 9}, {0, 5, 0}});
    INDArray y = Nd4j.createFromArray(new double[][] {{0}, {-100}, {2}});
    INDArray mask = Nd4j.createFromArray(new double[][] {{1}, {0}, {1}});
    var loss = new CrossEntropyLoss(Reduction.MEAN, new double[] {1, 2, 5}, 0);
    INDArray some = Nd4j.pullRows(z, 1, new int[] {0, 2});
    double rows = score(loss, Nd4j.createFromArray(new double[][] {{0}, {2}}), some);
    assertEquals(rows * 2 / 3, loss.computeScore(y, z, NONE, mask, true), 1e-14);
    assertEquals(0, loss.computeScore(y, z, NONE, mask.mul(0), true));
    var unseen = new CrossEntropyLoss(Reduction.MEAN, new double[] {0, 1, 0}, 0);
    assertEquals(0, unseen.computeScore(y, z, NONE, mask, true));
  }

  private static INDArray row(DataType type, double... values) {
    return Nd4j.create(values, new long[] {1, values.length}, type);
  }
}
