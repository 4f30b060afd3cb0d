package dev.descent.exercises.ex15schedules;

import java.util.List;

public final class Schedules {
  private Schedules() {}

  public static double exponential(double lr, double gamma, int epoch) {
    return step(lr, 1, gamma, epoch);
  }

  public static double step(double lr, int stepSize, double gamma, int epoch) {
    return lr * Math.pow(gamma, Math.max(0, epoch - 1) / stepSize);
  }

  public static double multiStep(double lr, List<Integer> milestones, double gamma, int epoch) {
    long falls = milestones.stream().filter(milestone -> milestone <= epoch - 1).count();
    return lr * Math.pow(gamma, falls);
  }

  public static double cosine(double lr, int tMax, double etaMin, int epoch) {
    return etaMin + (lr - etaMin) * (1 + Math.cos(Math.PI * Math.max(0, epoch - 1) / tMax)) / 2;
  }

  public static double linear(double lr, int epochs, int epoch) {
    return lr * (1 - Math.max(0, epoch - 1.0) / epochs);
  }
}
