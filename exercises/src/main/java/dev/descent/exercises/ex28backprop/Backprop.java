package dev.descent.exercises.ex28backprop;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Backpropagation by hand, of a network with one hidden layer, ReLU, and softmax with cross
 * entropy.
 *
 * <pre>
 *   forward    z1 = x W1 + b1          h = max(z1, 0)
 *              z2 = h W2 + b2          p = softmax of each row of z2
 *              L = mean over the rows of −log p[row, y[row]]
 *   backward   δ2 = (p − onehot(y)) / rows               ∂L/∂z2
 *              ∂L/∂W2 = hᵀ δ2          ∂L/∂b2 = Σ δ2      sum over the rows
 *              δ1 = δ2 W2ᵀ where z1 &gt; 0, and 0 elsewhere  ∂L/∂z1
 *              ∂L/∂W1 = xᵀ δ1          ∂L/∂b1 = Σ δ1      sum over the rows
 *   step       W ← W − lr ∂L/∂W        b ← b − lr ∂L/∂b   of both layers
 * </pre>
 *
 * with x of shape [rows, in], z1, h and δ1 [rows, hidden], z2, p and δ2 [rows, classes]; W1 [in,
 * hidden], b1 [hidden], W2 [hidden, classes], b2 [classes]; y the right class of each row, from 0;
 * onehot(y) with a 1 at the right class of each row and 0 elsewhere; lr the learning rate. A
 * gradient has the shape of its parameter. All arrays are float64.
 *
 * <p>PyTorch: {@code loss.backward()} and {@code optimizer.step()}. Lesson 0. Paper: D. Rumelhart,
 * G. Hinton and R. Williams, Learning representations by back-propagating errors (1986).
 */
public final class Backprop {
  private Backprop() {}

  /** The parameters of both layers, or their gradients, which have the same shapes. */
  public record Layers(INDArray w1, INDArray b1, INDArray w2, INDArray b2) {}

  /** What the forward pass has computed. */
  public record Pass(INDArray z1, INDArray h, INDArray p) {}

  /** The forward pass; parameters and x stay as they are. */
  public static Pass forward(Layers parameters, INDArray x) {
    // TODO 1: a.mmul(b) is the product of matrices. Transforms.max(z, 0) and Transforms.softmax(z),
    // of org.nd4j.linalg.ops.transforms, give new arrays; softmax goes along each row.
    throw new Todo(1);
  }

  /**
   * The gradient of L for z2, δ2.
   *
   * @param p [rows, classes]; must stay as it is
   * @param y the right class of each row; must stay as it is
   */
  public static INDArray delta(INDArray p, int[] y) {
    // TODO 2: a.putScalar(row, column, value) writes into a.
    throw new Todo(2);
  }

  /**
   * All four gradients; what is handed in stays as it is.
   *
   * @param pass of these parameters and this x
   */
  public static Layers gradients(Layers parameters, INDArray x, int[] y, Pass pass) {
    // TODO 3: δ2 is delta(pass.p(), y). a.transpose() is aᵀ, and a.sum(0) the sum over the rows.
    // z.gt(0).castTo(DataType.DOUBLE), of org.nd4j.linalg.api.buffer, is 1 where z > 0, else 0.
    throw new Todo(3);
  }

  /**
   * One step of gradient descent: a forward pass, the gradients, and all four parameters moved.
   *
   * @param parameters changed in place
   * @param x must stay as it is
   * @param y must stay as it is
   */
  public static void step(Layers parameters, INDArray x, int[] y, double lr) {
    // TODO 4: in which order? δ1 needs W2 as it was in the forward pass.
    throw new Todo(4);
  }
}
