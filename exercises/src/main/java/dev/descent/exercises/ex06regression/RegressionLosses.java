package dev.descent.exercises.ex06regression;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Three losses for amounts, each with its gradient.
 *
 * <pre>
 *   d = a − y                          the residual, element by element
 *   MSE        l = d²                  dl/da = 2 d
 *   L1         l = |d|                 dl/da = sign(d), which is 0 where d = 0
 *   SmoothL1   l = d² / (2 β)          dl/da = d / β        where |d| < β
 *              l = |d| − β/2           dl/da = sign(d)      elsewhere
 *   L = (1/N) Σ l                      dL/da = (1/N) dl/da
 * </pre>
 *
 * with a the outputs of a network and y the labels, both of shape [batch, outputs]; N = batch ·
 * outputs, the number of all elements; β above 0, in the unit of the labels. L is one number, its
 * gradient has the shape of a.
 *
 * <p>PyTorch: {@code nn.MSELoss()}, {@code nn.L1Loss()}, {@code nn.SmoothL1Loss(beta=beta)}, and
 * the gradient that {@code loss.backward()} leaves in {@code a.grad}. Lesson 2. Papers: P. J.
 * Huber, Robust Estimation of a Location Parameter (1964); R. Girshick, Fast R-CNN (2015), for
 * SmoothL1.
 */
public final class RegressionLosses {
  private RegressionLosses() {}

  /** A loss, and its gradient with respect to the outputs, of their shape. */
  public record Loss(double value, INDArray gradient) {}

  /** MSE of outputs a and labels y; both must stay as they are. */
  public static Loss mse(INDArray a, INDArray y) {
    // TODO 1: a.sub(y) is a new array, a.subi(y) would change a. x.mul(z) goes element by element,
    // x.sumNumber().doubleValue() adds up all elements, x.length() counts them.
    throw new Todo(1);
  }

  /** L1 of outputs a and labels y; both must stay as they are. */
  public static Loss l1(INDArray a, INDArray y) {
    // TODO 2: Transforms.abs(x) and Transforms.sign(x) are new arrays.
    throw new Todo(2);
  }

  /** SmoothL1 of outputs a and labels y, which must stay as they are. */
  public static Loss smoothL1(INDArray a, INDArray y, double beta) {
    // TODO 3: x.lt(beta) is a mask: castTo(DataType.DOUBLE) makes 1 of true and 0 of false. Or go
    // through the elements in a loop, with getDouble(row, column) and putScalar(row, column,
    // value).
    throw new Todo(3);
  }
}
