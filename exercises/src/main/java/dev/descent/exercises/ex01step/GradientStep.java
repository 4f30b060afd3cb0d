package dev.descent.exercises.ex01step;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Your first exercise: one step of gradient descent.
 *
 * <pre>
 *   p ← p − lr · g
 * </pre>
 *
 * with p the parameters and g the gradient of the loss, both of shape [n], and lr the learning
 * rate, a number above 0. Against the gradient the loss falls; lr says how far to go.
 *
 * <p>PyTorch: {@code torch.optim.SGD(params, lr)}, {@code optimizer.step()}. Lesson 1.
 */
public final class GradientStep {
  private GradientStep() {}

  /**
   * One step.
   *
   * @param p parameters, shape [n]; changed in place, as by an optimizer
   * @param g gradient, shape [n]; must stay as it is
   * @param lr learning rate
   */
  public static void step(INDArray p, INDArray g, double lr) {
    // TODO 1: move p against the gradient. p.subi(x) subtracts x from p in place; g.mul(a) is a new
    // array, a times g.
    throw new Todo(1);
  }
}
