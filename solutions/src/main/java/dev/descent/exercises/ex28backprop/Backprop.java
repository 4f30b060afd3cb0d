package dev.descent.exercises.ex28backprop;

import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.ops.transforms.Transforms;

/**
 * Backpropagation by hand, of a network with one hidden layer, ReLU, and softmax with cross
 * entropy.
 */
public final class Backprop {
  private Backprop() {}

  /** The parameters of both layers, or their gradients, which have the same shapes. */
  public record Layers(INDArray w1, INDArray b1, INDArray w2, INDArray b2) {}

  /** What the forward pass has computed. */
  public record Pass(INDArray z1, INDArray h, INDArray p) {}

  /** The forward pass. */
  public static Pass forward(Layers parameters, INDArray x) {
    INDArray z1 = x.mmul(parameters.w1()).addiRowVector(parameters.b1());
    INDArray h = Transforms.max(z1, 0);
    INDArray z2 = h.mmul(parameters.w2()).addiRowVector(parameters.b2());
    return new Pass(z1, h, Transforms.softmax(z2));
  }

  /** The gradient for z2. */
  public static INDArray delta(INDArray p, int[] y) {
    INDArray delta = p.dup(); // δ2
    for (int row = 0; row < y.length; row++) {
      delta.putScalar(row, y[row], p.getDouble(row, y[row]) - 1);
    }
    return delta.divi(y.length);
  }

  /** All four gradients. */
  public static Layers gradients(Layers parameters, INDArray x, int[] y, Pass pass) {
    INDArray delta2 = delta(pass.p(), y); // δ2
    INDArray open = pass.z1().gt(0).castTo(DataType.DOUBLE);
    INDArray delta1 = delta2.mmul(parameters.w2().transpose()).muli(open); // δ1
    return new Layers(
        x.transpose().mmul(delta1),
        delta1.sum(0),
        pass.h().transpose().mmul(delta2),
        delta2.sum(0));
  }

  /** One step: all gradients are there before the first parameter moves. */
  public static void step(Layers parameters, INDArray x, int[] y, double lr) {
    Layers gradients = gradients(parameters, x, y, forward(parameters, x));
    parameters.w1().subi(gradients.w1().muli(lr));
    parameters.b1().subi(gradients.b1().muli(lr));
    parameters.w2().subi(gradients.w2().muli(lr));
    parameters.b2().subi(gradients.b2().muli(lr));
  }
}
