package dev.descent.exercises.ex21augment;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.dataset.DataSet;
import org.nd4j.linalg.factory.Nd4j;

public final class Augmenting {
  public record Draws(int[] dx, int[] dy, boolean[] flip, INDArray noise) {}

  private Augmenting() {}

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

  public static INDArray flip(INDArray image) {
    return Nd4j.reverse(image.dup());
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
