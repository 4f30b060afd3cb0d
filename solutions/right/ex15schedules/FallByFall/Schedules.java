package dev.descent.exercises.ex15schedules;

import java.util.List;

public final class Schedules {
  private Schedules() {}

  public static double exponential(double lr, double gamma, int epoch) {
    return step(lr, 1, gamma, epoch);
  }

  public static double step(double lr, int stepSize, double gamma, int epoch) {
    double rate = lr;
    for (int i = 1; i <= epoch; i++) {
      if (i % stepSize == 0) {
        rate *= gamma;
      }
    }
    return rate;
  }

  public static double multiStep(double lr, List<Integer> milestones, double gamma, int epoch) {
    double rate = lr;
    for (int milestone : milestones) {
      if (epoch >= milestone) {
        rate *= gamma;
      }
    }
    return rate;
  }

  public static double cosine(double lr, int tMax, double etaMin, int epoch) {
    double share = (double) epoch / tMax;
    return lr - (lr - etaMin) * (1 - Math.cos(share * Math.PI)) / 2;
  }

  public static double linear(double lr, int epochs, int epoch) {
    return lr - lr * epoch / epochs;
  }
}
