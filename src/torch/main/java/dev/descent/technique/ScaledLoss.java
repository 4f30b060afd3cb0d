package dev.descent.technique;

import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.lossfunctions.ILossFunction;

/**
 * Loss behind a network in half precision: computed in float32 from outputs rounded to float16, and
 * its gradient is multiplied by a factor before it is rounded.
 */
final class ScaledLoss implements ILossFunction {
  private static final long serialVersionUID = 1;

  private final ILossFunction loss;
  private double factor = 1;

  ScaledLoss(ILossFunction loss) {
    this.loss = loss;
  }

  void setFactor(double factor) {
    this.factor = factor;
  }

  @Override
  public double computeScore(
      INDArray labels,
      INDArray output,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return loss.computeScore(labels, Float16.rounded(output), activation, mask, average);
  }

  @Override
  public INDArray computeScoreArray(
      INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask) {
    return loss.computeScoreArray(labels, Float16.rounded(output), activation, mask);
  }

  @Override
  public INDArray computeGradient(
      INDArray labels, INDArray output, IActivation activation, @Nullable INDArray mask) {
    return Float16.rounded(
        loss.computeGradient(labels, Float16.rounded(output), activation, mask).muli(factor));
  }

  @Override
  public Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray output,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return Pair.of(
        computeScore(labels, output, activation, mask, average),
        computeGradient(labels, output, activation, mask));
  }

  @Override
  public String name() {
    return loss.name();
  }
}
