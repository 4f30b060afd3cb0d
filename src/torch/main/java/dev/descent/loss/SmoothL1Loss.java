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
 * output's column, 1 where none is given, and β ≥ 0 where the square ends. With β = 0 it is {@link
 * L1Loss}. Times β, it is Huber's loss with δ = β. DL4J has no such class.
 *
 * <p>Source: R. Girshick, Fast R-CNN (2015), with β = 1; P. J. Huber, Robust Estimation of a
 * Location Parameter (1964).
 */
public final class SmoothL1Loss extends ElementwiseLoss {
  @JsonProperty private final double beta;

  public SmoothL1Loss() {
    this(1);
  }

  /**
   * @param beta β, finite and at least 0
   */
  public SmoothL1Loss(double beta) {
    this(Reduction.MEAN, beta, null);
  }

  /**
   * @param reduction mean or sum
   * @param beta β, finite and at least 0
   * @param weights one for each output, finite and at least 0; null for none
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
