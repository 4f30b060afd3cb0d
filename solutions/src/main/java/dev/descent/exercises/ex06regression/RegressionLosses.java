package dev.descent.exercises.ex06regression;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Three losses for amounts, each with its gradient, as means over all elements. With d = a − y:
 *
 * <pre>
 *   MSE        l = d²                  dl/da = 2 d
 *   L1         l = |d|                 dl/da = sign(d)
 *   SmoothL1   l = d² / (2 β)          dl/da = d / β        where |d| < β
 *              l = |d| − β/2           dl/da = sign(d)      elsewhere
 * </pre>
 */
public final class RegressionLosses {
  private RegressionLosses() {}

  /** A loss, and its gradient with respect to the outputs, of their shape. */
  public record Loss(double value, INDArray gradient) {}

  /** MSE of outputs a and labels y. */
  public static Loss mse(INDArray a, INDArray y) {
    INDArray d = a.sub(y);
    return mean(d.mul(d), d.mul(2));
  }

  /** L1 of outputs a and labels y. */
  public static Loss l1(INDArray a, INDArray y) {
    INDArray d = a.sub(y);
    return mean(Transforms.abs(d), Transforms.sign(d));
  }

  /** SmoothL1 of outputs a and labels y. */
  public static Loss smoothL1(INDArray a, INDArray y, double beta) {
    INDArray d = a.sub(y);
    INDArray size = Transforms.abs(d); // |d|
    INDArray near = size.lt(beta).castTo(DataType.DOUBLE); // 1 where the parabola is, else 0
    INDArray far = near.rsub(1);
    INDArray l = near.mul(d).mul(d).div(2 * beta).add(far.mul(size.sub(beta / 2)));
    return mean(l, near.mul(d).div(beta).add(far.mul(Transforms.sign(d))));
  }

  private static Loss mean(INDArray l, INDArray slope) {
    return new Loss(l.sumNumber().doubleValue() / l.length(), slope.div(l.length()));
  }
}
