package dev.descent.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Squared error, PyTorch's MSELoss.
 *
 * <pre>
 *   l = w (a − y)²        MEAN: L = (1/(B n)) Σ l        SUM: L = Σ l
 * </pre>
 *
 * with a the output after the layer's activation, y the label, both [B, n], and w the weight of the
 * output's column, 1 where none is given. There is no factor ½. DL4J's {@code LossMSE} is the same
 * as MEAN; its {@code LossL2} sums over the outputs only.
 *
 * <p>Labels of another shape are refused; PyTorch would stretch them, with a warning.
 */
public final class MSELoss extends ElementwiseLoss {
  public MSELoss() {
    this(Reduction.MEAN);
  }

  public MSELoss(Reduction reduction) {
    this(reduction, null);
  }

  /**
   * @param reduction mean or sum
   * @param weights one for each output, finite and at least 0; null for none
   */
  @JsonCreator
  public MSELoss(
      @JsonProperty("reduction") Reduction reduction,
      @JsonProperty("weights") double @Nullable [] weights) {
    super(reduction, weights);
  }

  @Override
  INDArray loss(INDArray y, INDArray a) {
    INDArray d = a.sub(y);
    return d.muli(d);
  }

  @Override
  INDArray slope(INDArray y, INDArray a) {
    return a.sub(y).muli(2);
  }
}
