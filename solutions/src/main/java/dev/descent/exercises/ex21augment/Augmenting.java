package dev.descent.exercises.ex21augment;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Augmentation of images x to y, both [height, width], in row r and column c.
 *
 * <pre>
 *   shift   y[r, c] = x[r − dy, c − dx], and 0 where that is outside of x
 *   flip    y[r, c] = x[r, width − 1 − c]
 *   noise   y[r, c] = x[r, c] + n[r, c]
 * </pre>
 *
 * <p>Paper: C. Shorten and T. Khoshgoftaar, A Survey on Image Data Augmentation for Deep Learning
 * (2019).
 *
 * <p>What comes in must stay as it is.
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

  /** An image moved by dx to the right and dy down. */
  public static INDArray shift(INDArray image, int dx, int dy) {
    INDArray shifted = Nd4j.zerosLike(image);
    for (int r = 0; r < image.rows(); r++) {
      for (int c = 0; c < image.columns(); c++) {
        int row = r - dy;
        int column = c - dx;
        if (row >= 0 && row < image.rows() && column >= 0 && column < image.columns()) {
          shifted.putScalar(r, c, image.getDouble(row, column));
        }
      }
    }
    return shifted;
  }

  /** An image with left and right swapped. */
  public static INDArray flip(INDArray image) {
    INDArray flipped = Nd4j.zerosLike(image);
    for (int c = 0; c < image.columns(); c++) {
      flipped.putColumn(c, image.getColumn(image.columns() - 1 - c));
    }
    return flipped;
  }

  /** A new batch with every image changed: first moved, then flipped, then with noise. */
  public static DataSet augment(DataSet batch, int height, int width, Draws draws) {
    INDArray features = Nd4j.zerosLike(batch.getFeatures());
    for (int i = 0; i < features.rows(); i++) {
      INDArray image = batch.getFeatures().getRow(i).reshape(height, width);
      image = shift(image, draws.dx()[i], draws.dy()[i]);
      image = draws.flip()[i] ? flip(image) : image;
      features.putRow(i, image.reshape(height * width));
    }
    return new DataSet(features.addi(draws.noise()), batch.getLabels());
  }
}
