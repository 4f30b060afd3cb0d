package dev.descent.exercises.ex10momentum;

import org.nd4j.linalg.api.ndarray.INDArray;

public final class Momentum {
  private final double mu;
  private final double decay;

  private INDArray b; // null before the first step, as in PyTorch

  public Momentum(int n, double mu, double decay) {
    this.mu = mu;
    this.decay = decay;
  }

  public void step(INDArray p, INDArray g, double lr) {
    INDArray d = p.mul(decay).add(g);
    b = b == null ? d : b.mul(mu).add(d);
    p.subi(b.mul(lr));
  }

  public void nesterovStep(INDArray p, INDArray g, double lr) {
    INDArray d = p.mul(decay).add(g);
    INDArray before = b == null ? d.mul(0) : b;
    b = before.mul(mu).add(d);
    // d + μ b = (1 + μ) d + μ² · the b before
    p.subi(d.mul(lr * (1 + mu))).subi(before.mul(lr * mu * mu));
  }
}
