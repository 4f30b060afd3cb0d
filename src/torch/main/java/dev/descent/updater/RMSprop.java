package dev.descent.updater;

import java.util.ArrayList;
import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * RMSprop, as PyTorch's.
 *
 * <pre>
 *   v ← α v + (1 − α) g²
 *   a ← α a + (1 − α) g      only centered; then v − a² takes the place of v below
 *   d = g / (√v + ε)
 *   b ← μ b + d              only with momentum; then b takes the place of d below
 *   p ← p − lr d
 * </pre>
 *
 * with g the gradient of the mean loss, p the parameters, lr the learning rate, α the decay of the
 * averages, μ the momentum; v, a and b start at 0.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.RMSprop(model.parameters(), lr=0.01)
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new RMSprop(0.01)).list(layer).build());
 * network.init();
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.params(); // [0.9]
 * }</pre>
 *
 * <p>DL4J's {@code RmsProp} starts v at ε instead of 0, has neither momentum nor centering, and
 * other defaults (α 0.95, lr 0.1).
 *
 * <p>State: {@code square_avg} (v), centered {@code grad_avg} (a), with momentum {@code
 * momentum_buffer} (b).
 *
 * <p>Source: T. Tieleman and G. Hinton, Neural networks for machine learning, lecture 6.5 (2012);
 * centered: A. Graves, Generating sequences with recurrent neural networks (2013), with ε outside
 * of the root.
 */
public final class RMSprop extends BaseUpdater {
  private static final String SQUARES = "square_avg";
  private static final String MEAN = "grad_avg";
  private static final String BUFFER = "momentum_buffer";

  private final double alpha;
  private final double eps;
  private final double momentum;
  private final boolean centered;

  /**
   * Creates RMSprop with PyTorch's defaults: α = 0.99, ε = 1e-8.
   *
   * @param learningRate lr, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  public RMSprop(double learningRate) {
    this(learningRate, 0.99, 1e-8);
  }

  /**
   * Creates RMSprop without momentum, not centered.
   *
   * @param learningRate lr, at least 0
   * @param alpha α, in [0, 1]
   * @param eps ε, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  public RMSprop(double learningRate, double alpha, double eps) {
    this(learningRate, alpha, eps, 0, false);
  }

  /**
   * Creates RMSprop with all settings.
   *
   * @param learningRate lr, at least 0
   * @param alpha α, in [0, 1]
   * @param eps ε, at least 0
   * @param momentum μ, at least 0
   * @param centered whether to divide by the gradient's standard deviation
   * @throws IllegalArgumentException where a value is not in its range
   */
  @JsonCreator
  public RMSprop(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("alpha") double alpha,
      @JsonProperty("eps") double eps,
      @JsonProperty("momentum") double momentum,
      @JsonProperty("centered") boolean centered) {
    super(learningRate);
    this.alpha = upToOne("alpha", alpha);
    this.eps = atLeastZero("eps", eps);
    this.momentum = atLeastZero("momentum", momentum);
    this.centered = centered;
  }

  @Override
  List<String> stateNames() {
    List<String> names = new ArrayList<>(List.of(SQUARES));
    if (centered) {
      names.add(MEAN);
    }
    if (momentum > 0) {
      names.add(BUFFER);
    }
    return names;
  }

  @Override
  List<Object> settings() {
    return List.of(alpha, eps, momentum, centered);
  }

  @Override
  void step(INDArray g, UpdaterState state, double rate, int iteration) {
    INDArray v = state.part(SQUARES);
    if (!centered && momentum == 0 && Float32.fits(g, v)) {
      Float32.run(
          (count, block) ->
              Float32.rmsprop(
                  count,
                  block[0],
                  block[1],
                  (float) alpha,
                  (float) (1 - alpha),
                  (float) rate,
                  (float) eps),
          g,
          v);
      return;
    }
    INDArray s = state.buffer(0, g);
    average(v, alpha, g.muli(g, s));
    if (centered) {
      INDArray a = state.part(MEAN);
      average(a, alpha, g);
      a.muli(a, s);
      v = s.rsubi(v);
    }
    if (momentum == 0) {
      quotient(g, v, rate, eps, g);
    } else {
      quotient(g, v, 1, eps, g);
      INDArray b = state.part(BUFFER);
      b.muli(momentum).addi(g);
      b.muli(rate, g);
    }
  }
}
