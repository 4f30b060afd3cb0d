package dev.descent.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Absolute error, PyTorch's L1Loss.
 *
 * <pre>
 *   l = w |a − y|        MEAN: L = (1/(B n)) Σ l        SUM: L = Σ l
 * </pre>
 *
 * with a the output after the layer's activation, y the label, both [B, n], and w the weight of the
 * output's column, 1 where none is given. At a = y the derivative is taken as 0. DL4J's {@code
 * LossMAE} is the same as MEAN; its {@code LossL1} sums over the outputs only.
 */
public final class L1Loss extends ElementwiseLoss {
  public L1Loss() {
    this(Reduction.MEAN);
  }

  public L1Loss(Reduction reduction) {
    this(reduction, null);
  }

  /**
   * @param reduction mean or sum
   * @param weights one for each output, finite and at least 0; null for none
   */
  @JsonCreator
  public L1Loss(
      @JsonProperty("reduction") Reduction reduction,
      @JsonProperty("weights") double @Nullable [] weights) {
    super(reduction, weights);
  }

  @Override
  INDArray loss(INDArray y, INDArray a) {
    return Transforms.abs(a.sub(y), false);
  }

  @Override
  INDArray slope(INDArray y, INDArray a) {
    return Transforms.sign(a.sub(y), false);
  }
}
