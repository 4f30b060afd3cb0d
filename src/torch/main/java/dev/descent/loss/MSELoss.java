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
 * output's column, 1 where none is given; B is the batch size, n the number of outputs. There is no
 * factor ½.
 *
 * <pre>{@code
 * // PyTorch: nn.MSELoss()(a, y)
 * MSELoss loss = new MSELoss();
 * var layer = new OutputLayer.Builder(loss).nIn(3).nOut(2).activation(Activation.IDENTITY);
 * INDArray y = Nd4j.create(new double[][] {{1, 2}});
 * INDArray a = Nd4j.create(new double[][] {{1, 5}});
 * loss.elements(y, a); // [[0, 9]]
 * loss.computeScore(y, a, new ActivationIdentity(), null, true); // 4.5
 * }</pre>
 *
 * <p>Labels of another shape are refused with an {@link IllegalArgumentException}; PyTorch would
 * stretch them, with a warning. DL4J's {@code LossMSE} is the same as MEAN; its {@code LossL2} sums
 * over the outputs only.
 */
public final class MSELoss extends ElementwiseLoss {
  /** Creates the loss with the mean and no weights. */
  public MSELoss() {
    this(Reduction.MEAN);
  }

  /**
   * Creates the loss without weights.
   *
   * @param reduction mean or sum
   */
  public MSELoss(Reduction reduction) {
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
