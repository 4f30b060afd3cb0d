package dev.descent.layer;

import java.util.Collection;
import java.util.Map;
import java.util.Objects;
import org.deeplearning4j.nn.api.Layer;
import org.deeplearning4j.nn.api.ParamInitializer;
import org.deeplearning4j.nn.conf.NeuralNetConfiguration;
import org.deeplearning4j.nn.conf.inputs.InputType;
import org.deeplearning4j.nn.conf.layers.DenseLayer;
import org.deeplearning4j.nn.conf.layers.FeedForwardLayer;
import org.deeplearning4j.nn.conf.memory.LayerMemoryReport;
import org.deeplearning4j.nn.params.DefaultParamInitializer;
import org.deeplearning4j.nn.weights.WeightInitUniform;
import org.deeplearning4j.optimize.api.TrainingListener;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.activations.IActivation;
import org.nd4j.linalg.activations.impl.ActivationIdentity;
import org.nd4j.linalg.activations.impl.ActivationReLU;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A linear layer, as PyTorch's {@code Linear(in, out)} on input of shape [batch, in]:
 *
 * <pre>
 *   y = x W + b          Linear.of(in, out)
 *   y = max(x W + b, 0)  Linear.relu(in, out), which is Linear and ReLU in one
 * </pre>
 *
 * with x the input, y the output of shape [batch, out], W the weights of shape [in, out], which is
 * the transpose of PyTorch's, and b one number for each output. The weights start as PyTorch's do,
 * uniform in ±1/√in. The biases start at the network's {@code biasInit}, which is 0 if it says
 * nothing; PyTorch draws them like the weights.
 *
 * <pre>{@code
 * // PyTorch: nn.Sequential(nn.Linear(4, 3), nn.ReLU(), nn.Linear(3, 2))
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().list(
 *         Linear.relu(4, 3).withoutInputGradient(),
 *         Linear.of(3, 2)).build());
 * network.init();
 * network.output(Nd4j.ones(5, 4)).columns(); // 2
 * }</pre>
 *
 * <p>DL4J's {@code DenseLayer} gives the same bits and takes longer to train: it computes its
 * output a second time when gradients are computed, and always the gradient with respect to its
 * input, which nobody uses in the first layer of a network. This layer keeps its output from the
 * forward pass, and {@link #withoutInputGradient} leaves that gradient out. Another activation than
 * the identity or ReLU needs more than the output; it goes into an {@code ActivationLayer} behind
 * this one.
 */
public final class Linear extends FeedForwardLayer {
  private static final long serialVersionUID = 1;

  private boolean inputGradient = true;

  /** Creates an empty layer, to be filled from a saved configuration. */
  private Linear() {}

  private static Linear of(int in, int out, IActivation activation) {
    if (in < 1 || out < 1) {
      throw new IllegalArgumentException("in and out must be at least 1, got " + in + ", " + out);
    }
    Linear layer = new Linear();
    layer.setNIn(in);
    layer.setNOut(out);
    layer.setActivationFn(activation);
    layer.setWeightInitFn(new WeightInitUniform());
    // The constructor has set these. Unset, they follow the network's, as with DL4J's builders.
    layer.setBiasInit(Double.NaN);
    layer.setGradientNormalization(null);
    layer.setGradientNormalizationThreshold(Double.NaN);
    return layer;
  }

  /**
   * Creates the layer without an activation.
   *
   * @param in values in a row of the input, at least 1
   * @param out values in a row of the output, at least 1
   * @return the layer's configuration
   * @throws IllegalArgumentException where a size is below 1
   */
  public static Linear of(int in, int out) {
    return of(in, out, new ActivationIdentity());
  }

  /**
   * Creates the layer with ReLU behind it, which works in the place of the linear output.
   *
   * @param in values in a row of the input, at least 1
   * @param out values in a row of the output, at least 1
   * @return the layer's configuration
   * @throws IllegalArgumentException where a size is below 1
   */
  public static Linear relu(int in, int out) {
    return of(in, out, new ActivationReLU());
  }

  /**
   * Leaves out the gradient with respect to the input, as PyTorch does where the input does not
   * require one. For the first layer of a network, without a preprocessor: what is in front asks
   * for the gradient, and training fails.
   *
   * @return this layer
   */
  public Linear withoutInputGradient() {
    inputGradient = false;
    return this;
  }

  /**
   * Tells whether the gradient with respect to the input is computed.
   *
   * @return false after {@link #withoutInputGradient}
   */
  public boolean isInputGradient() {
    return inputGradient;
  }

  /** Sets whether it is computed, as a saved configuration says. */
  void setInputGradient(boolean inputGradient) {
    this.inputGradient = inputGradient;
  }

  /**
   * Makes the layer of a network.
   *
   * @throws IllegalArgumentException where the activation was set to another than the identity or
   *     ReLU
   */
  @Override
  public Layer instantiate(
      NeuralNetConfiguration conf,
      Collection<TrainingListener> listeners,
      int index,
      INDArray parameters,
      boolean initialize,
      DataType type) {
    IActivation activation = getActivationFn();
    if (!activation.equals(new ActivationIdentity()) && !activation.equals(new ActivationReLU())) {
      throw new IllegalArgumentException(
          "the activation of Linear must be the identity or ReLU, got "
              + activation
              + ": put it into an ActivationLayer behind it");
    }
    LinearLayer layer = new LinearLayer(conf, type);
    layer.setListeners(listeners);
    layer.setIndex(index);
    layer.setParamsViewArray(parameters);
    Map<String, INDArray> table = initializer().init(conf, parameters, initialize);
    layer.setParamTable(table);
    layer.setConf(conf);
    return layer;
  }

  @Override
  public ParamInitializer initializer() {
    return DefaultParamInitializer.getInstance();
  }

  /** Reports what DL4J's DenseLayer of the same sizes needs, which is no less. */
  @Override
  public LayerMemoryReport getMemoryReport(InputType input) {
    DenseLayer dense = new DenseLayer.Builder().nIn(getNIn()).nOut(getNOut()).build();
    dense.setLayerName(getLayerName());
    dense.setIUpdater(getIUpdater());
    return dense.getMemoryReport(input);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof Linear linear
        && super.equals(other)
        && inputGradient == linear.inputGradient;
  }

  @Override
  public int hashCode() {
    return Objects.hash(super.hashCode(), inputGradient);
  }
}
