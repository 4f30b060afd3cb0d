package dev.descent.exercises.ex21augment;

import dev.descent.exercise.Check;
import dev.descent.exercise.Graded;
import dev.descent.exercise.Needs;
import dev.descent.exercise.Points;
import dev.descent.exercise.RandomInputs;
import dev.descent.exercise.Tolerance;
import java.util.Arrays;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

@Graded
class AugmentingTest {
  private static double[][] shifted(double[][] x, int dx, int dy) {
    double[][] y = new double[x.length][x[0].length];
    for (int r = 0; r < y.length; r++) {
      for (int c = 0; c < y[r].length; c++) {
        boolean inside = r >= dy && r - dy < x.length && c >= dx && c - dx < x[0].length;
        y[r][c] = inside ? x[r - dy][c - dx] : 0;
      }
    }
    return y;
  }

  private static double[][] flipped(double[][] x) {
    double[][] y = new double[x.length][x[0].length];
    for (int r = 0; r < y.length; r++) {
      for (int c = 0; c < y[r].length; c++) {
        y[r][c] = x[r][x[r].length - 1 - c];
      }
    }
    return y;
  }

  @Test
  @Tag("task-1")
  @Points(1)
  @DisplayName("a shift moves an image to the right and down, and fills with 0")
  void shift(RandomInputs draw, Check check) {
    int sign = draw.oneOf(-1, 1);
    int[][] moves = {{2 * sign, sign}, {-sign, 3 * sign}, {3 * sign, 0}, {0, 2 * sign}, {0, 0}};
    for (int[] move : moves) {
      INDArray image = draw.normal(draw.whole(4, 5), draw.whole(6, 8));
      double[][] expected = shifted(image.toDoubleMatrix(), move[0], move[1]);
      check.keep("the image", image);
      INDArray found = Augmenting.shift(image, move[0], move[1]);
      check.kept();
      check.equal(
          "the image moved by dx = %d, dy = %d".formatted(move[0], move[1]),
          expected,
          found,
          Tolerance.ROUNDING);
      double[][] before = image.toDoubleMatrix();
      found.addi(1); // as whoever adds noise to it
      check.holds(
          "shift gives a new array",
          Arrays.deepEquals(before, image.toDoubleMatrix()),
          "the image itself, or a view of it");
    }
  }

  @Test
  @Tag("task-2")
  @Points(1)
  @DisplayName("a flip swaps left and right")
  void flip(RandomInputs draw, Check check) {
    for (int width : new int[] {draw.oneOf(5, 7), draw.oneOf(6, 8)}) {
      INDArray image = draw.normal(draw.whole(2, 4), width); // one has a column in the middle
      double[][] expected = flipped(image.toDoubleMatrix());
      check.keep("the image", image);
      INDArray found = Augmenting.flip(image);
      check.kept();
      check.equal("the flipped image", expected, found, Tolerance.ROUNDING);
    }
  }

  @Test
  @Tag("task-3")
  @Needs({"task-1", "task-2"})
  @Points(1)
  @DisplayName("each image of a batch is moved, flipped and noisy by its own draws; labels stay")
  void augment(RandomInputs draw, Check check) {
    int height = draw.whole(4, 5);
    int width = draw.whole(6, 8);
    int first = draw.oneOf(-1, 1);
    // Moved only, moved and flipped, neither, flipped only.
    int[] dx = {2 * first, -first, 0, 0};
    int[] dy = {first, 2 * first, 0, 0};
    boolean[] flip = {false, true, false, true};
    DataSet batch = new DataSet(draw.normal(4, height * width), draw.normal(4, 3));
    double[][] labels = batch.getLabels().toDoubleMatrix();
    INDArray features = batch.getFeatures();
    INDArray noise = draw.normal(4, height * width).muli(0.1);
    double[][] expected = new double[4][height * width];
    for (int i = 0; i < 4; i++) {
      double[][] image = features.getRow(i).dup().reshape(height, width).toDoubleMatrix();
      image = shifted(image, dx[i], dy[i]);
      image = flip[i] ? flipped(image) : image;
      for (int j = 0; j < height * width; j++) {
        expected[i][j] = image[j / width][j % width] + noise.getDouble(i, j);
      }
    }
    check.given(
        "height %d, width %d; dx %s, dy %s, flip %s",
        height, width, Arrays.toString(dx), Arrays.toString(dy), Arrays.toString(flip));
    check.keep("the batch", batch).keep("the noise", noise);
    check.keep("dx", dx).keep("dy", dy).keep("flip", flip);
    DataSet found =
        Augmenting.augment(batch, height, width, new Augmenting.Draws(dx, dy, flip, noise));
    check.kept();
    check.equal("the new features", expected, found.getFeatures(), Tolerance.ROUNDING);
    check.equal("the new labels", labels, found.getLabels(), Tolerance.ROUNDING);
  }
}
