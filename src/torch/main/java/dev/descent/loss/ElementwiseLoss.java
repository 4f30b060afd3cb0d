package dev.descent.loss;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.LossUtil;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/** A loss with one term for each row and output: l(y, a) with label y and output a. */
abstract class ElementwiseLoss extends BaseLoss {
  @JsonProperty private final double @Nullable [] weights;

  ElementwiseLoss(Reduction reduction, double @Nullable [] weights) {
    super(reduction);
    this.weights = factors("weights", weights);
  }

  /**
   * Returns l(y, a), a new array; y and a are of one type, float32 or float64, and stay as they
   * are.
   */
  abstract INDArray loss(INDArray y, INDArray a);

  /** Returns dl/da, a new array. */
  abstract INDArray slope(INDArray y, INDArray a);

  /** Throws where the formula has no meaning for an output. */
  void check(INDArray a) {}

  /** Returns the activation that outputs pass before the formula sees them. */
  IActivation through(IActivation activation) {
    return activation;
  }

  /**
   * Returns the loss of every single output, not reduced; PyTorch's {@code reduction='none'}.
   *
   * @param labels [B, n]
   * @param output [B, n], what PyTorch's loss takes as its input
   * @return [B, n], weights applied, of the output's type
   * @throws IllegalArgumentException where the labels are of another shape, or an output is one for
   *     which the formula has no meaning
   * @throws ArithmeticException where the loss needs finite outputs and one is not
   */
  public final INDArray elements(INDArray labels, INDArray output) {
    INDArray a = wide(output);
    INDArray y = labels(labels, a);
    check(a);
    return timesColumns("weights", weights, loss(y, a)).castTo(output.dataType());
  }

  @Override
  final double[] rows(
      INDArray labels, INDArray z, IActivation activation, @Nullable INDArray mask) {
    INDArray wide = wide(z);
    INDArray terms = loss(labels(labels, wide), output(wide, through(activation)));
    double[] rows = values(weighed(terms, mask).sum(true, 1));
    if (isMean()) {
      for (int i = 0; i < rows.length; i++) {
        rows[i] /= z.size(1);
      }
    }
    return rows;
  }

  @Override
  final INDArray slopes(
      INDArray labels, INDArray z, IActivation activation, @Nullable INDArray mask) {
    INDArray wide = wide(z);
    IActivation through = through(activation);
    INDArray slope = weighed(slope(labels(labels, wide), output(wide, through)), mask);
    if (isMean()) {
      slope.divi(z.size(1));
    }
    if (isIdentity(through)) {
      return slope;
    }
    // Activations write into the array they are given.
    INDArray gradient = through.backprop(wide.dup(), slope).getFirst();
    if (mask != null && LossUtil.isPerOutputMasking(gradient, mask)) {
      // A softmax ties outputs together, but DL4J holds z at 0 where the mask is 0.
      LossUtil.applyMask(gradient, mask);
    }
    return gradient;
  }

  private INDArray output(INDArray z, IActivation through) {
    INDArray a = isIdentity(through) ? z : through.getActivation(z.dup(), true);
    check(a);
    return a;
  }

  private static boolean isIdentity(IActivation activation) {
    return activation instanceof ActivationIdentity;
  }

  private INDArray labels(INDArray labels, INDArray z) {
    if (z.rank() != 2 || !labels.equalShapes(z)) {
      throw new IllegalArgumentException(
          message("labels and output must both be [batch, outputs]" + got(labels, z)));
    }
    return labels.castTo(z.dataType());
  }

  private INDArray weighed(INDArray array, @Nullable INDArray mask) {
    timesColumns("weights", weights, array);
    if (mask != null) {
      LossUtil.applyMask(array, mask);
    }
    return array;
  }

  /** Multiplies the columns in place, where there are factors. */
  static INDArray timesColumns(String name, double @Nullable [] factors, INDArray array) {
    if (factors == null) {
      return array;
    }
    long columns = array.size(1);
    requireLength(name, factors, columns);
    return array.muliRowVector(Nd4j.create(factors, new long[] {1, columns}, array.dataType()));
  }

  /** Float16 becomes float32: it overflows at 65504, and ND4J does not see its NaN. */
  private static INDArray wide(INDArray array) {
    return array.dataType() == DataType.FLOAT16 ? array.castTo(DataType.FLOAT) : array;
  }

  @Override
  String settings() {
    return super.settings() + ", weights=" + Arrays.toString(weights);
  }
}
