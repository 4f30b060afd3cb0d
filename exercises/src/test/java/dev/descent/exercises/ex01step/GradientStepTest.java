package dev.descent.exercises.ex01step;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class GradientStepTest {
  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("a step moves the parameters against the gradient, by the learning rate")
  void step(RandomInputs draw, Check check) {
    for (int n : new int[] {3, 1, draw.whole(5, 9)}) { // of one value, the last is the first
      INDArray p = draw.normal(n);
      INDArray g = draw.normal(n);
      double lr = n == 1 ? draw.number(1.1, 2) : draw.number(0.01, 0.5);
      double[] expected = p.toDoubleVector();
      for (int i = 0; i < n; i++) {
        expected[i] -= lr * g.getDouble(i);
      }
      check.given("lr %.4g, p %s before, g %s", lr, some(p), some(g));
      check.changes("p", p).keep("g", g);
      GradientStep.step(p, g, lr);
      check.equal("p after the step", expected, p, Tolerance.ROUNDING);
      check.kept();
    }
  }

  /** The first values, with as many digits as one wants to compute with. */
  private static String some(INDArray x) {
    String first =
        Arrays.stream(x.toDoubleVector())
            .limit(3)
            .mapToObj(value -> String.format(Locale.ROOT, "%.4g", value))
            .collect(Collectors.joining(", "));
    return "[" + first + (x.length() > 3 ? ", …]" : "]");
  }
}
