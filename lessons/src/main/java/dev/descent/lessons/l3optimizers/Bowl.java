package dev.descent.lessons.l3optimizers;

import org.nd4j.linalg.learning.config.IUpdater;

/**
 * A loss of two directions that know nothing of each other, f = ½ (a x² + b y²), from (1, 1).
 *
 * @param a the curvature along x
 * @param b the curvature along y
 */
record Bowl(double a, double b) {
  /** So far from the minimum, in both directions, counts as there: a hundredth of the start. */
  static final double NEAR = 0.01;

  Surface surface() {
    return new Surface(
        "Bowl",
        (x, y) -> (a * x * x + b * y * y) / 2,
        (x, y) -> a * x,
        (x, y) -> b * y,
        new double[] {1, 1});
  }

  /** The first step after which |x| and |y| stay below {@link #NEAR}; −1 if there is none. */
  int steps(IUpdater updater, int most) {
    Surface.Walk walk = surface().walk(updater, most);
    int step = most + 1;
    while (step > 0
        && Math.max(Math.abs(walk.x()[step - 1]), Math.abs(walk.y()[step - 1])) < NEAR) {
      step--;
    }
    return step == most + 1 ? -1 : step;
  }
}
