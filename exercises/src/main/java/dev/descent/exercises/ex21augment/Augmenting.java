package dev.descent.exercises.ex21augment;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;

/**
 * Augmentation: each time an image is seen it is changed by chance, as much as leaves its label
 * true. So the network never sees the same image twice, and cannot learn it by heart.
 *
 * <pre>
 *   shift   y[r, c] = x[r − dy, c − dx], and 0 where that is outside of x
 *   flip    y[r, c] = x[r, width − 1 − c]
 *   noise   y[r, c] = x[r, c] + n[r, c]
 * </pre>
 *
 * with x an image and y the changed one, both [height, width], in row r and column c, from 0; dx
 * how many pixels it moves to the right, dy how many down, both also below 0, less than a width and
 * a height; n the noise, drawn for each pixel.
 *
 * <p>What comes in must stay as it is.
 *
 * <p>PyTorch: {@code transforms.RandomAffine(0, translate=...)}, {@code RandomHorizontalFlip()},
 * and {@code x + noise}, in the dataset's transform. Lesson 5. Paper: C. Shorten and T.
 * Khoshgoftaar, A Survey on Image Data Augmentation for Deep Learning (2019).
 */
public final class Augmenting {
  /**
   * The changes that chance has drawn for a batch, in each array an entry for each image.
   *
   * @param dx pixels to the right
   * @param dy pixels down
   * @param flip whether it is mirrored
   * @param noise what is added to each pixel, shape [batch, height · width]
   */
  public record Draws(int[] dx, int[] dy, boolean[] flip, INDArray noise) {}

  private Augmenting() {}

  /** An image, [height, width], moved by dx to the right and dy down: a new array. */
  public static INDArray shift(INDArray image, int dx, int dy) {
    // TODO 1: y by the formula. Nd4j.zerosLike(image) is a new array of zeros; image.rows() and
    // image.columns() are its size; getDouble(r, c) reads a pixel, putScalar(r, c, value) sets it.
    throw new Todo(1);
  }

  /** An image, [height, width], with left and right swapped: a new array. */
  public static INDArray flip(INDArray image) {
    // TODO 2: y by the formula, pixel by pixel or with getColumn(c) and putColumn(c, column).
    throw new Todo(2);
  }

  /**
   * A new batch with every image changed: first moved, then flipped, then with noise.
   *
   * @param batch features [batch, height · width], a row of pixels after the other; labels [batch,
   *     classes], which the new batch has, too; must stay as it is
   */
  public static DataSet augment(DataSet batch, int height, int width, Draws draws) {
    // TODO 3: getFeatures().getRow(i) is image i: reshape(height, width) gives it rows and columns,
    // reshape(height * width) makes it a row again; putRow(i, row) sets a row. getRow and reshape
    // are views: who changes them changes the original. The result: new DataSet(features, labels).
    throw new Todo(3);
  }
}
