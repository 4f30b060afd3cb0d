package dev.descent.exercises.ex11adam;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Adam: each parameter gets a step size of its own, from two running averages of its gradient.
 *
 * <pre>
 *   m ← β1 m + (1 − β1) g            mean of the gradient
 *   v ← β2 v + (1 − β2) g²           mean of its square, element by element
 *   m̂ = m / (1 − β1^t)               both start at 0, and so are too small at first:
 *   v̂ = v / (1 − β2^t)               this corrects them
 *   p ← p − lr · m̂ / (√v̂ + ε)
 * </pre>
 *
 * with p the parameters and g the gradient, both of shape [n]; t the number of the step, from 1; lr
 * the learning rate; β1, β2 in [0, 1); ε above 0, outside the root.
 *
 * <p>PyTorch: {@code torch.optim.Adam(params, lr, betas=(beta1, beta2), eps=eps)}. Lesson 3. Paper:
 * D. Kingma and J. Ba, Adam: A Method for Stochastic Optimization (2015).
 */
public final class Adam {
  private final double lr;
  private final double beta1;
  private final double beta2;
  private final double eps;

  private final INDArray m;
  private final INDArray v;
  private int t; // steps so far

  /**
   * @param n number of parameters
   */
  public Adam(int n, double lr, double beta1, double beta2, double eps) {
    this.lr = lr;
    this.beta1 = beta1;
    this.beta2 = beta2;
    this.eps = eps;
    m = Nd4j.zeros(DataType.DOUBLE, n);
    v = Nd4j.zeros(DataType.DOUBLE, n);
  }

  /** The mean of the gradient, m. */
  public INDArray m() {
    return m;
  }

  /** The mean of its square, v. */
  public INDArray v() {
    return v;
  }

  /** Brings m and v up to date with a gradient, which stays as it is. */
  public void average(INDArray g) {
    m.muli(beta1).addi(g.mul(1 - beta1));
    v.muli(beta2).addi(g.mul(g).muli(1 - beta2));
  }

  /**
   * One step.
   *
   * @param p parameters, shape [n]; changed in place
   * @param g gradient, shape [n]; must stay as it is
   */
  public void step(INDArray p, INDArray g) {
    t++;
    average(g);
    INDArray mean = m.div(1 - Math.pow(beta1, t - 1));
    INDArray square = v.div(1 - Math.pow(beta2, t - 1));
    p.subi(mean.divi(Transforms.sqrt(square).addi(eps)).muli(lr));
  }
}
