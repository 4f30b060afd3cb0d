package dev.descent.exercises.ex28backprop;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class BackpropTest {
  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("every value is twice as large")
  void twice(RandomInputs draw, Check check) {
    for (int n : new int[] {1, 3, draw.whole(5, 9)}) {
      INDArray x = draw.normal(n);
      double[] expected = x.toDoubleVector();
      for (int i = 0; i < n; i++) {
        expected[i] *= 2;
      }
      check.keep("x", x);
      check.equal("y", expected, Backprop.twice(x), Tolerance.ROUNDING);
      check.kept();
    }
  }
}
