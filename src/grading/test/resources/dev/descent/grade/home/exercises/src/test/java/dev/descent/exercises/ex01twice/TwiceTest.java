package dev.descent.exercises.ex01twice;

import dev.descent.exercise.Check;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Tolerance;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class TwiceTest {
  @Test
  @Tag("task-1")
  @Points(3)
  @DisplayName("twice x is x and x")
  void twice(RandomInputs draw, Check check) {
    INDArray x = draw.normal(3);
    double[] expected = Arrays.stream(x.toDoubleVector()).map(v -> v + v).toArray();
    check.keep("x", x);
    INDArray found = Twice.twice(x);
    check.kept();
    check.equal("twice x", expected, found, Tolerance.ROUNDING);
  }

  @Test
  @Tag("task-2")
  @Points(2)
  @DisplayName("x moves by what is asked")
  void moved(RandomInputs draw, Check check) {
    INDArray x = draw.normal(draw.whole(2, 5));
    double by = draw.number(2, 3);
    double[] expected = Arrays.stream(x.toDoubleVector()).map(v -> v + by).toArray();
    check.keep("x", x);
    check.equal("x moved", expected, Twice.moved(x, by), Tolerance.ROUNDING);
    check.kept();
  }

  @Test
  @Tag("task-2")
  @Needs("task-1")
  @Points(1)
  @DisplayName("twice x moves, too")
  void twiceMoved(RandomInputs draw, Check check) {
    INDArray x = draw.normal(2);
    double[] expected = Arrays.stream(x.toDoubleVector()).map(v -> v + v + 5).toArray();
    check.equal("twice x moved", expected, Twice.moved(Twice.twice(x), 5), Tolerance.ROUNDING);
  }
}
