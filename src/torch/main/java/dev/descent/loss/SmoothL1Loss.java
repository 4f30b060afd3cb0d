package dev.descent.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Squared error near the label, absolute error away from it; PyTorch's SmoothL1Loss.
 *
 * <pre>
 *   d = |a − y|,   l = w d² / (2 β) where d &lt; β,   l = w (d − β/2) elsewhere
 *   MEAN: L = (1/(B n)) Σ l        SUM: L = Σ l
 * </pre>
 *
 * with a the output after the layer's activation, y the label, both [B, n], w the weight of the
 * output's column, 1 where none is given, and β ≥ 0 the distance where the square ends; B is the
 * batch size, n the number of outputs. With β = 0 it is {@link L1Loss}. Times β, it is Huber's loss
 * with δ = β.
 *
 * <pre>{@code
 * // PyTorch: nn.SmoothL1Loss(beta=1.0)(a, y)
 * SmoothL1Loss loss = new SmoothL1Loss(1.0);
 * var layer = new OutputLayer.Builder(loss).nIn(3).nOut(2).activation(Activation.IDENTITY);
 * INDArray y = Nd4j.create(new double[][] {{1, 2}});
 * INDArray a = Nd4j.create(new double[][] {{1.5, 5}});
 * loss.elements(y, a); // [[0.125, 2.5]]
 * loss.computeScore(y, a, new ActivationIdentity(), null, true); // 1.3125
 * }</pre>
 *
 * <p>Labels of another shape are refused with an {@link IllegalArgumentException}. DL4J has no such
 * class.
 *
 * <p>Source: R. Girshick, Fast R-CNN (2015), with β = 1; P. J. Huber, Robust Estimation of a
 * Location Parameter (1964).
 */
public final class SmoothL1Loss extends ElementwiseLoss {
  @JsonProperty private final double beta;

  /** Creates the loss with β = 1, the mean and no weights. */
  public SmoothL1Loss() {
    this(1);
  }

  /**
   * Creates the loss with the mean and no weights.
   *
   * @param beta β, finite and at least 0
   * @throws IllegalArgumentException where β is not in its range
   */
  public SmoothL1Loss(double beta) {
    this(Reduction.MEAN, beta, null);
  }

  /**
   * Creates the loss with all settings.
   *
   * @param reduction mean or sum
   * @param beta β, finite and at least 0
   * @param weights w, one for each output, finite and at least 0; null for none
   * @throws IllegalArgumentException where a value is not in its range
   */
  @JsonCreator
  public SmoothL1Loss(
      @JsonProperty("reduction") Reduction reduction,
      @JsonProperty("beta") double beta,
      @JsonProperty("weights") double @Nullable [] weights) {
    super(reduction, weights);
    if (!(beta >= 0) || Double.isInfinite(beta)) {
      throw new IllegalArgumentException("beta must be finite and at least 0, got " + beta);
    }
    this.beta = beta;
  }

  @Override
  INDArray loss(INDArray y, INDArray a) {
    INDArray d = Transforms.abs(a.sub(y), false);
    if (absolute()) {
      return d;
    }
    INDArray square = Transforms.min(d, beta, true); // the part of d below beta
    d.subi(square);
    return square.muli(square).muli(0.5 / beta).addi(d);
  }

  @Override
  INDArray slope(INDArray y, INDArray a) {
    INDArray d = a.sub(y);
    if (absolute()) {
      return Transforms.sign(d, false);
    }
    return d.divi(Transforms.max(Transforms.abs(d, true), beta, false));
  }

  /** A beta that is 0 in float32 must not be divided by. */
  private boolean absolute() {
    return beta < Float.MIN_NORMAL;
  }

  @Override
  String settings() {
    return super.settings() + ", beta=" + beta;
  }
}
