package dev.descent.loss;

/** How the losses of a batch become one number; PyTorch's {@code reduction}. */
public enum Reduction {
  /** Their mean over rows and outputs; in a weighted cross entropy, their weighted mean. */
  MEAN,

  /** Their sum over rows and outputs. */
  SUM
}
