package dev.descent.lessons.l3optimizers;

import java.util.function.DoubleBinaryOperator;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A loss with two parameters, x and y, so that one can look at it from above.
 *
 * @param name what it is called
 * @param f the loss, at least 0
 * @param dx its derivative by x
 * @param dy its derivative by y
 * @param start where every optimizer starts: {x, y}
 */
record Surface(
    String name,
    DoubleBinaryOperator f,
    DoubleBinaryOperator dx,
    DoubleBinaryOperator dy,
    double[] start) {

  /** f = ½ (x² + 100 y²): steep across, flat along; the minimum is at (0, 0). */
  static final Surface RAVINE =
      new Surface(
          "Ravine",
          (x, y) -> (x * x + 100 * y * y) / 2,
          (x, y) -> x,
          (x, y) -> 100 * y,
          new double[] {-4, 0.8});

  /** Rosenbrock's banana, f = (1 − x)² + 100 (y − x²)²; the minimum is at (1, 1). */
  static final Surface ROSENBROCK =
      new Surface(
          "Rosenbrock",
          (x, y) -> (1 - x) * (1 - x) + 100 * (y - x * x) * (y - x * x),
          (x, y) -> -2 * (1 - x) - 400 * x * (y - x * x),
          (x, y) -> 200 * (y - x * x),
          new double[] {-1.2, 1});

  /**
   * f = ½ x² + ¼ (y² − 1)²: at (0, 0) it falls to both sides along y and rises along x. The minima
   * are at (0, 1) and (0, −1). The start lies nearly on the ridge.
   */
  static final Surface SADDLE =
      new Surface(
          "Saddle",
          (x, y) -> x * x / 2 + (y * y - 1) * (y * y - 1) / 4,
          (x, y) -> x,
          (x, y) -> y * (y * y - 1),
          new double[] {-1.5, 0.001});

  /** The places an updater passes. */
  record Walk(double[] x, double[] y) {

    /** The first step after which it stays within a distance of a place; −1 if there is none. */
    int settled(double[] place, double distance) {
      int step = x.length;
      while (step > 0 && Math.hypot(x[step - 1] - place[0], y[step - 1] - place[1]) < distance) {
        step--;
      }
      return step == x.length ? -1 : step;
    }

    /** The distance of its end from a place. */
    double distance(double toX, double toY) {
      return Math.hypot(x[x.length - 1] - toX, y[y.length - 1] - toY);
    }

    /** The largest distance between two walks of the same length, step by step. */
    double apart(Walk other) {
      double most = 0;
      for (int i = 0; i < x.length; i++) {
        most = Math.max(most, Math.hypot(x[i] - other.x[i], y[i] - other.y[i]));
      }
      return most;
    }

    /** The first step at which |y| is above a bound; −1 if there is none. */
    int leaves(double bound) {
      for (int step = 0; step < y.length; step++) {
        if (Math.abs(y[step]) > bound) {
          return step;
        }
      }
      return -1;
    }
  }

  /** A rule that turns the gradient of a step into the step, to be taken off the parameters. */
  interface Rule {
    /**
     * @param gradient [2], may be overwritten
     * @param iteration steps done before this one
     */
    INDArray step(INDArray gradient, int iteration);
  }

  /**
   * So many steps downhill with an updater. A network does no more with it: gradient in, step out.
   */
  Walk walk(IUpdater config, int steps) {
    INDArray state = Nd4j.create(DataType.DOUBLE, config.stateSize(2)); // averages and buffers
    GradientUpdater<?> updater = config.instantiate(state, true);
    return walk(
        (gradient, iteration) -> {
          updater.applyUpdater(gradient, iteration, 0); // in place, epoch 0
          return gradient;
        },
        steps);
  }

  /** So many steps downhill by any rule. */
  Walk walk(Rule rule, int steps) {
    INDArray p = Nd4j.createFromArray(start); // [2], in double precision
    Walk walk = new Walk(new double[steps + 1], new double[steps + 1]);
    for (int i = 0; i <= steps; i++) {
      double x = p.getDouble(0);
      double y = p.getDouble(1);
      walk.x[i] = x;
      walk.y[i] = y;
      INDArray g = Nd4j.createFromArray(dx.applyAsDouble(x, y), dy.applyAsDouble(x, y));
      p.subi(rule.step(g, i)); // PyTorch: optimizer.step()
    }
    return walk;
  }
}
