package dev.descent.exercises.ex08binary;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Binary cross entropy, for answers yes or no: from probabilities p, and from logits z.
 *
 * <pre>
 *   BCE              l = −(y log p + (1 − y) log(1 − p)),   no logarithm below −100
 *   BCE with logits  l = max(z, 0) − y z + log(1 + exp(−|z|)),   dl/dz = σ(z) − y
 * </pre>
 *
 * Both are means over all elements.
 */
public final class BinaryLosses {
  private BinaryLosses() {}

  /** BCE of probabilities p and labels y. */
  public static double bce(INDArray p, INDArray y) {
    INDArray yes = y.mul(log(p));
    INDArray no = y.rsub(1).mul(log(p.rsub(1)));
    return -yes.add(no).sumNumber().doubleValue() / p.length();
  }

  private static INDArray log(INDArray x) {
    return Transforms.max(Transforms.log(x), -100);
  }

  /** BCE of logits z and labels y. */
  public static double bceWithLogits(INDArray z, INDArray y) {
    INDArray tail =
        Transforms.log(Transforms.exp(Transforms.abs(z).neg()).add(1)); // log(1 + exp(−|z|))
    INDArray l = Transforms.max(z, 0).sub(y.mul(z)).add(tail);
    return l.sumNumber().doubleValue() / z.length();
  }

  /** The gradient of {@link #bceWithLogits} with respect to z, of its shape. */
  public static INDArray gradient(INDArray z, INDArray y) {
    return Transforms.sigmoid(z).sub(y).div(z.length());
  }
}
