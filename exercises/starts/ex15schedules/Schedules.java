package dev.descent.exercises.ex15schedules;

import dev.descent.exercise.Todo;
import java.util.List;

/**
 * Learning-rate schedules: which rate an epoch is trained with. Long steps while there is far to
 * go, short ones to settle.
 *
 * <pre>
 *   StepLR             lr₀ · γ^⌊i / s⌋                            a fall every s epochs
 *   MultiStepLR        lr₀ · γ^n     n: how many milestones are ≤ i
 *   ExponentialLR      lr₀ · γ^i                                   a fall every epoch
 *   CosineAnnealingLR  η + (lr₀ − η) · (1 + cos(π i / T)) / 2      from lr₀ at 0 to η at T
 *   linear decay       lr₀ · (1 − i / E)
 * </pre>
 *
 * with i the number of the epoch, from 0, which is also how many epochs are done before it; lr₀ the
 * rate of epoch 0; γ what a fall multiplies the rate by; s, T and E counted in epochs, E how many
 * the training has; η the lowest rate. A milestone is the first epoch with the lower rate.
 *
 * <p>PyTorch: {@code StepLR(optimizer, s, γ)}, {@code MultiStepLR(optimizer, milestones, γ)},
 * {@code ExponentialLR(optimizer, γ)}, {@code CosineAnnealingLR(optimizer, T, η)}, each with {@code
 * scheduler.step()} after every epoch; the last is the tutorial's {@code lr = 0.1 * (1 - epoch /
 * epochs)}. Lesson 4. Paper: I. Loshchilov and F. Hutter, SGDR (2017), for the cosine.
 */
public final class Schedules {
  private Schedules() {}

  /** ExponentialLR is done: it is StepLR with a fall every epoch. */
  public static double exponential(double lr, double gamma, int epoch) {
    return step(lr, 1, gamma, epoch);
  }

  /**
   * StepLR.
   *
   * @param stepSize s, at least 1
   */
  public static double step(double lr, int stepSize, double gamma, int epoch) {
    // TODO 1: how often has the rate fallen? A division of two ints drops the rest. Math.pow(x, n)
    // is x to the power of n.
    throw new Todo(1);
  }

  /**
   * MultiStepLR.
   *
   * @param milestones in rising order, each once
   */
  public static double multiStep(double lr, List<Integer> milestones, double gamma, int epoch) {
    // TODO 2: one fall for each milestone that the epoch has reached.
    throw new Todo(2);
  }

  /**
   * CosineAnnealingLR.
   *
   * @param tMax T, at least 1; the epoch is at most T
   * @param etaMin η
   */
  public static double cosine(double lr, int tMax, double etaMin, int epoch) {
    // TODO 3: half a wave, from lr down to etaMin. Math.cos takes radians; Math.PI is π.
    throw new Todo(3);
  }

  /**
   * The tutorial's linear decay.
   *
   * @param epochs E, at least 1; the epoch is below E
   */
  public static double linear(double lr, int epochs, int epoch) {
    // TODO 4: by the formula. Mind what Java makes of 3 / 10.
    throw new Todo(4);
  }
}
