package dev.descent.exercises.ex07crossentropy;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Cross entropy of classes, from logits: the softmax is inside.
 *
 * <pre>
 *   softmax(z)_ic = exp(z_ic − m_i) / Σ_k exp(z_ik − m_i)
 *   L = (1/batch) Σ_i (m_i + log Σ_k exp(z_ik − m_i) − z_{i, y_i})
 *   dL/dz = (softmax(z) − onehot(y)) / batch
 * </pre>
 *
 * with z the logits, of shape [batch, classes]; m_i the largest of row i, so that nothing
 * overflows; y_i the number of row i's class, from 0.
 *
 * <p>What comes in must stay as it is.
 */
public final class CrossEntropy {
  private CrossEntropy() {}

  /** Softmax of each row of z; shape [batch, classes]. */
  public static INDArray softmax(INDArray z) {
    INDArray e = Transforms.exp(z.sub(z.max(true, 1)));
    return e.div(e.sum(true, 1));
  }

  /** The loss, a mean over the rows. */
  public static double loss(INDArray z, int[] y) {
    INDArray max = z.max(true, 1); // m
    INDArray logSum = Transforms.log(Transforms.exp(z.sub(max)).sum(true, 1)).add(max);
    double sum = 0;
    for (int i = 0; i < y.length; i++) {
      sum += logSum.getDouble(i, 0) - z.getDouble(i, y[i]);
    }
    return sum / y.length;
  }

  /** The gradient of the loss with respect to z, of its shape. */
  public static INDArray gradient(INDArray z, int[] y) {
    INDArray g = softmax(z);
    for (int i = 0; i < y.length; i++) {
      g.putScalar(i, y[i], g.getDouble(i, y[i]) - 1);
    }
    return g.div(y.length);
  }
}
