package dev.descent.updater;

import java.util.Random;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;
import org.nd4j.linalg.learning.GradientUpdater;
import org.nd4j.linalg.learning.config.IUpdater;

/** Runs updaters on given gradients, one row a step; ten steps are an epoch. */
public final class Steps {
  private Steps() {}

  public static double[][] of(IUpdater updater, DataType type, double[][] gradients) {
    GradientUpdater<?> step = start(updater, type, gradients[0].length);
    double[][] steps = new double[gradients.length][];
    for (int t = 0; t < gradients.length; t++) {
      INDArray g = Nd4j.createFromArray(gradients[t]).castTo(type);
      step.applyUpdater(g, t, t / 10);
      steps[t] = g.castTo(DataType.DOUBLE).toDoubleVector();
    }
    return steps;
  }

  /**
   * Starts an updater; its state is a part of a longer array, as in a network, full of NaN before.
   */
  public static GradientUpdater<?> start(IUpdater updater, DataType type, int parameters) {
    int size = (int) updater.stateSize(parameters);
    INDArray all = Nd4j.valueArrayOf(new long[] {size + 2}, Double.NaN, type);
    INDArray view = size == 0 ? null : all.get(NDArrayIndex.interval(1, size + 1));
    return updater.instantiate(view, true);
  }

  /**
   * Draws gradients of many sizes; the first parameter's is always 0, the second's only at first.
   */
  public static double[][] gradients(int count, int parameters, long seed) {
    Random random = new Random(seed);
    double[][] all = new double[count][parameters];
    for (int t = 0; t < count; t++) {
      for (int i = t < count / 2 ? 2 : 1; i < parameters; i++) {
        all[t][i] = random.nextGaussian() * Math.pow(10, i % 5 - 2);
      }
    }
    return all;
  }
}
