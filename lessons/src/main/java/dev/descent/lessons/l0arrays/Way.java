package dev.descent.lessons.l0arrays;

import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/** The ways to compute the slopes of the first layer: one is right. */
enum Way {
  RIGHT,
  RIGHT_CLOSED,
  NOT_TRANSPOSED,
  NO_MASK,
  UPDATED_FIRST,
  FIRST_LAYER_AT_REST;

  static final double RATE = 0.05;

  /** A network with a closed unit, where the mask is what matters. */
  TwoLayers start() {
    TwoLayers net = new TwoLayers();
    if (this == NO_MASK || this == RIGHT_CLOSED) {
      net.b1.assign(Nd4j.createFromArray(0.0, -0.5));
    }
    return net;
  }

  /** The slopes, those of the first layer in a given way. */
  void back(TwoLayers net) {
    net.backward();
    INDArray delta2 = net.p.sub(net.y);
    INDArray w2 = this == UPDATED_FIRST ? net.w2.sub(net.dw2.mul(RATE)) : net.w2;
    INDArray delta1 = delta2.mmul(this == NOT_TRANSPOSED ? w2 : w2.transpose());
    delta1 = this == NO_MASK ? delta1 : delta1.mul(net.z1.gt(0));
    delta1 = this == FIRST_LAYER_AT_REST ? delta1.mul(0) : delta1;
    net.dw1 = net.x.transpose().mmul(delta1);
    net.db1 = delta1.sum(0);
  }

  /** The largest error of a slope by b1, as a share of the largest slope. */
  double check() {
    TwoLayers net = start();
    net.forward();
    back(net);
    double h = 1e-5;
    double worst = 0;
    double largest = 0;
    for (int i = 0; i < 2; i++) {
      double before = net.b1.getDouble(i);
      double[] loss = new double[2];
      for (int side = 0; side < 2; side++) {
        net.b1.putScalar(i, side == 0 ? before + h : before - h);
        loss[side] = net.forward();
      }
      net.b1.putScalar(i, before);
      double slope = (loss[0] - loss[1]) / (2 * h);
      worst = Math.max(worst, Math.abs(slope - net.db1.getDouble(i)));
      largest = Math.max(largest, Math.abs(slope));
    }
    return worst / largest;
  }
}
