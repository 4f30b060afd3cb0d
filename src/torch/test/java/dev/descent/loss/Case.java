package dev.descent.loss;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.nd4j.linalg.activations.Activation;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** A loss with its settings, its inputs, and its formula in plain Java. */
record Case(
    BaseLoss loss, Activation activation, Labels labels, MaskShape maskShape, Oracle oracle) {
  static final int BATCH = 5;
  static final int OUTPUTS = 3;
  static final double[] WEIGHTS = {0.5, 2, 1.25};
  private static final double[] POSITIVE = {3, 0.25, 1};

  enum Labels {
    REAL,
    PROBABILITIES,
    DISTRIBUTIONS,
    INDICES
  }

  enum MaskShape {
    NONE,
    ROWS,
    OUTPUTS
  }

  /** PyTorch's loss of a batch, of labels, values before the activation, and mask [B][n]. */
  interface Oracle {
    double loss(double[][] y, double[][] z, double[][] mask);
  }

  private interface Term {
    double of(double y, double a, int column);
  }

  /** Labels, values before the activation and mask, drawn anew for each seed. */
  record Batch(INDArray labels, INDArray z, INDArray mask) {}

  static List<Case> all() {
    List<Case> cases = new ArrayList<>();
    for (Reduction reduction : Reduction.values()) {
      for (double[] w : new double[][] {null, WEIGHTS}) {
        for (MaskShape mask : MaskShape.values()) {
          elementwise(cases, reduction, w, mask);
          if (mask != MaskShape.OUTPUTS) {
            for (Labels labels : List.of(Labels.DISTRIBUTIONS, Labels.INDICES)) {
              cases.add(crossEntropy(reduction, w, 0, Activation.SOFTMAX, labels, mask));
              cases.add(crossEntropy(reduction, w, 0.3, Activation.SOFTMAX, labels, mask));
              cases.add(crossEntropy(reduction, w, 1, Activation.IDENTITY, labels, mask));
            }
          }
        }
      }
    }
    return cases;
  }

  private static void elementwise(
      List<Case> cases, Reduction reduction, double[] w, MaskShape mask) {
    Term square = (y, a, c) -> (a - y) * (a - y);
    for (Activation activation : List.of(Activation.IDENTITY, Activation.SOFTMAX)) {
      cases.add(real(new MSELoss(reduction, w), activation, reduction, w, mask, square));
    }
    Term absolute = (y, a, c) -> Math.abs(a - y);
    cases.add(real(new L1Loss(reduction, w), Activation.TANH, reduction, w, mask, absolute));
    for (double beta : new double[] {0, 0.3, 1}) {
      Term smooth =
          (y, a, c) -> {
            double d = Math.abs(a - y);
            return d < beta ? 0.5 * d * d / beta : d - 0.5 * beta;
          };
      BaseLoss loss = new SmoothL1Loss(reduction, beta, w);
      cases.add(real(loss, Activation.IDENTITY, reduction, w, mask, smooth));
    }
    Term entropy = (y, a, c) -> -y * Math.log(a) - (1 - y) * Math.log(1 - a);
    Oracle ofProbabilities = elementwise(reduction, w, Activation.SIGMOID, entropy);
    Labels labels = Labels.PROBABILITIES;
    BaseLoss bce = new BCELoss(reduction, w);
    cases.add(new Case(bce, Activation.SIGMOID, labels, mask, ofProbabilities));
    for (double[] v : new double[][] {null, POSITIVE}) {
      Term weighted =
          (y, a, c) -> -(v == null ? 1 : v[c]) * y * Math.log(a) - (1 - y) * Math.log(1 - a);
      Oracle oracle = elementwise(reduction, w, Activation.SIGMOID, weighted);
      BaseLoss loss = new BCEWithLogitsLoss(reduction, w, v);
      cases.add(new Case(loss, Activation.SIGMOID, labels, mask, oracle));
      cases.add(new Case(loss, Activation.IDENTITY, labels, mask, oracle));
    }
  }

  private static Case real(
      BaseLoss loss, Activation f, Reduction reduction, double[] w, MaskShape mask, Term term) {
    return new Case(loss, f, Labels.REAL, mask, elementwise(reduction, w, f, term));
  }

  private static Oracle elementwise(Reduction reduction, double[] w, Activation f, Term term) {
    return (y, z, mask) -> {
      double sum = 0;
      for (int i = 0; i < y.length; i++) {
        double[] a = activate(f, z[i]);
        for (int c = 0; c < a.length; c++) {
          sum += mask[i][c] * (w == null ? 1 : w[c]) * term.of(y[i][c], a[c], c);
        }
      }
      return reduction == Reduction.SUM ? sum : sum / (y.length * y[0].length);
    };
  }

  private static Case crossEntropy(
      Reduction reduction,
      double[] w,
      double smoothing,
      Activation activation,
      Labels labels,
      MaskShape mask) {
    BaseLoss loss = new CrossEntropyLoss(reduction, w, smoothing);
    return new Case(
        loss,
        activation,
        labels,
        mask,
        (y, z, m) -> crossEntropy(reduction, w, smoothing, y, z, m));
  }

  private static double crossEntropy(
      Reduction reduction,
      double[] w,
      double smoothing,
      double[][] y,
      double[][] z,
      double[][] mask) {
    double sum = 0;
    double rows = 0;
    double weights = 0;
    for (int i = 0; i < y.length; i++) {
      double[] p = activate(Activation.SOFTMAX, z[i]);
      boolean index = y[i].length == 1;
      for (int c = 0; c < p.length; c++) {
        double q = index ? (c == y[i][0] ? 1 : 0) : y[i][c];
        double wc = w == null ? 1 : w[c];
        sum -= mask[i][c] * wc * ((1 - smoothing) * q + smoothing / p.length) * Math.log(p[c]);
      }
      rows += index ? mask[i][0] : 1;
      weights += !index ? 1 : mask[i][0] * (w == null ? 1 : w[(int) y[i][0]]);
    }
    return reduction == Reduction.SUM ? sum : sum / weights * rows / y.length;
  }

  static double[] activate(Activation f, double[] z) {
    double sum = Arrays.stream(z).map(Math::exp).sum();
    return Arrays.stream(z)
        .map(
            v ->
                switch (f) {
                  case IDENTITY -> v;
                  case TANH -> Math.tanh(v);
                  case SIGMOID -> 1 / (1 + Math.exp(-v));
                  case SOFTMAX -> Math.exp(v) / sum;
                  default -> throw new IllegalArgumentException(f.toString());
                })
        .toArray();
  }

  /** Draws a batch in float64; a mask leaves out about a third. */
  Batch batch(long seed) {
    Random random = new Random(seed);
    double[][] y = new double[BATCH][labels == Labels.INDICES ? 1 : OUTPUTS];
    double[][] z = new double[BATCH][OUTPUTS];
    double[][] m = new double[BATCH][maskShape == MaskShape.ROWS ? 1 : OUTPUTS];
    for (int i = 0; i < BATCH; i++) {
      Arrays.setAll(z[i], c -> 2 * random.nextGaussian());
      Arrays.setAll(m[i], c -> random.nextInt(3) > 0 ? 1 : 0);
      Arrays.setAll(
          y[i],
          c ->
              switch (labels) {
                case REAL -> random.nextGaussian();
                case INDICES -> random.nextInt(OUTPUTS);
                default -> random.nextDouble();
              });
      if (labels == Labels.DISTRIBUTIONS) {
        double sum = Arrays.stream(y[i]).sum();
        y[i] = Arrays.stream(y[i]).map(v -> v / sum).toArray();
      }
    }
    m[1][0] = 1;
    return new Batch(array(y), array(z), maskShape == MaskShape.NONE ? null : array(m));
  }

  double expected(Batch batch) {
    double[][] mask = new double[BATCH][OUTPUTS];
    for (int i = 0; i < BATCH; i++) {
      int row = i;
      Arrays.setAll(
          mask[i],
          c ->
              switch (maskShape) {
                case NONE -> 1;
                case ROWS -> batch.mask.getDouble(row, 0);
                case OUTPUTS -> batch.mask.getDouble(row, c);
              });
    }
    return oracle.loss(rows(batch.labels), rows(batch.z), mask);
  }

  static INDArray array(double[][] values) {
    return Nd4j.createFromArray(values);
  }

  static double[][] rows(INDArray array) {
    return array.castTo(DataType.DOUBLE).toDoubleMatrix();
  }

  @Override
  public String toString() {
    return loss + " " + activation + " " + labels + " mask " + maskShape;
  }
}
