package dev.descent.technique;

import org.deeplearning4j.nn.api.MaskState;
import org.deeplearning4j.nn.conf.InputPreProcessor;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * What stands between two layers that work in half precision: it rounds what goes forward and what
 * comes back to float16, and keeps float32 as the type.
 *
 * <p>So the sums inside a layer are in float32, as on GPUs and in PyTorch. ND4J's own float16
 * products and sums keep their partial sums in float16, where 40000 + 40000 − 40000 is infinite and
 * 2048 + 1 + 1 is 2048.
 */
final class Float16 implements InputPreProcessor {
  private static final long serialVersionUID = 1;

  private final @Nullable InputPreProcessor before;

  /**
   * Creates one.
   *
   * @param before what the layer has before it already; null for nothing
   */
  Float16(@Nullable InputPreProcessor before) {
    this.before = before;
  }

  /** Returns the nearest numbers of float16, as float32; infinite beyond 65504. */
  static INDArray rounded(INDArray x) {
    return x.castTo(DataType.FLOAT16).castTo(DataType.FLOAT);
  }

  @Override
  public INDArray preProcess(INDArray input, int rows, LayerWorkspaceMgr workspaces) {
    INDArray x = before == null ? input : before.preProcess(input, rows, workspaces);
    return workspaces.leverageTo(ArrayType.ACTIVATIONS, rounded(x));
  }

  @Override
  public @Nullable INDArray backprop(
      @Nullable INDArray output, int rows, LayerWorkspaceMgr workspaces) {
    if (output == null) {
      return null; // of a first layer that makes no gradient of its input
    }
    INDArray gradient = workspaces.leverageTo(ArrayType.ACTIVATION_GRAD, rounded(output));
    return before == null ? gradient : before.backprop(gradient, rows, workspaces);
  }

  @Override
  public InputPreProcessor clone() {
    return new Float16(before == null ? null : before.clone());
  }

  @Override
  public InputType getOutputType(InputType inputType) {
    return before == null ? inputType : before.getOutputType(inputType);
  }

  @Override
  public Pair<INDArray, MaskState> feedForwardMaskArray(INDArray mask, MaskState state, int rows) {
    return before == null ? Pair.of(mask, state) : before.feedForwardMaskArray(mask, state, rows);
  }
}
