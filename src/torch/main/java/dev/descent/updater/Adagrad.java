package dev.descent.updater;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.updaters.AdaGradUpdater;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adagrad, as PyTorch's.
 *
 * <pre>
 *   v ← v + g²
 *   p ← p − lr / (1 + (t − 1) η) · g / (√v + ε)
 * </pre>
 *
 * with g the gradient of the mean loss, v the sum of its squares, p the parameters, t the step from
 * 1, lr the learning rate and η the decay of the rate per step. {@link #getLearningRate} is lr,
 * without that decay.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.Adagrad(model.parameters(), lr=0.1)
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new Adagrad(0.1)).list(layer).build());
 * network.init();
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.params(); // [0.9]
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.params(); // [0.833104]
 * }</pre>
 *
 * <p>DL4J's {@code AdaGrad} starts v at 1e-6, has no decay, and its {@code clone()} loses the
 * schedule and trains on with NaN.
 *
 * <p>State: {@code sum} (v).
 *
 * <p>Source: J. Duchi, E. Hazan and Y. Singer, Adaptive subgradient methods for online learning and
 * stochastic optimization (2011), the diagonal form.
 */
public final class Adagrad extends BaseUpdater {
  private static final String SUM = "sum";

  private final double lrDecay;
  private final double initialAccumulator;
  private final double eps;

  /**
   * Creates Adagrad with PyTorch's defaults: no decay, v starts at 0, ε = 1e-10.
   *
   * @param learningRate lr, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  public Adagrad(double learningRate) {
    this(learningRate, 0, 0, 1e-10);
  }

  /**
   * Creates Adagrad with all settings.
   *
   * @param learningRate lr, at least 0
   * @param lrDecay η, at least 0
   * @param initialAccumulator v before the first step, at least 0
   * @param eps ε, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  @JsonCreator
  public Adagrad(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("lrDecay") double lrDecay,
      @JsonProperty("initialAccumulator") double initialAccumulator,
      @JsonProperty("eps") double eps) {
    super(learningRate);
    this.lrDecay = atLeastZero("lrDecay", lrDecay);
    this.initialAccumulator = atLeastZero("initialAccumulator", initialAccumulator);
    this.eps = atLeastZero("eps", eps);
  }

  @Override
  List<String> stateNames() {
    return List.of(SUM);
  }

  @Override
  double initialState() {
    return initialAccumulator;
  }

  @Override
  List<Object> settings() {
    return List.of(lrDecay, initialAccumulator, eps);
  }

  @Override
  void step(INDArray g, UpdaterState state, double rate, int iteration) {
    double size = rate / (1 + iteration * lrDecay);
    INDArray v = state.part(SUM);
    if (Float32.fits(g, v)) { // RMSprop's step with a sum in place of the average
      Float32.run(
          (count, block) ->
              Float32.rmsprop(count, block[0], block[1], 1, 1, (float) size, (float) eps),
          g,
          v);
      return;
    }
    Nd4j.exec(new AdaGradUpdater(g, v, size, eps));
  }
}
