package dev.descent.updater;

import java.util.List;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.custom.Max;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Adam and AMSGrad, as PyTorch's Adam; with {@link WeightDecay#decoupled}, AdamW.
 *
 * <pre>
 *   m ← β1 m + (1 − β1) g
 *   v ← β2 v + (1 − β2) g²
 *   p ← p − lr / (1 − β1^t) · m / (√(v / (1 − β2^t)) + ε)
 * </pre>
 *
 * with g the gradient of the mean loss, m and v its averages, which start at 0, p the parameters, t
 * the step from 1, lr the learning rate. AMSGrad keeps the elementwise maximum of all v and divides
 * by that.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.Adam(model.parameters(), lr=0.1)
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new Adam(0.1)).list(layer).build());
 * network.init();
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.params(); // [0.9]
 * }</pre>
 *
 * <p>DL4J's {@code Adam} and {@code AMSGrad} add ε before they correct v for its start, which makes
 * their ε larger by 1 / √(1 − β2^t), with β2 = 0.999 32 times in the first step; and they step by ε
 * · m / (√v + ε) where the learning rate is 0.
 *
 * <p>State: {@code exp_avg} (m), {@code exp_avg_sq} (v), with AMSGrad {@code max_exp_avg_sq}.
 *
 * <p>Source: D. P. Kingma and J. Ba, Adam: a method for stochastic optimization (2015), algorithm
 * 1, not the variant of its section 2; S. J. Reddi, S. Kale and S. Kumar, On the convergence of
 * Adam and beyond (2018), with the correction for the start, which the paper leaves out.
 */
public final class Adam extends BaseUpdater {
  private static final String M = "exp_avg";
  private static final String V = "exp_avg_sq";
  private static final String MAX = "max_exp_avg_sq";

  private final double beta1;
  private final double beta2;
  private final double eps;
  private final boolean amsgrad;

  /**
   * Creates Adam with PyTorch's defaults: β1 = 0.9, β2 = 0.999, ε = 1e-8.
   *
   * @param learningRate lr, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  public Adam(double learningRate) {
    this(learningRate, 0.9, 0.999, 1e-8);
  }

  /**
   * Creates Adam without AMSGrad.
   *
   * @param learningRate lr, at least 0
   * @param beta1 β1, in [0, 1)
   * @param beta2 β2, in [0, 1)
   * @param eps ε, at least 0
   * @throws IllegalArgumentException where a value is not in its range
   */
  public Adam(double learningRate, double beta1, double beta2, double eps) {
    this(learningRate, beta1, beta2, eps, false);
  }

  /**
   * Creates Adam with all settings.
   *
   * @param learningRate lr, at least 0
   * @param beta1 β1, in [0, 1)
   * @param beta2 β2, in [0, 1)
   * @param eps ε, at least 0
   * @param amsgrad whether to divide by the largest v so far
   * @throws IllegalArgumentException where a value is not in its range
   */
  @JsonCreator
  public Adam(
      @JsonProperty("learningRate") double learningRate,
      @JsonProperty("beta1") double beta1,
      @JsonProperty("beta2") double beta2,
      @JsonProperty("eps") double eps,
      @JsonProperty("amsgrad") boolean amsgrad) {
    super(learningRate);
    this.beta1 = belowOne("beta1", beta1);
    this.beta2 = belowOne("beta2", beta2);
    this.eps = atLeastZero("eps", eps);
    this.amsgrad = amsgrad;
  }

  @Override
  List<String> stateNames() {
    return amsgrad ? List.of(M, V, MAX) : List.of(M, V);
  }

  @Override
  List<Object> settings() {
    return List.of(beta1, beta2, eps, amsgrad);
  }

  @Override
  void step(INDArray g, UpdaterState state, double rate, int iteration) {
    INDArray m = state.part(M);
    INDArray v = state.part(V);
    double mean = 1 - Math.pow(beta1, iteration + 1.0);
    double root = Math.sqrt(1 - Math.pow(beta2, iteration + 1.0));
    if (!amsgrad && Float32.fits(g, m, v)) {
      float size = (float) (rate / mean);
      Float32.run(
          (count, block) ->
              Float32.adam(
                  count,
                  block[0],
                  block[1],
                  block[2],
                  (float) beta1,
                  (float) (1 - beta1),
                  (float) beta2,
                  (float) (1 - beta2),
                  size,
                  (float) root,
                  (float) eps),
          g,
          m,
          v);
      return;
    }
    average(m, beta1, g);
    average(v, beta2, g.muli(g));
    if (amsgrad) {
      INDArray max = state.part(MAX);
      Nd4j.exec(new Max(max, v, max));
      v = max;
    }
    quotient(m, v, rate * root / mean, eps * root, g);
  }
}
