package dev.descent.exercises.ex10momentum;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public final class Momentum {
  private final double mu;
  private final double decay;

  private final INDArray b;

  public Momentum(int n, double mu, double decay) {
    this.mu = mu;
    this.decay = decay;
    b = Nd4j.zeros(DataType.DOUBLE, n);
  }

  public void step(INDArray p, INDArray g, double lr) {
    INDArray d = g.add(p.mul(decay));
    b.muli(mu).addi(d);
    p.subi(b.mul(lr));
  }

  public void nesterovStep(INDArray p, INDArray g, double lr) {
    INDArray d = g.add(p.mul(decay));
    b.muli(mu).addi(d);
    p.subi(d.add(b.mul(mu)).mul(lr));
  }
}
