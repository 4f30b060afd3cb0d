package dev.descent.exercises.ex25batchnorm;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class BatchNorm {
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

  public INDArray normalise(INDArray x) {
    return standardised(x, x.mean(0), x.var(false, 0)).muliRowVector(gamma).addiRowVector(beta);
  }

  public void track(INDArray x) {
    runningMean.muli(1 - momentum).addi(x.mean(0).muli(momentum));
    runningVar.muli(1 - momentum).addi(x.var(true, 0).muli(momentum)); // divided by n − 1
  }

  public INDArray infer(INDArray x) {
    return standardised(x, runningMean, runningVar).muliRowVector(gamma).addiRowVector(beta);
  }

  public Gradients backward(INDArray x, INDArray dy) {
    INDArray v = x.var(false, 0);
    INDArray normal = standardised(x, x.mean(0), v);
    INDArray products = dy.mul(normal);
    // Through x̂ into v and m, one after the other.
    double n = x.rows();
    INDArray root = Transforms.sqrt(v.add(eps));
    INDArray off = x.subRowVector(x.mean(0));
    INDArray dNormal = dy.mulRowVector(gamma);
    INDArray dVar = dNormal.mul(off).sum(0).mul(-0.5).div(Transforms.pow(v.add(eps), 1.5));
    INDArray dMean = dNormal.sum(0).neg().div(root);
    INDArray dx =
        dNormal
            .divRowVector(root)
            .add(off.mulRowVector(dVar.mul(2 / n)))
            .addRowVector(dMean.div(n));
    return new Gradients(dx, products.sum(0), dy.sum(0));
  }

  private INDArray standardised(INDArray x, INDArray mean, INDArray var) {
    return x.subRowVector(mean).diviRowVector(Transforms.sqrt(var.add(eps)));
  }
}
