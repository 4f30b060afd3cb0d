package dev.descent.exercises.ex06regression;

import java.util.function.DoubleUnaryOperator;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

public final class RegressionLosses {
  private RegressionLosses() {}

  public record Loss(double value, INDArray gradient) {}

  public static Loss mse(INDArray a, INDArray y) {
    return mean(a, y, d -> d * d, d -> 2 * d);
  }

  public static Loss l1(INDArray a, INDArray y) {
    return mean(a, y, Math::abs, Math::signum);
  }

  public static Loss smoothL1(INDArray a, INDArray y, double beta) {
    return mean(
        a,
        y,
        d -> Math.abs(d) < beta ? d * d / (2 * beta) : Math.abs(d) - beta / 2,
        d -> Math.abs(d) < beta ? d / beta : Math.signum(d));
  }

  private static Loss mean(
      INDArray a, INDArray y, DoubleUnaryOperator l, DoubleUnaryOperator slope) {
    INDArray gradient = Nd4j.zeros(a.dataType(), a.shape());
    double sum = 0;
    for (int i = 0; i < a.rows(); i++) {
      for (int j = 0; j < a.columns(); j++) {
        double d = a.getDouble(i, j) - y.getDouble(i, j);
        sum += l.applyAsDouble(d);
        gradient.putScalar(i, j, slope.applyAsDouble(d) / a.length());
      }
    }
    return new Loss(sum / a.length(), gradient);
  }
}
