package dev.descent.loss;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSoftmax;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Cross entropy of classes from logits, PyTorch's CrossEntropyLoss.
 *
 * <pre>
 *   lᵢ = −Σ_c w_c ((1 − s) q_ic + s/C) log softmax(zᵢ)_c
 *   MEAN: L = Σᵢ lᵢ / D        SUM: L = Σᵢ lᵢ
 * </pre>
 *
 * with zᵢ the C logits of row i of a batch of B, the layer's output before its activation; q_ic the
 * label; w_c the weight of class c, 1 where none is given; s the label smoothing, 0 ≤ s ≤ 1. Labels
 * are either
 *
 * <ul>
 *   <li>[B, 1] class indices from 0 to C − 1 (C above 1): q is 1 for that class and 0 for the rest,
 *       and D = Σᵢ w_yᵢ, the weights of the rows' classes, or
 *   <li>[B, C] probabilities: D = B. One-hot labels, as DL4J's data sets have them, are
 *       probabilities. So with weights, their mean differs from that of the same classes as
 *       indices; without weights it is the same.
 * </ul>
 *
 * <pre>{@code
 * // PyTorch: nn.CrossEntropyLoss()(z, y)
 * CrossEntropyLoss loss = new CrossEntropyLoss();
 * var layer = new OutputLayer.Builder(loss).nIn(8).nOut(3).activation(Activation.SOFTMAX);
 * INDArray z = Nd4j.create(new double[][] {{0, 0, 0}, {5, 0, 0}});
 * INDArray classes = Nd4j.create(new double[][] {{2}, {0}});
 * loss.elements(classes, z); // [[1.09861], [0.0133859]]
 * INDArray oneHot = Nd4j.create(new double[][] {{0, 0, 1}, {1, 0, 0}});
 * loss.elements(oneHot, z); // [[1.09861], [0.0133859]]
 * }</pre>
 *
 * <p>The layer's activation is SOFTMAX, and the network gives probabilities, or IDENTITY, and it
 * gives logits; the loss is the same. Any other is refused with an {@link
 * IllegalArgumentException}, as are labels of another shape or no class, and a logit that is NaN or
 * infinite with an {@link ArithmeticException}.
 *
 * <p>Rows that a mask leaves out may hold any index; D is then the mean weight of the rows that
 * count, times B. Where all of those have weight 0, the loss is 0 (in PyTorch it is NaN).
 *
 * <p>DL4J's {@code LossMCXENT} divides by B always, clips probabilities to [1e-10, 1 − 1e-10] in
 * its score, and has no label smoothing.
 *
 * <p>Label smoothing: C. Szegedy et al., Rethinking the Inception Architecture for Computer Vision
 * (2016).
 */
public final class CrossEntropyLoss extends BaseLoss {
  @JsonProperty private final double @Nullable [] weight;
  @JsonProperty private final double labelSmoothing;

  /** Creates the loss with the mean, no weights and no smoothing. */
  public CrossEntropyLoss() {
    this(Reduction.MEAN);
  }

  /**
   * Creates the loss without weights and smoothing.
   *
   * @param reduction mean or sum
   */
  public CrossEntropyLoss(Reduction reduction) {
    this(reduction, null, 0);
  }

  /**
   * Creates the loss with all settings.
   *
   * @param reduction mean or sum
   * @param weight w, one for each class, finite and at least 0; null for none
   * @param labelSmoothing s, in [0, 1]
   * @throws IllegalArgumentException where a value is not in its range
   */
  @JsonCreator
  public CrossEntropyLoss(
      @JsonProperty("reduction") Reduction reduction,
      @JsonProperty("weight") double @Nullable [] weight,
      @JsonProperty("labelSmoothing") double labelSmoothing) {
    super(reduction);
    if (!(labelSmoothing >= 0 && labelSmoothing <= 1)) {
      throw new IllegalArgumentException("labelSmoothing must be in [0, 1], got " + labelSmoothing);
    }
    this.weight = factors("weight", weight);
    this.labelSmoothing = labelSmoothing;
  }

  /**
   * Returns the loss of every row, not reduced; PyTorch's {@code reduction='none'}.
   *
   * @param labels [B, 1] class indices or [B, C] probabilities
   * @param output [B, C] logits
   * @return [B, 1], weights applied, of the output's type
   * @throws IllegalArgumentException where the labels are of another shape or no class
   * @throws ArithmeticException where a logit is NaN or infinite
   */
  public INDArray elements(INDArray labels, INDArray output) {
    double[] targets = targets(labels, output, null, false);
    return column(losses(logits(output), targets, (int) output.size(1)), output);
  }

  @Override
  double[] rows(INDArray labels, INDArray z, IActivation activation, @Nullable INDArray mask) {
    requireLogits(activation);
    double[] targets = targets(labels, z, mask, isMean());
    return losses(logits(z), targets, (int) z.size(1));
  }

