package dev.descent.exercises.ex18dropout;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.indexing.BooleanIndexing;
import org.nd4j.linalg.indexing.conditions.Conditions;

public final class Dropout {
  private final double p;
  private boolean training = true;
  private boolean wasTraining;
  private INDArray factors;

  public Dropout(double p) {
    this.p = p;
  }

  public void train() {
    training = true;
  }

  public void eval() {
    training = false;
  }

  public INDArray factors(INDArray u) {
    INDArray kept = u.sub(p);
    BooleanIndexing.replaceWhere(kept, 1, Conditions.greaterThanOrEqual(0));
    BooleanIndexing.replaceWhere(kept, 0, Conditions.lessThan(0));
    return kept.div(1 - p);
  }

  public INDArray forward(INDArray x, INDArray u) {
    wasTraining = training;
    if (!training) {
      return x.dup();
    }
    factors = factors(u);
    return factors.mul(x);
  }

  public INDArray backward(INDArray dy) {
    return wasTraining ? factors.mul(dy) : dy.dup();
  }
}
