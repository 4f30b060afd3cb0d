package dev.descent.reference;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What a training gives, as fixtures show it. */
final class Outcome {
  /** The steps whose vectors are shown in more detail. */
  static final List<Integer> CHECKPOINTS = List.of(1, 10, 100);

  private static final int WHOLE = 64;
  private static final int WIDE = 16;

  /**
   * A quantity after a step.
   *
   * @param length the number itself, or the length of a vector
   * @param fold of a vector: a few sums of all its elements
   * @param checkpoint of a vector, at {@link #CHECKPOINTS}: the vector, or more sums of it
   */
  record View(double length, double @Nullable [] fold, double @Nullable [] checkpoint) {}

  /** In the order in which a step makes them. */
  final Map<String, List<View>> quantities = new LinkedHashMap<>();

  final List<List<String>> masks = new ArrayList<>();
  final List<Boolean> skipped = new ArrayList<>();
  double[] outputs = new double[0];

  int steps() {
    return views("loss").size();
  }

  List<View> views(String name) {
    return quantities.getOrDefault(name, List.of());
  }

  void number(String name, double value) {
    add(name, new View(value, null, null));
  }

  void vector(String name, double[] values) {
    int step = views(name).size() + 1;
    int width = name.equals("parameters") ? 2 : 1;
    double[] detail = CHECKPOINTS.contains(step) ? checkpoint(values) : null;
    add(name, new View(length(values), fold(values, width), detail));
  }

  private void add(String name, View view) {
    quantities.computeIfAbsent(name, key -> new ArrayList<>()).add(view);
  }

  private static double[] checkpoint(double[] values) {
    return fold(values, values.length > WHOLE ? WIDE : WHOLE);
  }

  /** Sums of elements: the i-th goes to sum i mod w, negative where i div w has odd parity. */
  private static double[] fold(double[] values, int width) {
    if (values.length <= width) {
      return values;
    }
    double[] sums = new double[width];
    int row = 0;
    int j = 0;
    int sign = 1;
    for (double value : values) {
      sums[j] += sign * value;
      if (++j == width) {
        j = 0;
        row++;
        sign = Integer.bitCount(row) % 2 == 0 ? 1 : -1;
      }
    }
    return sums;
  }

  static double length(double[] values) {
    double squares = 0;
    for (double value : values) {
      squares += value * value;
    }
    return Math.sqrt(squares);
  }
}
