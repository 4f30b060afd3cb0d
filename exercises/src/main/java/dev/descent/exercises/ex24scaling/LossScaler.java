package dev.descent.exercises.ex24scaling;

import dev.descent.exercise.Todo;
import java.util.function.DoubleFunction;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Loss scaling: in float16 small gradients become 0, and large ones infinite. So the loss is
 * multiplied by a scale s before the backward pass, and the gradient divided by s after it. s is
 * looked for all the time.
 *
 * <pre>
 *   g ← gradient of s · L             from the backward pass
 *   g ← g / s                         skip the step where an element is not finite
 *   g ← g · min(1, maxNorm / (‖g‖ + 1e-6))
 *   p ← p − lr · g
 *
 *   s ← s · backoff                   where a gradient was not finite
 *   s ← s · growth                    after interval finite gradients in a row; then count anew,
 *                                     as after one that is not finite
 * </pre>
 *
 * with L the loss, g the gradient and p the parameters, both of shape [n]; ‖g‖ the length of g; lr
 * the learning rate; backoff in (0, 1), growth above 1, interval at least 1 step.
 *
 * <p>PyTorch: {@code torch.cuda.amp.GradScaler(init_scale=s, growth_factor=growth,
 * backoff_factor=backoff, growth_interval=interval)}. Lesson 6. Paper: P. Micikevicius et al.,
 * Mixed Precision Training (2018).
 */
public final class LossScaler {
  private final double growth;
  private final double backoff;
  private final int interval;

  private double s;
  private int count; // finite gradients in a row

  /**
   * @param s the scale at the start
   */
  public LossScaler(double s, double growth, double backoff, int interval) {
    this.s = s;
    this.growth = growth;
    this.backoff = backoff;
    this.interval = interval;
  }

  /** The scale, s. */
  public double scale() {
    return s;
  }

  /**
   * Divides a gradient by s, in place.
   *
   * @return whether all its elements are finite: neither infinite nor NaN
   */
  public boolean unscale(INDArray g) {
    // TODO 1: divi divides in place. A sum with an element that is not finite is not finite itself:
    // see g.sumNumber().doubleValue() and Double.isFinite.
    throw new Todo(1);
  }

  /** Brings s up to date after a gradient: finite says what unscale has found. */
  public void update(boolean finite) {
    // TODO 2: the last two lines of the formula; count is how many were finite in a row.
    throw new Todo(2);
  }

  /**
   * One step of SGD; PyTorch: scale(loss).backward(), unscale_, clip_grad_norm_, step, update.
   *
   * @param p parameters, shape [n]; changed in place
   * @param backward gives the gradient of so many times the loss: {@code backward.apply(a)} is a
   *     new float64 array, the gradient of a · L as float16 has it
   * @param maxNorm how long the gradient of L may be
   * @return whether the step was made, and not skipped
   */
  public boolean step(INDArray p, DoubleFunction<INDArray> backward, double lr, double maxNorm) {
    // TODO 3: all of the formula, in its order. g.norm2Number().doubleValue() is the length of g.
    throw new Todo(3);
  }
}
