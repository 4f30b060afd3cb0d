package dev.descent.exercises.ex12adaptive;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class Adaptive {
  private Adaptive() {}

  public static void adagrad(INDArray p, INDArray g, INDArray v, double lr, double eps) {
    v.addi(Transforms.pow(g, 2));
    move(p, g, v, lr, eps);
  }

  public static void rmsprop(
      INDArray p, INDArray g, INDArray v, double lr, double alpha, double eps) {
    average(v, g, alpha);
    move(p, g, v, lr, eps);
  }

  public static void adadelta(
      INDArray p, INDArray g, INDArray v, INDArray u, double lr, double rho, double eps) {
    average(v, g, rho);
    INDArray d = g.mul(Transforms.sqrt(u.add(eps).div(v.add(eps))));
    average(u, d, rho);
    p.assign(p.sub(d.mul(lr)));
  }

  // v + (1 − keep) (x² − v), which is keep v + (1 − keep) x².
  private static void average(INDArray v, INDArray x, double keep) {
    v.addi(x.mul(x).sub(v).mul(1 - keep));
  }

  private static void move(INDArray p, INDArray g, INDArray v, double lr, double eps) {
    p.assign(p.sub(g.mul(lr).div(Transforms.sqrt(v, true).add(eps))));
  }
}
