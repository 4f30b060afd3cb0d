package dev.descent.exercises.ex10momentum;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * SGD with momentum μ and weight decay λ.
 *
 * <pre>
 *   d = g + λ p
 *   b ← μ b + d
 *   p ← p − lr b                     momentum
 *   p ← p − lr (d + μ b)             Nesterov's momentum
 * </pre>
 */
public final class Momentum {
  private final double mu;
  private final double decay;

  private final INDArray b;

  /**
   * @param n number of parameters
   * @param decay weight decay, λ
   */
  public Momentum(int n, double mu, double decay) {
    this.mu = mu;
    this.decay = decay;
    b = Nd4j.zeros(DataType.DOUBLE, n);
  }

  /** One step with momentum. */
  public void step(INDArray p, INDArray g, double lr) {
    gather(p, g);
    p.subi(b.mul(lr));
  }

  /** One step with Nesterov's momentum. */
  public void nesterovStep(INDArray p, INDArray g, double lr) {
    INDArray d = gather(p, g);
    p.subi(d.addi(b.mul(mu)).muli(lr));
  }

  /** Brings b up to date, and returns d, a new array. */
  private INDArray gather(INDArray p, INDArray g) {
    INDArray d = p.mul(decay).addi(g);
    b.muli(mu).addi(d);
    return d;
  }
}
