package dev.descent.updater;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adadelta, as PyTorch's.
 *
 * <pre>
 *   v ← ρ v + (1 − ρ) g²
 *   d = g · √(u + ε) / √(v + ε)
 *   u ← ρ u + (1 − ρ) d²
 *   p ← p − lr d
 * </pre>
 *
 * with g the gradient of the mean loss, p the parameters, lr the learning rate and ρ the decay of
 * the averages; v and u start at 0.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.Adadelta(model.parameters())
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new Adadelta()).list(layer).build());
 * network.init();
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.params(); // [0.996838]
 * }</pre>
 *
 * <p>DL4J's {@code AdaDelta} is the same with lr = 1, and has no learning rate to set or to
 * schedule. Its default ρ is 0.95.
 *
 * <p>State: {@code square_avg} (v), {@code acc_delta} (u).
 *
 * <p>Source: M. D. Zeiler, Adadelta: an adaptive learning rate method (2012), where lr is 1.
 */
public final class Adadelta extends BaseUpdater {
  private static final String SQUARES = "square_avg";
  private static final String DELTAS = "acc_delta";

  private final double rho;
  private final double eps;

  /** Creates Adadelta with PyTorch's defaults: lr = 1, ρ = 0.9, ε = 1e-6. */
  public Adadelta() {
    this(1, 0.9, 1e-6);
  }

  /**
   * Creates Adadelta with all settings.
   *
   * @param learningRate lr, at least 0
   * @param rho ρ, in [0, 1]
   * @param eps ε, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  @JsonCreator
  public Adadelta(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("rho") double rho,
      @JsonProperty("eps") double eps) {
    super(learningRate);
    this.rho = upToOne("rho", rho);
    this.eps = atLeastZero("eps", eps);
  }

  @Override
  List<String> stateNames() {
    return List.of(SQUARES, DELTAS);
  }

  @Override
  List<Object> settings() {
    return List.of(rho, eps);
  }

  /** Takes the two roots in one, since they are slow: d = g / √((v + ε) / (u + ε)). */
  @Override
  void step(INDArray g, UpdaterState state, double rate, int iteration) {
    INDArray v = state.part(SQUARES);
    INDArray u = state.part(DELTAS);
    INDArray s = state.buffer(0, g);
    INDArray r = state.buffer(1, g);
    average(v, rho, g.muli(g, s));
    v.addi(eps, s);
    s.divi(u.addi(eps, r));
    quotient(g, s, 1, 0, g);
    average(u, rho, g.muli(g, s));
    g.muli(rate);
  }
}
