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
 * output's column, 1 where none is given; B is the batch size, n the number of outputs. At a = y
 * the derivative is taken as 0.
 *
 * <pre>{@code
 * // PyTorch: nn.L1Loss()(a, y)
 * L1Loss loss = new L1Loss();
 * var layer = new OutputLayer.Builder(loss).nIn(3).nOut(2).activation(Activation.IDENTITY);
 * INDArray y = Nd4j.create(new double[][] {{1, 2}});
 * INDArray a = Nd4j.create(new double[][] {{1, 5}});
 * loss.elements(y, a); // [[0, 3]]
 * loss.computeScore(y, a, new ActivationIdentity(), null, true); // 1.5
 * }</pre>
 *
 * <p>Labels of another shape are refused with an {@link IllegalArgumentException}. DL4J's {@code
 * LossMAE} is the same as MEAN; its {@code LossL1} sums over the outputs only.
 */
public final class L1Loss extends ElementwiseLoss {
  /** Creates the loss with the mean and no weights. */
  public L1Loss() {
    this(Reduction.MEAN);
  }

  /**
   * Creates the loss without weights.
   *
   * @param reduction mean or sum
   */
  public L1Loss(Reduction reduction) {
    this(reduction, null);
  }

  /**
   * Creates the loss with all settings.
   *
   * @param reduction mean or sum
   * @param weights w, one for each output, finite and at least 0; null for none
   * @throws IllegalArgumentException where a value is not in its range
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
