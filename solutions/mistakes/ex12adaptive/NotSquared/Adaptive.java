package dev.descent.exercises.ex12adaptive;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class Adaptive {
  private Adaptive() {}

  public static void adagrad(INDArray p, INDArray g, INDArray v, double lr, double eps) {
    v.addi(Transforms.abs(g));
    p.subi(g.div(Transforms.sqrt(v).addi(eps)).muli(lr));
  }

  public static void rmsprop(
      INDArray p, INDArray g, INDArray v, double lr, double alpha, double eps) {
    v.muli(alpha).addi(Transforms.abs(g).muli(1 - alpha));
    p.subi(g.div(Transforms.sqrt(v).addi(eps)).muli(lr));
  }

  public static void adadelta(
      INDArray p, INDArray g, INDArray v, INDArray u, double lr, double rho, double eps) {
    v.muli(rho).addi(g.mul(g).muli(1 - rho));
    INDArray d = Transforms.sqrt(u.add(eps)).divi(Transforms.sqrt(v.add(eps))).muli(g);
    u.muli(rho).addi(d.mul(d).muli(1 - rho));
    p.subi(d.muli(lr));
  }
}
