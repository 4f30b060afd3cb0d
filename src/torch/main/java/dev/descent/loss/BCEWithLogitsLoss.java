package dev.descent.loss;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationSigmoid;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Binary cross entropy from logits, PyTorch's BCEWithLogitsLoss.
 *
 * <pre>
 *   l = −w (v y log σ(z) + (1 − y) log(1 − σ(z))),   σ(z) = 1 / (1 + exp(−z))
 *   MEAN: L = (1/(B n)) Σ l        SUM: L = Σ l
 * </pre>
 *
 * with z the logit, the layer's output before its activation; y the label, a probability; both [B,
 * n]; w the weight and v the weight of positive labels of the output's column, 1 where none is
 * given; B the batch size, n the number of outputs. It is computed from |z|, so it neither
 * overflows nor loses its gradient, however large z is.
 *
 * <pre>{@code
 * // PyTorch: nn.BCEWithLogitsLoss()(z, y)
 * BCEWithLogitsLoss loss = new BCEWithLogitsLoss();
 * var layer = new OutputLayer.Builder(loss).nIn(3).nOut(2).activation(Activation.SIGMOID);
 * INDArray y = Nd4j.create(new double[][] {{1, 0}});
 * INDArray z = Nd4j.create(new double[][] {{0, 1000}});
 * loss.elements(y, z); // [[0.693147, 1000]]
 * }</pre>
 *
 * <p>The layer's activation is SIGMOID, and the network gives probabilities, or IDENTITY, and it
 * gives logits; the loss is the same. Any other is refused with an {@link
 * IllegalArgumentException}, as are labels of another shape, and a logit that is NaN or infinite
 * with an {@link ArithmeticException}. DL4J's {@code LossBinaryXENT} works from clipped
 * probabilities, sums over the outputs, and has no weight for positive labels.
 */
public final class BCEWithLogitsLoss extends ElementwiseLoss {
  private static final IActivation NONE = new ActivationIdentity();

  @JsonProperty private final double @Nullable [] posWeight;

  /** Creates the loss with the mean and no weights. */
  public BCEWithLogitsLoss() {
    this(Reduction.MEAN);
  }

  /**
   * Creates the loss without weights.
   *
   * @param reduction mean or sum
   */
  public BCEWithLogitsLoss(Reduction reduction) {
    this(reduction, null, null);
  }

  /**
   * Creates the loss with all settings.
   *
   * @param reduction mean or sum
   * @param weights w, one for each output, finite and at least 0; null for none
   * @param posWeight v, one for each output, finite and at least 0; null for none
   * @throws IllegalArgumentException where a value is not in its range
   */
  @JsonCreator
  public BCEWithLogitsLoss(
      @JsonProperty("reduction") Reduction reduction,
      @JsonProperty("weights") double @Nullable [] weights,
      @JsonProperty("posWeight") double @Nullable [] posWeight) {
    super(reduction, weights);
    this.posWeight = factors("posWeight", posWeight);
  }

  /**
   * With s = log(1 + exp(−|z|)): l = s + max(z, 0) − y z for v = 1, to which v adds (v − 1) y (s +
   * max(−z, 0)).
   */
  @Override
  INDArray loss(INDArray y, INDArray z) {
    INDArray s = Transforms.log1p(Transforms.exp(Transforms.abs(z, true).negi(), false), false);
    INDArray loss = Transforms.relu(z, true).subi(y.mul(z)).addi(s);
    if (posWeight != null) {
      loss.addi(Transforms.relu(z.neg(), false).addi(s).muli(extra(y)));
    }
    return loss;
  }

  /** σ(z) − y for v = 1, to which v adds (v − 1) y (σ(z) − 1). */
  @Override
  INDArray slope(INDArray y, INDArray z) {
    INDArray p = Transforms.sigmoid(z, true);
    if (posWeight == null) {
      return p.subi(y);
    }
    return p.sub(y).addi(p.subi(1).muli(extra(y)));
  }

  /** (v − 1) y. */
  private INDArray extra(INDArray y) {
    return timesColumns("posWeight", posWeight, y.dup()).subi(y);
  }

  /** Looks at the sum first: of finite logits it is finite, and there is nothing to look for. */
  @Override
  void check(INDArray z) {
    if (!Double.isFinite(z.sumNumber().doubleValue())) {
      requireFinite("logits", values(z), z.size(1));
    }
  }

  @Override
  IActivation through(IActivation activation) {
    if (activation instanceof ActivationSigmoid || activation instanceof ActivationIdentity) {
      return NONE;
    }
    throw new IllegalArgumentException(
        message(
            "the loss applies the sigmoid itself, so the output layer's activation must be SIGMOID"
                + " or IDENTITY, got "
                + activation));
  }

  @Override
  String settings() {
    return super.settings() + ", posWeight=" + Arrays.toString(posWeight);
  }
}
