package dev.descent.updater;

import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * An updater and its formula for one parameter, written out in plain Java.
 *
 * @param updater made anew: tests change learning rates
 * @param formula with a state of its own
 */
public record Case(Supplier<BaseUpdater> updater, Supplier<Formula> formula) {
  /** Returns the number that step t, from 1, subtracts from the parameter. */
  public interface Formula {
    double step(double g, int t, double lr);
  }

  public static Stream<Case> all() {
    return Stream.of(
        new Case(() -> new SGD(0.1), () -> (g, t, lr) -> lr * g),
        sgd(0.9, 0, false),
        sgd(0.9, 0.5, false),
        sgd(0.5, 0, true),
        adam(0.9, 0.999, 1e-8, false),
        adam(0, 0.9, 1e-3, false),
        adam(0.5, 0.8, 1e-8, true),
        adam(0.9, 0.9999999, 1e-8, false),
        rmsprop(0.99, 1e-8, 0, false),
        rmsprop(1, 10, 0, false),
        rmsprop(0.9, 1e-3, 0.9, false),
        rmsprop(0.9, 1e-6, 0, true),
        rmsprop(0.5, 1e-6, 0.5, true),
        adagrad(0, 0, 1e-10),
        adagrad(0.1, 0.5, 1e-3),
        adadelta(0.9, 1e-6),
        adadelta(0, 1e-3));
  }

  private static Case sgd(double momentum, double dampening, boolean nesterov) {
    return new Case(
        () -> new SGD(0.1, momentum, dampening, nesterov),
        () -> {
          double[] b = new double[1];
          return (g, t, lr) -> {
            b[0] = t == 1 ? g : momentum * b[0] + (1 - dampening) * g;
            return lr * (nesterov ? g + momentum * b[0] : b[0]);
          };
        });
  }

  private static Case adam(double beta1, double beta2, double eps, boolean amsgrad) {
    return new Case(
        () -> new Adam(0.1, beta1, beta2, eps, amsgrad),
        () -> {
          double[] s = new double[3];
          return (g, t, lr) -> {
            s[0] = beta1 * s[0] + (1 - beta1) * g;
            s[1] = beta2 * s[1] + (1 - beta2) * g * g;
            s[2] = Math.max(s[2], s[1]);
            double mean = s[0] / (1 - Math.pow(beta1, t));
            double square = (amsgrad ? s[2] : s[1]) / (1 - Math.pow(beta2, t));
            return lr * mean / (Math.sqrt(square) + eps);
          };
        });
  }

  private static Case rmsprop(double alpha, double eps, double momentum, boolean centered) {
    return new Case(
        () -> new RMSprop(0.1, alpha, eps, momentum, centered),
        () -> {
          double[] s = new double[3];
          return (g, t, lr) -> {
            s[0] = alpha * s[0] + (1 - alpha) * g * g;
            s[1] = alpha * s[1] + (1 - alpha) * g;
            double variance = s[0] - (centered ? s[1] * s[1] : 0);
            s[2] = momentum * s[2] + g / (Math.sqrt(variance) + eps);
            return lr * s[2];
          };
        });
  }

  private static Case adagrad(double lrDecay, double initial, double eps) {
    return new Case(
        () -> new Adagrad(0.1, lrDecay, initial, eps),
        () -> {
          double[] sum = {initial};
          return (g, t, lr) -> {
            sum[0] += g * g;
            return lr / (1 + (t - 1) * lrDecay) * g / (Math.sqrt(sum[0]) + eps);
          };
        });
  }

  private static Case adadelta(double rho, double eps) {
    return new Case(
        () -> new Adadelta(0.1, rho, eps),
        () -> {
          double[] s = new double[2];
          return (g, t, lr) -> {
            s[0] = rho * s[0] + (1 - rho) * g * g;
            double delta = g * Math.sqrt(s[1] + eps) / Math.sqrt(s[0] + eps);
            s[1] = rho * s[1] + (1 - rho) * delta * delta;
            return lr * delta;
          };
        });
  }

  @Override
  public String toString() {
    return updater.get().toString();
  }
}
