package dev.descent.loss;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.lossfunctions.ILossFunction;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * DL4J's side of a loss: scores and gradients from each row's share of PyTorch's loss. They are B
 * times those of the batch, since DL4J with {@code miniBatch(true)} divides by the batch size B.
 */
abstract class BaseLoss implements ILossFunction {
  @JsonProperty private final Reduction reduction;

  BaseLoss(Reduction reduction) {
    if (reduction == null) {
      throw new IllegalArgumentException("reduction must be MEAN or SUM, got null");
    }
    this.reduction = reduction;
  }

  /** Returns each row's share, mask and weights applied; the loss is their mean or sum. */
  abstract double[] rows(
      INDArray labels, INDArray z, IActivation activation, @Nullable INDArray mask);

  /**
   * Returns the derivative of each row's share by the row of z: [B, n], new, of z's type or a wider
   * one.
   */
  abstract INDArray slopes(
      INDArray labels, INDArray z, IActivation activation, @Nullable INDArray mask);

  final boolean isMean() {
    return reduction == Reduction.MEAN;
  }

  /** Returns all settings as text; losses of one class with equal texts are equal. */
  String settings() {
    return "reduction=" + reduction;
  }

  @Override
  public final double computeScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    double score = 0;
    for (double row : rows(labels, preOutput, activation, mask)) {
      score += row;
    }
    long batch = preOutput.size(0);
    return score * (isMean() ? 1 : batch) / (average ? batch : 1);
  }

  @Override
  public final INDArray computeScoreArray(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    return column(rows(labels, preOutput, activation, mask), preOutput);
  }

  @Override
  public final INDArray computeGradient(
      INDArray labels, INDArray preOutput, IActivation activation, @Nullable INDArray mask) {
    INDArray gradient = slopes(labels, preOutput, activation, mask);
    if (!isMean()) {
      gradient.muli(preOutput.size(0)); // DL4J divides by B, with a sum too
    }
    return gradient.castTo(preOutput.dataType());
  }

  @Override
  public final Pair<Double, INDArray> computeGradientAndScore(
      INDArray labels,
      INDArray preOutput,
      IActivation activation,
      @Nullable INDArray mask,
      boolean average) {
    return Pair.of(
        computeScore(labels, preOutput, activation, mask, average),
        computeGradient(labels, preOutput, activation, mask));
  }

  /** Returns all elements, row by row. */
  static double[] values(INDArray array) {
    return array.dup('c').data().asDouble();
  }

  /** Returns values as a column, [B, 1], of another array's type. */
  static INDArray column(double[] values, INDArray like) {
    return Nd4j.create(values, new long[] {values.length, 1}, like.dataType());
  }

  /** Copies factors, all of which must be finite and at least 0; null stays null. */
  static double @Nullable [] factors(String name, double @Nullable [] values) {
    if (values == null) {
      return null;
    }
    if (values.length == 0 || !Arrays.stream(values).allMatch(v -> v >= 0 && Double.isFinite(v))) {
      throw new IllegalArgumentException(
          name + " must be finite numbers of at least 0, got " + Arrays.toString(values));
    }
    return values.clone();
  }

  static void requireLength(String name, double[] factors, long columns) {
    if (factors.length != columns) {
      throw new IllegalArgumentException(
          name + " must have one value per output, " + columns + ", got " + factors.length);
    }
  }

  /**
   * Refuses a value that is NaN or infinite.
   *
   * @param values row by row
   * @throws ArithmeticException where one is NaN or infinite
   */
  final void requireFinite(String what, double[] values, long columns) {
    for (int i = 0; i < values.length; i++) {
      if (!Double.isFinite(values[i])) {
        throw new ArithmeticException(
            message(what + " must be finite, got " + values[i] + at(i, columns)));
      }
    }
  }

  /** Returns the place of a value that was read row by row, as the end of a message. */
  static String at(int index, long columns) {
    return " at row " + index / columns + ", column " + index % columns;
  }

  final String message(String text) {
    return getClass().getSimpleName() + ": " + text;
  }

  /** Returns the shapes as the end of a message. */
  static String got(INDArray labels, INDArray output) {
    return ", got labels "
        + Arrays.toString(labels.shape())
        + " and output "
        + Arrays.toString(output.shape());
  }

  @Override
  public final String name() {
    return toString();
  }

  @Override
  public final String toString() {
    return getClass().getSimpleName() + "(" + settings() + ")";
  }

  @Override
  public final boolean equals(Object other) {
    return other instanceof BaseLoss && toString().equals(other.toString());
  }

  @Override
  public final int hashCode() {
    return toString().hashCode();
  }
}
