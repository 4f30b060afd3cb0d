package dev.descent.exercises.ex23clipping;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class ClippingTest {
  private static final Tolerance KEPT = new Tolerance(0, "what is not too long stays as it is");

  /** The 1e-6 changes the seventh digit of a norm near 1, which this limit sees. */
  private static final Tolerance LIMIT =
      new Tolerance(1e-10, "float64: only the order of the sums differs");

  /** Weights and biases of some layers; the gradients of the first layer are much longer. */
  private static List<INDArray> gradients(RandomInputs draw) {
    List<INDArray> gradients = new ArrayList<>();
    int layers = draw.whole(2, 3);
    int inputs = draw.whole(2, 4);
    for (int layer = 0; layer < layers; layer++) {
      int outputs = draw.whole(2, 4);
      double size = layer == 0 ? draw.number(2, 3) : draw.number(0.1, 0.3);
      gradients.add(draw.normal(inputs, outputs).muli(size));
      gradients.add(draw.normal(outputs).muli(size));
      inputs = outputs;
    }
    return gradients;
  }

  private static List<INDArray> copies(List<INDArray> gradients) {
    return gradients.stream().map(INDArray::dup).toList();
  }

  private static double length(List<INDArray> gradients) {
    double squares = 0;
    for (INDArray g : gradients) {
      for (double x : g.dup('c').data().asDouble()) {
        squares += x * x;
      }
    }
    return Math.sqrt(squares);
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("the norm is the length over all arrays together")
  void norm(RandomInputs draw, Check check) {
    for (int i = 0; i < 3; i++) {
      List<INDArray> gradients = gradients(draw);
      double expected = length(gradients);
      String what = "norm of " + gradients.size() + " arrays";
      check.given("shapes %s", shapes(gradients));
      check.keep("the list of gradients", gradients);
      double found = Clipping.norm(gradients);
      check.equal(what, expected, found, Tolerance.ROUNDING);
      check.kept();
    }
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(1)
  @DisplayName("a gradient that is too long is scaled as a whole, another stays as it is")
  void clip(RandomInputs draw, Check check) {
    for (String kind : List.of("too long", "a little too long", "short", "tiny", "zero")) {
      List<INDArray> gradients = gradients(draw);
      if (kind.equals("tiny")) { // so that 1e-6 matters: it is clipped, though below maxNorm
        gradients.forEach(g -> g.muli(1e-7));
      }
      double maxNorm = length(gradients) * draw.number(1.2, 1.8);
      if (kind.equals("a little too long")) {
        maxNorm = length(gradients) * draw.number(0.6, 0.9);
      } else if (kind.equals("too long")) { // with an element that is too long by itself
        maxNorm = gradients.get(0).amaxNumber().doubleValue() * draw.number(0.4, 0.8);
      } else if (kind.equals("zero")) {
        gradients.forEach(g -> g.assign(0));
      }
      List<INDArray> arrays = List.copyOf(gradients); // the caller's, whatever the list has then
      List<INDArray> before = copies(gradients);
      check.given("a gradient that is %s; shapes %s", kind, shapes(before));
      double norm = length(before);
      double found = Clipping.clip(gradients, maxNorm);
      double factor = Math.min(1, maxNorm / (norm + 1e-6));
      String of = String.format(Locale.ROOT, " for norm %.4g and maxNorm %.4g", norm, maxNorm);
      for (int a = 0; a < before.size(); a++) {
        double[][] expected = matrix(before.get(a).mul(factor));
        Tolerance limit = factor < 1 ? LIMIT : KEPT;
        INDArray clipped = arrays.get(a);
        String what = "array " + a + of;
        if (clipped.rank() == 2) {
          check.equal(what, expected, clipped, limit);
        } else {
          check.equal(what, expected[0], clipped, limit);
        }
      }
      check.equal("what is returned" + of, norm, found, Tolerance.ROUNDING);
    }
  }

  private static List<String> shapes(List<INDArray> arrays) {
    return arrays.stream().map(array -> Arrays.toString(array.shape())).toList();
  }

  private static double[][] matrix(INDArray array) {
    return array.rank() == 2 ? array.toDoubleMatrix() : new double[][] {array.toDoubleVector()};
  }
}
