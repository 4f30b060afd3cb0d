package dev.descent.exercises.ex06regression;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class RegressionLosses {
  private RegressionLosses() {}

  public record Loss(double value, INDArray gradient) {}

  public static Loss mse(INDArray a, INDArray y) {
    INDArray d = a.subi(y);
    return mean(d.mul(d), d.mul(2));
  }

  public static Loss l1(INDArray a, INDArray y) {
    INDArray d = a.subi(y);
    return mean(Transforms.abs(d), Transforms.sign(d));
  }

  public static Loss smoothL1(INDArray a, INDArray y, double beta) {
    INDArray d = a.subi(y);
    INDArray size = Transforms.abs(d);
    INDArray near = size.lt(beta).castTo(DataType.DOUBLE);
    INDArray far = near.rsub(1);
    INDArray l = near.mul(d).mul(d).div(2 * beta).add(far.mul(size.sub(beta / 2)));
    return mean(l, near.mul(d).div(beta).add(far.mul(Transforms.sign(d))));
  }

  private static Loss mean(INDArray l, INDArray slope) {
    return new Loss(l.sumNumber().doubleValue() / l.length(), slope.div(l.length()));
  }
}
