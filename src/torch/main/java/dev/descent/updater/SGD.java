package dev.descent.updater;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Stochastic gradient descent with classical (heavy-ball) or Nesterov momentum, as PyTorch's SGD.
 *
 * <pre>
 *   b ← g                    in the first step
 *   b ← μ b + (1 − τ) g      in all others
 *   p ← p − lr b             or, with Nesterov,  p ← p − lr (g + μ b)
 * </pre>
 *
 * with g the gradient of the mean loss, b the momentum buffer, p the parameters, lr the learning
 * rate, μ the momentum and τ the dampening. Without momentum there is no buffer: p ← p − lr g.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.SGD(model.parameters(), lr=0.1, momentum=0.9)
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new SGD(0.1, 0.9)).list(layer).build());
 * network.init();
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.params(); // [0.8]
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.params(); // [0.46]
 * }</pre>
 *
 * <p>The first step is the one at DL4J's iteration 0. A network that goes on from a later iteration
 * with a fresh updater starts from b = 0 instead; with τ = 0 that is the same.
 *
 * <p>DL4J has no classical momentum. Its {@code Nesterovs} keeps the learning rate inside the
 * buffer, so it equals {@code SGD(lr, momentum, 0, true)} only while the rate is constant.
 *
 * <p>State: {@code momentum_buffer}, where there is momentum.
 *
 * <p>Source: B. T. Polyak, Some methods of speeding up the convergence of iteration methods (1964);
 * I. Sutskever et al., On the importance of initialization and momentum in deep learning (2013),
 * both with the learning rate taken out of the buffer.
 */
public final class SGD extends BaseUpdater {
  private static final String BUFFER = "momentum_buffer";

  private final double momentum;
  private final double dampening;
  private final boolean nesterov;

  /**
   * Creates SGD without momentum.
   *
   * @param learningRate lr, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  public SGD(double learningRate) {
    this(learningRate, 0);
  }

  /**
   * Creates SGD with classical momentum.
   *
   * @param learningRate lr, at least 0
   * @param momentum μ, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  public SGD(double learningRate, double momentum) {
    this(learningRate, momentum, 0, false);
  }

  /**
   * Creates SGD with all settings.
   *
   * @param learningRate lr, at least 0
   * @param momentum μ, at least 0
   * @param dampening τ, finite
   * @param nesterov whether to look one step ahead; needs momentum above 0 and dampening 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  @JsonCreator
  public SGD(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("momentum") double momentum,
      @JsonProperty("dampening") double dampening,
      @JsonProperty("nesterov") boolean nesterov) {
    super(learningRate);
    this.momentum = atLeastZero("momentum", momentum);
    this.dampening = finite("dampening", dampening);
    this.nesterov = nesterov;
    if (nesterov && !(momentum > 0 && dampening == 0)) {
      throw new IllegalArgumentException(
          "nesterov must come with momentum above 0 and dampening 0, got momentum "
              + momentum
              + " and dampening "
              + dampening);
    }
  }

  @Override
  List<String> stateNames() {
    return momentum == 0 ? List.of() : List.of(BUFFER);
  }

  @Override
  List<Object> settings() {
    return List.of(momentum, dampening, nesterov);
  }

  @Override
  void step(INDArray g, UpdaterState state, double rate, int iteration) {
    if (momentum == 0) {
      g.muli(rate);
      return;
    }
    INDArray b = state.part(BUFFER);
    if (iteration == 0) {
      b.assign(g);
    } else {
      b.muli(momentum);
      add(b, 1 - dampening, g);
    }
    if (nesterov) {
      add(g, momentum, b);
      g.muli(rate);
    } else {
      b.muli(rate, g);
    }
  }
}
