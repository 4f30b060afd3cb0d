package dev.descent.exercises.ex12adaptive;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Three optimizers that divide each parameter's gradient by the size its gradients had so far.
 *
 * <pre>
 *   Adagrad    v ← v + g²;             p ← p − lr g / (√v + ε)
 *   RMSprop    v ← α v + (1 − α) g²;   p ← p − lr g / (√v + ε)
 *   Adadelta   v ← ρ v + (1 − ρ) g²;   d = g √(u + ε) / √(v + ε);
 *              u ← ρ u + (1 − ρ) d²;   p ← p − lr d
 * </pre>
 */
public final class Adaptive {
  private Adaptive() {}

  /** One step of Adagrad. */
  public static void adagrad(INDArray p, INDArray g, INDArray v, double lr, double eps) {
    v.addi(g.mul(g));
    p.subi(g.div(Transforms.sqrt(v).addi(eps)).muli(lr));
  }

  /** One step of RMSprop. */
  public static void rmsprop(
      INDArray p, INDArray g, INDArray v, double lr, double alpha, double eps) {
    v.muli(alpha).addi(g.mul(g).muli(1 - alpha));
    p.subi(g.div(Transforms.sqrt(v).addi(eps)).muli(lr));
  }

  /** One step of Adadelta. */
  public static void adadelta(
      INDArray p, INDArray g, INDArray v, INDArray u, double lr, double rho, double eps) {
    v.muli(rho).addi(g.mul(g).muli(1 - rho));
    INDArray d = Transforms.sqrt(u.add(eps)).divi(Transforms.sqrt(v.add(eps))).muli(g);
    u.muli(rho).addi(d.mul(d).muli(1 - rho));
    p.subi(d.muli(lr));
  }
}
