package dev.descent.exercises.ex08binary;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class BinaryLosses {
  private BinaryLosses() {}

  public static double bce(INDArray p, INDArray y) {
    INDArray yes = y.rsub(1).mul(log(p));
    INDArray no = y.mul(log(p.rsub(1)));
    return -yes.add(no).sumNumber().doubleValue() / p.length();
  }

  private static INDArray log(INDArray x) {
    return Transforms.max(Transforms.log(x), -100);
  }

  public static double bceWithLogits(INDArray z, INDArray y) {
    INDArray tail = Transforms.log(Transforms.exp(Transforms.abs(z).neg()).add(1));
    INDArray l = Transforms.max(z, 0).sub(y.rsub(1).mul(z)).add(tail);
    return l.sumNumber().doubleValue() / z.length();
  }

  public static INDArray gradient(INDArray z, INDArray y) {
    return Transforms.sigmoid(z).sub(y.rsub(1)).div(z.length());
  }
}
