package dev.descent.loss;

/**
 * How the losses of a batch become one number; PyTorch's {@code reduction}.
 *
 * <p>Both expect DL4J's default {@code miniBatch(true)}, with which it divides by the batch size B.
 * With {@code miniBatch(false)} it does not, and losses and gradients are B times too large.
 */
public enum Reduction {
  /** Their mean over rows and outputs; in a weighted cross entropy, their weighted mean. */
  MEAN,

  /** Their sum over rows and outputs. */
  SUM
}
