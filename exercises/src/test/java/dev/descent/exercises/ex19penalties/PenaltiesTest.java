package dev.descent.exercises.ex19penalties;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class PenaltiesTest {
  /** Weights of both signs, and one that is 0. */
  private static INDArray weights(RandomInputs draw, int rows, int columns) {
    INDArray w = draw.normal(rows, columns);
    return w.putScalar(draw.whole(0, rows - 1), draw.whole(0, columns - 1), 0);
  }

  /** Weights of other shapes than a matrix: of a bias, of a convolution. */
  private static List<INDArray> otherWeights(RandomInputs draw) {
    int rows = draw.whole(2, 3);
    int columns = draw.whole(3, 4);
    return List.of(
        draw.normal(draw.whole(3, 5)),
        weights(draw, 2 * rows, columns).reshape('c', 2, rows, columns));
  }

  private static double[] values(INDArray w) {
    return w.dup('c').data().asDouble();
  }

  /** L1 alone, L2 alone, and both. */
  private static double[][] coefficients(RandomInputs draw) {
    double l1 = draw.number(0.1, 0.9);
    double l2 = draw.number(0.1, 0.9);
    return new double[][] {{l1, 0}, {0, l2}, {l1, l2}};
  }

  private static double[][] gradient(INDArray w, double[] l) {
    double[][] gradient = w.toDoubleMatrix();
    for (double[] row : gradient) {
      for (int i = 0; i < row.length; i++) {
        row[i] = l[0] * Math.signum(row[i]) + l[1] * row[i];
      }
    }
    return gradient;
  }

  private static String name(double[] l) {
    return "for l1 = %.3f, l2 = %.3f".formatted(l[0], l[1]);
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the loss gets l1 times the magnitudes and l2/2 times the squares")
  void loss(RandomInputs draw, Check check) {
    for (double[] l : coefficients(draw)) {
      INDArray w = weights(draw, draw.whole(2, 4), draw.whole(3, 5));
      if (l[1] == 0 && w.sumNumber().doubleValue() > 0) {
        w.negi(); // a sum below 0 has another magnitude
      }
      double expected = 0;
      for (double[] row : w.toDoubleMatrix()) {
        for (double x : row) {
          expected += l[0] * Math.abs(x) + l[1] / 2 * x * x;
        }
      }
      check.keep("w", w);
      double found = Penalties.loss(w, l[0], l[1]);
      check.kept();
      check.equal("the penalty " + name(l), expected, found, Tolerance.ROUNDING);
    }
    double[] l = {draw.number(0.1, 0.9), draw.number(0.1, 0.9)};
    for (INDArray w : otherWeights(draw)) {
      double expected =
          Arrays.stream(values(w)).map(x -> l[0] * Math.abs(x) + l[1] / 2 * x * x).sum();
      check.keep("w", w);
      double found = Penalties.loss(w, l[0], l[1]);
      check.kept();
      check.equal("the penalty " + name(l), expected, found, Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("the gradient gets l1 times the sign and l2 times the weight")
  void gradient(RandomInputs draw, Check check) {
    for (double[] l : coefficients(draw)) {
      INDArray w = weights(draw, draw.whole(2, 4), draw.whole(3, 5));
      double[][] expected = gradient(w, l);
      check.keep("w", w);
      INDArray found = Penalties.gradient(w, l[0], l[1]);
      check.kept();
      check.equal("the gradient " + name(l), expected, found, Tolerance.ROUNDING);
    }
    double[] l = {draw.number(0.1, 0.9), draw.number(0.1, 0.9)};
    for (INDArray w : otherWeights(draw)) {
      double[] expected =
          Arrays.stream(values(w)).map(x -> l[0] * Math.signum(x) + l[1] * x).toArray();
      check.keep("w", w);
      INDArray found = Penalties.gradient(w, l[0], l[1]);
      check.kept();
      check.holds("the gradient is an array", found != null, "null");
      String shape = Arrays.toString(w.shape());
      check.same("the shape of the gradient", shape, Arrays.toString(found.shape()));
      check.equal("the gradient " + name(l), expected, values(found), Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-3")
  @Needs("task-2")
  @Points(1)
  @DisplayName(
      "the gradients of a network get the penalties of weights, and of biases if asked for")
  void addTo(RandomInputs draw, Check check) {
    for (boolean biases : new boolean[] {false, true}) {
      int inputs = draw.whole(2, 4);
      int hidden = draw.whole(3, 5);
      Map<String, INDArray> parameters = network(draw, inputs, hidden);
      Map<String, INDArray> gradients = network(draw, inputs, hidden);
      double[] l = {draw.number(0.1, 0.9), draw.number(0.1, 0.9)};
      Map<String, double[][]> expected = new LinkedHashMap<>();
      for (String name : parameters.keySet()) {
        double[][] sum = gradients.get(name).toDoubleMatrix();
        double[][] penalty = gradient(parameters.get(name), l);
        for (int row = 0; row < sum.length; row++) {
          for (int i = 0; i < sum[row].length; i++) {
            sum[row][i] += biases || name.endsWith("W") ? penalty[row][i] : 0;
          }
        }
        expected.put(name, sum);
        check.keep("parameter " + name, parameters.get(name));
      }
      Map<String, INDArray> arrays = new LinkedHashMap<>(gradients);
      arrays.forEach((name, array) -> check.changes("the gradient of " + name, array));
      check.keep("the map of parameters", parameters);
      Penalties.addTo(gradients, parameters, l[0], l[1], biases);
      check.kept();
      for (String name : expected.keySet()) {
        check.equal(
            "the gradient of %s, biases = %s,".formatted(name, biases),
            expected.get(name),
            arrays.get(name), // the caller's array, whatever the map has now
            Tolerance.ROUNDING);
      }
    }
  }

  /** Arrays of two layers, by DL4J's names. */
  private static Map<String, INDArray> network(RandomInputs draw, int inputs, int hidden) {
    Map<String, INDArray> arrays = new LinkedHashMap<>();
    arrays.put("0_W", draw.normal(inputs, hidden));
    arrays.put("0_b", draw.normal(1, hidden));
    arrays.put("10_RW", draw.normal(hidden, hidden)); // of a recurrent layer
    arrays.put("10_W", draw.normal(hidden, 2));
    arrays.put("10_b", draw.normal(1, 2));
    return arrays;
  }
}