  @Override
  INDArray slopes(INDArray labels, INDArray z, IActivation activation, @Nullable INDArray mask) {
    requireLogits(activation);
    double[] targets = targets(labels, z, mask, isMean());
    double[] values = logits(z);
    losses(values, targets, (int) z.size(1));
    return Nd4j.create(values, z.shape(), z.dataType());
  }

  /**
   * Returns −Σ_c t_c log softmax(z)_c for each row, with t the targets; z becomes its gradient,
   * softmax(z) Σ t − t.
   *
   * <p>In Java, since a batch's logits are few: ND4J would need a dozen operations, each slower
   * than this loop. Its log_softmax is no help: it is the logarithm of a softmax, and −∞ where that
   * is too small a number.
   */
  private static double[] losses(double[] z, double[] t, int classes) {
    double[] losses = new double[z.length / classes];
    for (int i = 0; i < losses.length; i++) {
      int from = i * classes;
      int to = from + classes;
      double max = Double.NEGATIVE_INFINITY;
      double targets = 0;
      for (int j = from; j < to; j++) {
        max = Math.max(max, z[j]);
        targets += t[j];
      }
      double sum = 0;
      double loss = 0;
      for (int j = from; j < to; j++) {
        double below = z[j] - max;
        loss -= t[j] * below;
        z[j] = Math.exp(below);
        sum += z[j];
      }
      losses[i] = loss + targets * Math.log(sum);
      for (int j = from; j < to; j++) {
        z[j] = z[j] / sum * targets - t[j];
      }
    }
    return losses;
  }

  private double[] logits(INDArray z) {
    double[] values = values(z);
    requireFinite("logits", values, z.size(1));
    return values;
  }

  /** Returns w_c ((1 − s) q_ic + s/C), masked; for the mean of class indices, times B/D. */
  private double[] targets(INDArray labels, INDArray z, @Nullable INDArray mask, boolean mean) {
    boolean indices = isColumn(labels, z) && z.size(1) > 1;
    if (z.rank() != 2 || !indices && !labels.equalShapes(z)) {
      throw new IllegalArgumentException(
          message(
              "labels must be [batch, 1] class indices or [batch, classes] probabilities"
                  + got(labels, z)));
    }
    if (mask != null && !isColumn(mask, z)) {
      throw new IllegalArgumentException(
          message(
              "a mask must be [batch, 1], since the softmax ties the classes together, got "
                  + Arrays.toString(mask.shape())));
    }
    int classes = (int) z.size(1);
    if (weight != null) {
      requireLength("weight", weight, classes);
    }
    double @Nullable [] counts = mask == null ? null : values(mask);
    double[] t = indices ? oneHot(values(labels), classes, counts) : values(labels);
    double rows = 0;
    double weights = 0;
    for (int i = 0, j = 0; j < t.length; i++) {
      for (int c = 0; c < classes; c++, j++) {
        double factor = counts == null ? 1 : counts[i];
        rows += factor * t[j];
        factor *= weight == null ? 1 : weight[c];
        weights += factor * t[j];
        t[j] = factor * ((1 - labelSmoothing) * t[j] + labelSmoothing / classes);
      }
    }
    if (mean && indices && rows != weights) {
      double share = weights == 0 ? 0 : rows / weights;
      Arrays.setAll(t, j -> t[j] * share);
    }
    return t;
  }

  private double[] oneHot(double[] labels, int classes, double @Nullable [] mask) {
    double[] hot = new double[labels.length * classes];
    for (int i = 0; i < labels.length; i++) {
      double label = labels[i];
      if (mask != null && mask[i] == 0) {
        continue;
      }
      if (!(label >= 0 && label < classes && label == Math.rint(label))) {
        throw new IllegalArgumentException(
            message(
                "class indices must be whole numbers from 0 to "
                    + (classes - 1)
                    + ", got "
                    + label
                    + " at row "
                    + i));
      }
      hot[i * classes + (int) label] = 1;
    }
    return hot;
  }

  private static boolean isColumn(INDArray array, INDArray z) {
    return array.rank() == 2 && array.size(0) == z.size(0) && array.size(1) == 1;
  }

  private void requireLogits(IActivation activation) {
    if (!(activation instanceof ActivationSoftmax || activation instanceof ActivationIdentity)) {
      throw new IllegalArgumentException(
          message(
              "the loss applies the softmax itself, so the output layer's activation must be"
                  + " SOFTMAX or IDENTITY, got "
                  + activation));
    }
  }

  @Override
  String settings() {
    return super.settings()
        + ", weight="
        + Arrays.toString(weight)
        + ", labelSmoothing="
        + labelSmoothing;
  }
}
