package dev.descent.exercises.ex21augment;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.indexing.NDArrayIndex;

public final class Augmenting {
  public record Draws(int[] dx, int[] dy, boolean[] flip, INDArray noise) {}

  private Augmenting() {}

  public static INDArray shift(INDArray image, int dx, int dy) {
    INDArray shifted = Nd4j.zerosLike(image);
    int rows = image.rows() - Math.abs(dy);
    int columns = image.columns() - Math.abs(dx);
    int top = Math.max(0, dy);
    int left = Math.max(0, dx);
    INDArray seen =
        image.get(
            NDArrayIndex.interval(top - dy, top - dy + rows),
            NDArrayIndex.interval(left - dx, left - dx + columns));
    shifted
        .get(NDArrayIndex.interval(top, top + rows), NDArrayIndex.interval(left, left + columns))
        .assign(seen);
    return shifted;
  }

  public static INDArray flip(INDArray image) {
    INDArray flipped = image.dup();
    for (int c = 0; c < image.columns(); c++) {
      for (int r = 0; r < image.rows(); r++) {
        flipped.putScalar(r, image.columns() - 1 - c, image.getDouble(r, c));
      }
    }
    return flipped;
  }

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
