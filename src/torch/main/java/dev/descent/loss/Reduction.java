package dev.descent.loss;

/**
 * The way from the losses of a batch to one number, PyTorch's {@code reduction}.
 *
 * <pre>{@code
 * // PyTorch: nn.L1Loss(reduction="sum")(a, y)
 * INDArray y = Nd4j.zeros(2, 3);
 * INDArray a = Nd4j.ones(2, 3);
 * new L1Loss(Reduction.SUM).computeScore(y, a, new ActivationIdentity(), null, true); // 6
 * new L1Loss(Reduction.MEAN).computeScore(y, a, new ActivationIdentity(), null, true); // 1
 * }</pre>
 *
 * <p>Both expect DL4J's default {@code miniBatch(true)}, with which it divides by the batch size B.
 * With {@code miniBatch(false)} it does not, and losses and gradients are B times too large.
 */
public enum Reduction {
  /** The mean over rows and outputs; in a weighted cross entropy, the weighted mean. */
  MEAN,

  /** The sum over rows and outputs. */
  SUM
}
