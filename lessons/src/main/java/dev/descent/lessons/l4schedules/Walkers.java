package dev.descent.lessons.l4schedules;

import dev.descent.plot.Series;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/**
 * Many walkers on the parabola x²/2, each with a noise of its own on its gradient, as one array of
 * parameters that one updater moves.
 *
 * @param loss of each step, the mean of all walkers
 * @param averaged the loss of the place where a walker was on average over the last 1,000 steps
 */
record Walkers(double[] loss, double averaged) {
  static final int COUNT = 2000;
  static final int STEPS = 4000;

  /**
   * Lets them walk.
   *
   * @param batch how many draws of +1 or −1 the noise of a step is the mean of
   */
  static Walkers of(IUpdater config, double start, int batch, long seed) {
    INDArray x = Nd4j.valueArrayOf(new long[] {COUNT}, start, DataType.DOUBLE);
    INDArray state = Nd4j.create(DataType.DOUBLE, Math.max(1, config.stateSize(COUNT)));
    GradientUpdater<?> updater = config.instantiate(state, true);
    Random random = new Random(seed);
    double[] loss = new double[STEPS];
    INDArray sum = Nd4j.zeros(DataType.DOUBLE, COUNT);
    for (int i = 0; i < STEPS; i++) {
      loss[i] = x.mul(x).meanNumber().doubleValue() / 2;
      double[] noise =
          IntStream.range(0, COUNT)
              .mapToDouble(
                  k -> (2.0 * Integer.bitCount(random.nextInt() >>> (32 - batch)) - batch) / batch)
              .toArray();
      INDArray gradient = x.add(Nd4j.createFromArray(noise));
      updater.applyUpdater(gradient, i, 0); // in place
      x.subi(gradient);
      if (i >= STEPS - 1000) {
        sum.addi(x.div(1000));
      }
    }
    return new Walkers(loss, sum.mul(sum).meanNumber().doubleValue() / 2);
  }

  /** The mean loss over so many steps before this one. */
  double before(int step, int steps) {
    return Arrays.stream(loss, step - steps, step).average().orElseThrow();
  }

  double left() {
    return before(STEPS, 100);
  }

  Series curve(String name) {
    int[] shown = IntStream.range(0, STEPS / 20).map(i -> 20 * i).toArray();
    return new Series(
        name,
        Arrays.stream(shown).asDoubleStream().toArray(),
        Arrays.stream(shown).mapToDouble(i -> loss[i]).toArray());
  }
}
