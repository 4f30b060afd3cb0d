package dev.descent.exercises.ex07crossentropy;

import dev.descent.exercise.Todo;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * Cross entropy of classes, from logits: the softmax is inside.
 *
 * <pre>
 *   softmax(z)_ic = exp(z_ic) / Σ_k exp(z_ik)       a probability for each class c of row i
 *   l_i = −log softmax(z)_{i, y_i} = log Σ_k exp(z_ik) − z_{i, y_i}
 *   L = (1/batch) Σ_i l_i                           log is the natural logarithm
 *   dL/dz = (softmax(z) − onehot(y)) / batch
 * </pre>
 *
 * with z the logits, what a network gives before any softmax, of shape [batch, classes]; y_i the
 * number of row i's class, from 0; onehot(y) 1 at [i, y_i] and 0 elsewhere.
 *
 * <p>exp(1000) is infinite and exp(−1000) is 0, and a network may well give such logits. With m_i
 * the largest logit of row i, nothing overflows, and no logarithm sees a 0:
 *
 * <pre>
 *   softmax(z)_ic = exp(z_ic − m_i) / Σ_k exp(z_ik − m_i)
 *   log Σ_k exp(z_ik) = m_i + log Σ_k exp(z_ik − m_i)
 * </pre>
 *
 * <p>What comes in must stay as it is.
 *
 * <p>PyTorch: {@code nn.CrossEntropyLoss()}, and the gradient that {@code loss.backward()} leaves
 * in {@code z.grad}. Lesson 2.
 */
public final class CrossEntropy {
  private CrossEntropy() {}

  /** Softmax of each row of z, which must stay as it is; shape [batch, classes]. */
  public static INDArray softmax(INDArray z) {
    // TODO 1: z.max(true, 1) has the largest of each row, x.sum(true, 1) the sum of each row, both
    // of shape [batch, 1]; x.sub(m) and x.div(s) stretch that over the columns. exp(x) is in
    // org.nd4j.linalg.ops.transforms.Transforms; its softmax is NaN in rows far below 0.
    throw new Todo(1);
  }

  /**
   * The loss, a mean over the rows.
   *
   * @param z logits, shape [batch, classes]; must stay as they are
   * @param y the class of each row
   */
  public static double loss(INDArray z, int[] y) {
    // TODO 2: z.getDouble(i, c) is one logit. Do not go through softmax(z): it may be 0.
    throw new Todo(2);
  }

  /** The gradient of the loss with respect to z, of its shape. */
  public static INDArray gradient(INDArray z, int[] y) {
    // TODO 3: softmax(z), yours, is a new array; x.putScalar(i, c, value) sets one element of it.
    throw new Todo(3);
  }
}
