package dev.descent.exercises.ex25batchnorm;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Batch normalisation: each feature gets mean 0 and variance 1 over the batch, then the scale γ and
 * the shift β that are learnt. In inference running values stand in for those of the batch.
 *
 * <pre>
 *   training     y = γ x̂ + β,  x̂ = (x − m) / √(v + ε)
 *                m = mean of x over the rows of the batch,  v = mean of (x − m)² over them
 *   after it     rm ← (1 − a) rm + a m
 *                rv ← (1 − a) rv + a v n / (n − 1)
 *   inference    y = γ (x − rm) / √(rv + ε) + β
 *   backwards    ∂L/∂β = Σ ∂L/∂y,  ∂L/∂γ = Σ ∂L/∂y x̂      sums over the rows
 *                ∂L/∂x = γ / √(v + ε) · (∂L/∂y − mean of ∂L/∂y − x̂ · mean of (∂L/∂y x̂))
 * </pre>
 *
 * with x the input, y the output, both of shape [n, features], n at least 2 rows, and L the loss;
 * m, v, γ, β and the running mean rm and variance rv of shape [features]; a the momentum, in (0,
 * 1]; ε above 0, inside the root. The factor n / (n − 1) makes the variance of a batch that of the
 * data.
 *
 * <p>What comes in must stay as it is.
 *
 * <p>PyTorch: {@code nn.BatchNorm1d(features, eps=ε, momentum=a)}. Lesson 6. Paper: S. Ioffe and C.
 * Szegedy, Batch Normalization: Accelerating Deep Network Training by Reducing Internal Covariate
 * Shift (2015).
 */
public final class BatchNorm {
  /** ∂L/∂x, [n, features]; ∂L/∂γ and ∂L/∂β, [features]. */
  public record Gradients(INDArray x, INDArray gamma, INDArray beta) {}

  private final INDArray gamma;
  private final INDArray beta;
  private final double momentum;
  private final double eps;
  private final INDArray runningMean;
  private final INDArray runningVar;

  public BatchNorm(INDArray gamma, INDArray beta, double momentum, double eps) {
    this.gamma = gamma;
    this.beta = beta;
    this.momentum = momentum;
    this.eps = eps;
    runningMean = Nd4j.zeros(DataType.DOUBLE, gamma.length());
    runningVar = Nd4j.ones(DataType.DOUBLE, gamma.length());
  }

  public INDArray runningMean() {
    return runningMean;
  }

  public INDArray runningVar() {
    return runningVar;
  }

  /** Training mode: y from the batch's own statistics. The running values stay as they are. */
  public INDArray normalise(INDArray x) {
    // TODO 1: x.mean(0) is the mean of each column. x.var(false, 0) is its variance, divided by n;
    // x.var(0) divides by n − 1. subRowVector, divRowVector, mulRowVector, addRowVector act on each
    // row, in a new array; with an i, as in divi, in place. Transforms.sqrt(v) is the root.
    throw new Todo(1);
  }

  /** Brings the running values up to date with a batch of training, in place. */
  public void track(INDArray x) {
    // TODO 2: rm and rv by the formula.
    throw new Todo(2);
  }

  /** Inference mode: y from the running values, which stay as they are. */
  public INDArray infer(INDArray x) {
    // TODO 3: y of inference. Every row is by itself; a batch may have one row only.
    throw new Todo(3);
  }

  /** Backwards through training mode, with x the batch and dy = ∂L/∂y; both stay as they are. */
  public Gradients backward(INDArray x, INDArray dy) {
    // TODO 4: x̂ first, then the three gradients. dy.sum(0) is the sum of each column.
    throw new Todo(4);
  }
}
