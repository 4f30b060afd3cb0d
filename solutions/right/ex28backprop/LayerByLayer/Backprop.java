package dev.descent.exercises.ex28backprop;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** The second layer moves while the first is still being computed, from a δ1 that is there. */
public final class Backprop {
  private Backprop() {}

  public record Layers(INDArray w1, INDArray b1, INDArray w2, INDArray b2) {}

  public record Pass(INDArray z1, INDArray h, INDArray p) {}

  public static Pass forward(Layers parameters, INDArray x) {
    INDArray z1 = x.mmul(parameters.w1()).addRowVector(parameters.b1());
    INDArray h = Transforms.relu(z1);
    INDArray z2 = h.mmul(parameters.w2()).addRowVector(parameters.b2());
    INDArray e = Transforms.exp(z2.subColumnVector(z2.max(1)));
    return new Pass(z1, h, e.divColumnVector(e.sum(1)));
  }

  public static INDArray delta(INDArray p, int[] y) {
    INDArray onehot = Nd4j.zerosLike(p);
    for (int row = 0; row < y.length; row++) {
      onehot.putScalar(row, y[row], 1);
    }
    return p.sub(onehot).div(p.rows());
  }

  public static Layers gradients(Layers parameters, INDArray x, int[] y, Pass pass) {
    INDArray delta2 = delta(pass.p(), y);
    INDArray delta1 = delta1(delta2, parameters.w2(), pass.z1());
    return new Layers(
        x.transpose().mmul(delta1),
        delta1.sum(0),
        pass.h().transpose().mmul(delta2),
        delta2.sum(0));
  }

  private static INDArray delta1(INDArray delta2, INDArray w2, INDArray z1) {
    return delta2.mmul(w2.transpose()).mul(Transforms.step(z1));
  }

  public static void step(Layers parameters, INDArray x, int[] y, double lr) {
    Pass pass = forward(parameters, x);
    INDArray delta2 = delta(pass.p(), y);
    INDArray delta1 = delta1(delta2, parameters.w2(), pass.z1());
    parameters.w2().subi(pass.h().transpose().mmul(delta2).mul(lr));
    parameters.b2().subi(delta2.sum(0).mul(lr));
    parameters.w1().subi(x.transpose().mmul(delta1).mul(lr));
    parameters.b1().subi(delta1.sum(0).mul(lr));
  }
}
