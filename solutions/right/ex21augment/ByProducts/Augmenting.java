package dev.descent.exercises.ex21augment;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

public final class Augmenting {
  public record Draws(int[] dx, int[] dy, boolean[] flip, INDArray noise) {}

  private Augmenting() {}

  /** Ones on a diagonal: what moves rows, from the left, or columns, from the right. */
  private static INDArray mover(int size, int by) {
    INDArray mover = Nd4j.zeros(DataType.DOUBLE, size, size);
    for (int i = Math.max(0, by); i < Math.min(size, size + by); i++) {
      mover.putScalar(i, i - by, 1);
    }
    return mover;
  }

  public static INDArray shift(INDArray image, int dx, int dy) {
    return mover(image.rows(), dy).mmul(image).mmul(mover(image.columns(), dx).transpose());
  }

  public static INDArray flip(INDArray image) {
    INDArray mirror = Nd4j.zeros(DataType.DOUBLE, image.columns(), image.columns());
    for (int i = 0; i < image.columns(); i++) {
      mirror.putScalar(i, image.columns() - 1 - i, 1);
    }
    return image.mmul(mirror);
  }

  public static DataSet augment(DataSet batch, int height, int width, Draws draws) {
    DataSet changed = batch.copy();
    for (int i = 0; i < draws.dx().length; i++) {
      INDArray image = batch.getFeatures().getRow(i).dup().reshape(height, width);
      image = shift(image, draws.dx()[i], draws.dy()[i]);
      if (draws.flip()[i]) {
        image = flip(image);
      }
      INDArray row = image.dup('c').reshape(height * width).add(draws.noise().getRow(i));
      changed.getFeatures().putRow(i, row);
    }
    return changed;
  }
}
