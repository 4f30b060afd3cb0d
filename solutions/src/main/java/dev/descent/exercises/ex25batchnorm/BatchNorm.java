package dev.descent.exercises.ex25batchnorm;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Batch normalisation.
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
 * <p>PyTorch: {@code nn.BatchNorm1d(features, eps=ε, momentum=a)}. Paper: S. Ioffe and C. Szegedy,
 * Batch Normalization (2015).
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

  /** Training mode: y from the batch's own statistics. */
  public INDArray normalise(INDArray x) {
    return standardised(x, x.mean(0), x.var(false, 0)).muliRowVector(gamma).addiRowVector(beta);
  }

  /** Brings the running values up to date with a batch of training, in place. */
  public void track(INDArray x) {
    runningMean.muli(1 - momentum).addi(x.mean(0).muli(momentum));
    runningVar.muli(1 - momentum).addi(x.var(true, 0).muli(momentum)); // divided by n − 1
  }

  /** Inference mode: y from the running values. */
  public INDArray infer(INDArray x) {
    return standardised(x, runningMean, runningVar).muliRowVector(gamma).addiRowVector(beta);
  }

  /** Backwards through training mode, with x the batch and dy = ∂L/∂y. */
  public Gradients backward(INDArray x, INDArray dy) {
    INDArray v = x.var(false, 0);
    INDArray normal = standardised(x, x.mean(0), v); // x̂
    INDArray products = dy.mul(normal);
    INDArray centred = dy.subRowVector(dy.mean(0)).subi(normal.mulRowVector(products.mean(0)));
    INDArray factor = gamma.div(Transforms.sqrt(v.add(eps)));
    return new Gradients(centred.muliRowVector(factor), products.sum(0), dy.sum(0));
  }

  private INDArray standardised(INDArray x, INDArray mean, INDArray var) {
    return x.subRowVector(mean).diviRowVector(Transforms.sqrt(var.add(eps)));
  }
}
