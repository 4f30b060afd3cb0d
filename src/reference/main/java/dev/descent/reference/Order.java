package dev.descent.reference;

import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * An order of rows, inputs and hidden units. In another one the training is the same but for
 * rounding, since sums are added in another order.
 *
 * <p>Parameters in this order go by the places that they have in the usual one.
 */
final class Order {
  private final @Nullable Random random;
  private final int[] inputs;
  private final int[] places;
  private final int[] buffers;

  /**
   * Draws an order.
   *
   * @param seed of the order; null for the usual one
   */
  Order(Setup setup, @Nullable Long seed) {
    random = seed == null ? null : new Random(seed);
    inputs = shuffled(setup.get("network").get("inputs").intValue());
    int last = setup.layers().stream().mapToInt(Setup.Layer::outputs).reduce((a, b) -> b).orElse(0);
    int linears = (int) setup.layers().stream().filter(Order::isLinear).count();
    IntStream.Builder parameters = IntStream.builder();
    IntStream.Builder running = IntStream.builder();
    int[] order = inputs;
    int first = 0;
    int firstBuffer = 0;
    for (Setup.Layer layer : setup.layers()) {
      int width = layer.outputs();
      if (isLinear(layer)) {
        linears--;
        int[] behind = linears == 0 ? IntStream.range(0, last).toArray() : shuffled(width);
        for (int unit : behind) {
          for (int input : order) {
            parameters.add(first + unit * layer.inputs() + input);
          }
        }
        for (int unit : behind) {
          parameters.add(first + width * layer.inputs() + unit);
        }
        order = behind;
      } else if (layer.kind().equals("batch_norm")) {
        for (int half = 0; half < 2; half++) {
          for (int unit : order) {
            parameters.add(first + half * width + unit);
            running.add(firstBuffer + half * width + unit);
          }
        }
        firstBuffer += 2 * width;
      }
      first += layer.parameters();
    }
    places = parameters.build().toArray();
    buffers = running.build().toArray();
  }

  private static boolean isLinear(Setup.Layer layer) {
    return layer.kind().equals("linear");
  }

  /** Draws an order of so many rows. */
  int[] shuffled(int count) {
    int[] order = IntStream.range(0, count).toArray();
    for (int i = count - 1; i > 0 && random != null; i--) {
      int j = random.nextInt(i + 1);
      int other = order[j];
      order[j] = order[i];
      order[i] = other;
    }
    return order;
  }

  /** Returns a row of inputs in this order. */
  double[] inputs(double[] row) {
    return gather(row, inputs);
  }

  /** Returns parameters in this order. */
  double[] parameters(double[] usual) {
    return gather(usual, places);
  }

  /** Returns parameters, or their gradients, in the usual order. */
  double[] usual(double[] parameters) {
    return scatter(parameters, places);
  }

  /** Returns running means and variances in the usual order. */
  double[] usualBuffers(double[] values) {
    return scatter(values, buffers);
  }

  private static double[] gather(double[] values, int[] from) {
    double[] result = new double[values.length];
    for (int i = 0; i < from.length; i++) {
      result[i] = values[from[i]];
    }
    return result;
  }

  private static double[] scatter(double[] values, int[] to) {
    double[] result = new double[values.length];
    for (int i = 0; i < to.length; i++) {
      result[to[i]] = values[i];
    }
    return result;
  }
}
