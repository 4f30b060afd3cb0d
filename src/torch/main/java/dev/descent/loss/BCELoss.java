package dev.descent.loss;

import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Binary cross entropy of probabilities, PyTorch's BCELoss.
 *
 * <pre>
 *   l = −w (y log p + (1 − y) log(1 − p))        dl/dp = w (p − y) / max(p (1 − p), 1e-12)
 *   MEAN: L = (1/(B n)) Σ l        SUM: L = Σ l
 * </pre>
 *
 * with p the output after the layer's activation, in [0, 1], so SIGMOID belongs on the layer; y the
 * label, a probability; both [B, n]; w the weight of the output's column, 1 where none is given; B
 * the batch size, n the number of outputs. Each logarithm is held at −100 or above, so a term is at
 * most 100 w.
 *
 * <pre>{@code
 * // PyTorch: nn.BCELoss()(p, y)
 * BCELoss loss = new BCELoss();
 * var layer = new OutputLayer.Builder(loss).nIn(3).nOut(2).activation(Activation.SIGMOID);
 * INDArray y = Nd4j.create(new double[][] {{1, 0}});
 * INDArray p = Nd4j.create(new double[][] {{0.8, 1}});
 * loss.elements(y, p); // [[0.223144, 100]]
 * }</pre>
 *
 * <p>An output that is not in [0, 1] or labels of another shape are refused with an {@link
 * IllegalArgumentException}, an output that is NaN or infinite with an {@link ArithmeticException}.
 *
 * <p>Where the sigmoid is at its ends, no gradient comes back; {@link BCEWithLogitsLoss} keeps it.
 * DL4J's {@code LossBinaryXENT} sums over the outputs and clips p to [1e-5, 1 − 1e-5], which stops
 * the loss at 11.5 and bends its gradient.
 */
public final class BCELoss extends ElementwiseLoss {
  private static final double LOG_FLOOR = -100;
  private static final double VARIANCE_FLOOR = 1e-12f; // PyTorch's is a float, in float64 too

  /** Creates the loss with the mean and no weights. */
  public BCELoss() {
    this(Reduction.MEAN);
  }

  /**
   * Creates the loss without weights.
   *
   * @param reduction mean or sum
   */
  public BCELoss(Reduction reduction) {
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
  public BCELoss(
      @JsonProperty("reduction") Reduction reduction,
      @JsonProperty("weights") double @Nullable [] weights) {
    super(reduction, weights);
  }

  @Override
  INDArray loss(INDArray y, INDArray p) {
    INDArray yes = Transforms.max(Transforms.log(p, true), LOG_FLOOR, false);
    INDArray no = Transforms.max(Transforms.log1p(p.neg(), false), LOG_FLOOR, false);
    return yes.muli(y).addi(no.muli(y.rsub(1))).negi();
  }

  @Override
  INDArray slope(INDArray y, INDArray p) {
    return p.sub(y).divi(Transforms.max(p.rsub(1).muli(p), VARIANCE_FLOOR, false));
  }

  /** The root of p(1 − p) is NaN just where p is NaN or outside [0, 1]; a sum keeps the NaN. */
  @Override
  void check(INDArray p) {
    if (Double.isNaN(Transforms.sqrt(p.rsub(1).muli(p), false).sumNumber().doubleValue())) {
      double[] values = values(p);
      requireFinite("outputs", values, p.size(1));
      for (int i = 0; i < values.length; i++) {
        if (values[i] < 0 || values[i] > 1) {
          throw new IllegalArgumentException(
              message(
                  "outputs must be probabilities from 0 to 1, as SIGMOID gives, got "
                      + values[i]
                      + at(i, p.size(1))));
        }
      }
    }
  }
}
