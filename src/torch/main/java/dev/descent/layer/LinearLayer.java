package dev.descent.layer;

import java.util.Objects;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.gradient.DefaultGradient;
import org.deeplearning4j.nn.gradient.Gradient;
import org.deeplearning4j.nn.layers.BaseLayer;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.workspace.ArrayType;
import org.deeplearning4j.nn.workspace.LayerWorkspaceMgr;
import org.jspecify.annotations.Nullable;
import org.nd4j.common.primitives.Pair;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * The layer of a network that a {@link Linear} configures. It computes what DL4J's dense layer
 * does, each number by the same operations in the same order, and leaves out what nobody needs.
 */
final class LinearLayer extends BaseLayer<Linear> {
  private static final long serialVersionUID = 1;

  /**
   * A copy of the output of the latest forward pass in training, until gradients are computed from
   * it: the next layer may write noise or dropout into the output itself.
   */
  private transient @Nullable INDArray output;

  LinearLayer(NeuralNetConfiguration conf, DataType type) {
    super(conf, type);
  }

  @Override
  public void setInput(INDArray input, LayerWorkspaceMgr workspaces) {
    output = null;
    super.setInput(input, workspaces);
  }

  @Override
  public INDArray activate(boolean training, LayerWorkspaceMgr workspaces) {
    INDArray result = super.activate(training, workspaces);
    boolean isAsked = training && layerConf().getActivationFn() instanceof ActivationReLU;
    output = isAsked ? workspaces.dup(ArrayType.ACTIVATIONS, result, result.ordering()) : null;
    return result;
  }

  @Override
  public Pair<Gradient, INDArray> backpropGradient(INDArray epsilon, LayerWorkspaceMgr workspaces) {
    INDArray delta = epsilon;
    if (layerConf().getActivationFn() instanceof ActivationReLU relu) {
      // ReLU's slope is the same for its output as for its input, which the output has overwritten.
      INDArray kept = output == null ? super.activate(true, workspaces) : output;
      delta = relu.backprop(kept, epsilon).getFirst();
    }
    output = null;
    if (maskArray != null) {
      applyMask(delta);
    }
    Gradient gradient = new DefaultGradient();
    INDArray bias = view(DefaultParamInitializer.BIAS_KEY);
    delta.sum(bias, 0);
    gradient.gradientForVariable().put(DefaultParamInitializer.BIAS_KEY, bias);
    INDArray next = layerConf().isInputGradient() ? inputGradient(delta, workspaces) : null;
    INDArray weights = view(DefaultParamInitializer.WEIGHT_KEY);
    Nd4j.gemm(input.castTo(weights.dataType()), delta, weights, true, false, 1, 0);
    gradient.gradientForVariable().put(DefaultParamInitializer.WEIGHT_KEY, weights);
    weightNoiseParams.clear();
    return new Pair<>(gradient, next);
  }

  /** The place of a parameter's gradient. */
  private INDArray view(String parameter) {
    return Objects.requireNonNull(gradientViews.get(parameter), parameter);
  }

  private INDArray inputGradient(INDArray delta, LayerWorkspaceMgr workspaces) {
    INDArray weights = getParamWithNoise(DefaultParamInitializer.WEIGHT_KEY, true, workspaces);
    long[] shape = {weights.size(0), delta.size(0)};
    INDArray result =
        workspaces.createUninitialized(ArrayType.ACTIVATION_GRAD, delta.dataType(), shape, 'f');
    return backpropDropOutIfPresent(weights.mmuli(delta.transpose(), result).transpose());
  }

  @Override
  public boolean isPretrainLayer() {
    return false;
  }

  @Override
  public void clear() {
    output = null;
    super.clear();
  }
}
