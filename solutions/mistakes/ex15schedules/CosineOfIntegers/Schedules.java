package dev.descent.exercises.ex15schedules;

import java.util.List;

public final class Schedules {
  private Schedules() {}

  public static double exponential(double lr, double gamma, int epoch) {
    return step(lr, 1, gamma, epoch);
  }

  public static double step(double lr, int stepSize, double gamma, int epoch) {
    return lr * Math.pow(gamma, epoch / stepSize);
  }

  public static double multiStep(double lr, List<Integer> milestones, double gamma, int epoch) {
    long falls = milestones.stream().filter(milestone -> milestone <= epoch).count();
    return lr * Math.pow(gamma, falls);
  }

  public static double cosine(double lr, int tMax, double etaMin, int epoch) {
    return etaMin + (lr - etaMin) * (1 + Math.cos(Math.PI * (epoch / tMax))) / 2;
  }

  public static double linear(double lr, int epochs, int epoch) {
    return lr * (1 - (double) epoch / epochs);
  }
}
