package dev.descent.lessons.l0arrays;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.ops.transforms.Transforms;

/** A network of two inputs, two ReLU units and two classes, with its backward pass by hand. */
final class TwoLayers {
  final INDArray x = Nd4j.createFromArray(new double[][] {{1, 2}}); // [1, 2]: one row
  final INDArray y = Nd4j.createFromArray(new double[][] {{0, 1}}); // [1, 2]: it is class 1
  final INDArray w1 = Nd4j.createFromArray(new double[][] {{0.5, -1}, {0.25, 0.5}}); // [2, 2]
  final INDArray b1 = Nd4j.createFromArray(0.0, 0.5); // [2]
  final INDArray w2 = Nd4j.createFromArray(new double[][] {{1, -1}, {0.5, 1}}); // [2, 2]
  final INDArray b2 = Nd4j.zeros(DataType.DOUBLE, 2); // [2]

  // What the forward pass keeps for the backward pass.
  INDArray z1 = x;
  INDArray h = x;
  INDArray p = x;

  // The gradients: each has the shape of its parameter.
  INDArray dw1 = w1;
  INDArray db1 = b1;
  INDArray dw2 = w2;
  INDArray db2 = b2;

  /** The values; the loss. */
  double forward() {
    // @start region=forward
    z1 = x.mmul(w1).addRowVector(b1); // [1, 2]
    h = Transforms.relu(z1); // [1, 2]: max(z1, 0)
    INDArray z2 = h.mmul(w2).addRowVector(b2); // [1, 2]: the logits
    p = Transforms.softmax(z2); // [1, 2]: probabilities
    double loss = -Math.log(p.mul(y).sumNumber().doubleValue()); // of the right class
    // @end
    return loss;
  }

  /** The slopes of the loss, from the last layer to the first. */
  void backward() {
    // @start region=backward
    INDArray delta2 = p.sub(y).div(x.rows()); // [1, 2]: the slopes by z2
    dw2 = h.transpose().mmul(delta2); // [2, 2]
    db2 = delta2.sum(0); // [2]
    INDArray delta1 = delta2.mmul(w2.transpose()).mul(z1.gt(0)); // [1, 2]: by z1
    dw1 = x.transpose().mmul(delta1); // [2, 2]
    db1 = delta1.sum(0); // [2]
    // @end
  }

  /** A step of gradient descent. */
  void step(double rate) {
    w1.subi(dw1.mul(rate));
    b1.subi(db1.mul(rate));
    w2.subi(dw2.mul(rate));
    b2.subi(db2.mul(rate));
  }
}
