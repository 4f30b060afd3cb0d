package dev.descent.exercises.ex08binary;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

public final class BinaryLosses {
  private BinaryLosses() {}

  public static double bce(INDArray p, INDArray y) {
    INDArray yes = Transforms.max(Transforms.log(p), -100, false);
    INDArray no = Transforms.max(Transforms.log(p.rsub(1)), -100, false);
    return no.add(yes.sub(no).mul(y)).meanNumber().doubleValue() * -1;
  }

  // y softplus(−z) + (1 − y) softplus(z), each computed from the largest of 0 and its argument.
  public static double bceWithLogits(INDArray z, INDArray y) {
    INDArray l = y.mul(softplus(z.neg())).add(y.rsub(1).mul(softplus(z)));
    return l.meanNumber().doubleValue();
  }

  public static INDArray gradient(INDArray z, INDArray y) {
    return Transforms.exp(z.neg()).addi(1).rdivi(1).subi(y).divi(z.length());
  }

  private static INDArray softplus(INDArray x) {
    INDArray m = Transforms.relu(x, true);
    return m.add(Transforms.log(Transforms.exp(m.neg()).add(Transforms.exp(x.sub(m)))));
  }
}
