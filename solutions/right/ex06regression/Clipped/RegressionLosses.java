package dev.descent.exercises.ex06regression;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class RegressionLosses {
  private RegressionLosses() {}

  public record Loss(double value, INDArray gradient) {}

  public static Loss mse(INDArray a, INDArray y) {
    double distance = a.distance2(y);
    return new Loss(distance * distance / a.length(), a.sub(y).muli(2.0 / a.length()));
  }

  public static Loss l1(INDArray a, INDArray y) {
    INDArray d = a.sub(y);
    return new Loss(
        Transforms.abs(d).meanNumber().doubleValue(), Transforms.sign(d).divi(a.length()));
  }

  // q is the part of |d| below β: l = q²/(2β) + |d| − q, and its slope d clipped to ±β, over β.
  public static Loss smoothL1(INDArray a, INDArray y, double beta) {
    INDArray d = a.sub(y);
    INDArray size = Transforms.abs(d);
    INDArray q = Transforms.min(size, beta);
    INDArray l = q.mul(q).divi(2 * beta).addi(size).subi(q);
    INDArray slope = d.div(Transforms.max(size, beta));
    return new Loss(l.meanNumber().doubleValue(), slope.divi(a.length()));
  }
}
