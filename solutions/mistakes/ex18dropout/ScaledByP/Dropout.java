package dev.descent.exercises.ex18dropout;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

public final class Dropout {
  private final double p;
  private boolean training = true;
  private INDArray f; // the factors of the last forward pass; null if that was in inference mode

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
    return u.gte(p).castTo(DataType.DOUBLE).divi(p);
  }

  public INDArray forward(INDArray x, INDArray u) {
    f = training ? factors(u) : null;
    return training ? x.mul(f) : x;
  }

  public INDArray backward(INDArray dy) {
    return f == null ? dy : dy.mul(f);
  }
}
