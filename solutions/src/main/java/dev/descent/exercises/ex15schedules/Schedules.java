package dev.descent.exercises.ex15schedules;

import java.util.List;

/**
 * Learning-rate schedules: which rate an epoch is trained with.
 *
 * <pre>
 *   StepLR             lr₀ · γ^⌊i / s⌋
 *   MultiStepLR        lr₀ · γ^n     n: how many milestones are ≤ i
 *   ExponentialLR      lr₀ · γ^i
 *   CosineAnnealingLR  η + (lr₀ − η) · (1 + cos(π i / T)) / 2
 *   linear decay       lr₀ · (1 − i / E)
 * </pre>
 *
 * with i the number of the epoch, from 0. Lesson 4.
 */
public final class Schedules {
  private Schedules() {}

  /** ExponentialLR. */
  public static double exponential(double lr, double gamma, int epoch) {
    return step(lr, 1, gamma, epoch);
  }

  /** StepLR. */
  public static double step(double lr, int stepSize, double gamma, int epoch) {
    return lr * Math.pow(gamma, epoch / stepSize);
  }

  /** MultiStepLR. */
  public static double multiStep(double lr, List<Integer> milestones, double gamma, int epoch) {
    long falls = milestones.stream().filter(milestone -> milestone <= epoch).count(); // n
    return lr * Math.pow(gamma, falls);
  }

  /** CosineAnnealingLR. */
  public static double cosine(double lr, int tMax, double etaMin, int epoch) {
    return etaMin + (lr - etaMin) * (1 + Math.cos(Math.PI * epoch / tMax)) / 2;
  }

  /** The tutorial's linear decay. */
  public static double linear(double lr, int epochs, int epoch) {
    return lr * (1 - (double) epoch / epochs);
  }
}
