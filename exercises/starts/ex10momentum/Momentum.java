package dev.descent.exercises.ex10momentum;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * SGD with momentum and weight decay: the step follows a sum of gradients in which old ones fade.
 *
 * <pre>
 *   d = g + λ p                      the gradient with weight decay: it pulls p towards 0
 *   b ← μ b + d                      the buffer, 0 before the first step
 *   p ← p − lr b                     momentum
 *   p ← p − lr (d + μ b)             instead of it, Nesterov's momentum, with the new b
 * </pre>
 *
 * with p the parameters, g the gradient, d and b all of shape [n]; lr the learning rate, which a
 * schedule may change between two steps; μ the momentum, in [0, 1); λ the weight decay, 0 or above.
 * lr is not in b: a new rate counts for all of the buffer at once.
 *
 * <p>PyTorch: {@code torch.optim.SGD(params, lr, momentum=mu, weight_decay=decay)}, for Nesterov's
 * with {@code nesterov=True}. Lesson 3. Paper: I. Sutskever, J. Martens, G. Dahl and G. Hinton, On
 * the Importance of Initialization and Momentum in Deep Learning (2013), whose buffer has lr
 * inside.
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

  /**
   * One step with momentum.
   *
   * @param p parameters, shape [n]; changed in place
   * @param g gradient, shape [n]; must stay as it is
   * @param lr learning rate of this step
   */
  public void step(INDArray p, INDArray g, double lr) {
    // TODO 1: d is a new array; bring b up to date in place, with muli and addi; then move p.
    throw new Todo(1);
  }

  /** One step with Nesterov's momentum instead. */
  public void nesterovStep(INDArray p, INDArray g, double lr) {
    // TODO 2: d and b as before, another way to move p, which must not change b.
    throw new Todo(2);
  }
}
