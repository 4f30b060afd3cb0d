package dev.descent.exercises.ex26views;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;

@Graded
class ViewsTest {
  /** What is only copied is compared bit by bit. */
  private static final Tolerance SAME = new Tolerance(0, "numbers are moved, and not changed");

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("a row has numbers of its own: nothing that is written reaches the other array")
  void row(RandomInputs draw, Check check) {
    for (int rows : new int[] {3, 4, draw.whole(5, 8)}) {
      int i = rows == 3 ? 0 : draw.whole(1, rows - 2); // neither the first nor the last
      INDArray a = draw.normal(rows, draw.whole(2, 4));
      double[] expected = a.toDoubleMatrix()[i];
      double[][] before = a.toDoubleMatrix();
      String what = "row " + i + " of " + rows;
      check.keep("a", a);
      INDArray found = Views.row(a, i);
      check.kept();
      check.equal(what, expected, found, SAME);
      Views.row(a, i + 1);
      check.equal(
          "the array given as " + what + ", after the next row was asked for,",
          expected,
          found,
          SAME);
      a.addi(1); // by the caller, in every row
      check.equal(
          "the array given as " + what + ", after the caller has added 1 to a,",
          expected,
          found,
          SAME);
      a.subi(1);
      double[][] again = a.toDoubleMatrix(); // but for rounding as before
      found.assign(7);
      check.equal(
          "matrix a, after 7 was written into the array given as its row " + i, again, a, SAME);
      check.equal("matrix a, but for rounding", before, a, Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("some rows are scaled in the caller's array, and no others")
  void scaleRows(RandomInputs draw, Check check) {
    for (int turn = 0; turn < 4; turn++) {
      int size = draw.whole(6, 8);
      int[] rows = rows(turn, draw, size);
      double factor = draw.number(2, 4);
      INDArray a = draw.normal(size, draw.whole(2, 4));
      double[][] expected = a.toDoubleMatrix();
      for (int row : rows) {
        for (int j = 0; j < expected[row].length; j++) {
          expected[row][j] *= factor;
        }
      }
      check.given("rows %s, factor %.4g", Arrays.toString(rows), factor);
      check.changes("a", a).keep("rows", rows);
      Views.scaleRows(a, rows, factor);
      check.equal("matrix a afterwards", expected, a, Tolerance.ROUNDING);
      check.kept();
    }
  }

  /** Some with a gap, neither the first row nor the last; these, downwards; one; any three. */
  private static int[] rows(int turn, RandomInputs draw, int size) {
    int from = draw.whole(1, size - 5);
    return switch (turn) {
      case 0 -> new int[] {from, from + 2, from + 3};
      case 1 -> new int[] {size - 1, 0};
      case 2 -> new int[] {from};
      default -> Arrays.copyOf(draw.labels(size, size), 3);
    };
  }

  @Test
  @Tag("task-3")
  @Points(1)
  @DisplayName("two rows change their places in the caller's array, and all others stay")
  void swapRows(RandomInputs draw, Check check) {
    for (int turn = 0; turn < 3; turn++) {
      int size = draw.whole(4, 7);
      int low = draw.whole(0, size - 2);
      int high = draw.whole(low + 1, size - 1);
      int i = turn == 0 ? low : high; // upwards, downwards, and both the same
      int j = turn == 1 ? low : high;
      INDArray a = draw.normal(size, draw.whole(2, 4));
      double[][] expected = a.toDoubleMatrix();
      double[] kept = expected[i];
      expected[i] = expected[j];
      expected[j] = kept;
      check.given("rows %d and %d of %d", i, j, size);
      check.changes("a", a);
      Views.swapRows(a, i, j);
      check.equal("matrix a afterwards", expected, a, SAME);
    }
  }
}
