package dev.descent.updater;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.deeplearning4j.nn.conf.MultiLayerConfiguration;
import org.deeplearning4j.nn.conf.layers.BaseLayer;
import org.deeplearning4j.nn.conf.layers.BatchNormalization;
import org.deeplearning4j.nn.conf.layers.Layer;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.api.ops.impl.transforms.pairwise.arithmetic.Axpy;
import org.nd4j.linalg.factory.Nd4j;
import org.nd4j.linalg.learning.config.NoOp;
import org.nd4j.linalg.learning.regularization.Regularization;
import org.nd4j.shade.jackson.annotation.JsonCreator;
import org.nd4j.shade.jackson.annotation.JsonProperty;

/**
 * Weight decay of PyTorch's optimizers, on every parameter, biases included.
 *
 * <pre>
 *   coupled:    g ← g + λ p, then the updater's step      weight_decay of SGD, Adam, RMSprop, …
 *   decoupled:  p ← p − step − lr λ p                     weight_decay of AdamW
 * </pre>
 *
 * with g the gradient of the mean loss, p the parameters before the step, λ the coefficient and lr
 * the learning rate of the step. With plain SGD the two are the same; with an adaptive updater they
 * are not, since coupled decay is divided by the gradient's average like the gradient itself.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.AdamW(model.parameters(), lr=0.1, weight_decay=0.5)
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1).hasBias(false)
 *     .weightInit(WeightInit.ONES).activation(Activation.IDENTITY).build();
 * var configuration =
 *     new NeuralNetConfiguration.Builder().updater(new Adam(0.1)).list(layer).build();
 * WeightDecay.decoupled(0.5).addTo(configuration);
 * var network = new MultiLayerNetwork(configuration);
 * network.init();
 * network.fit(new DataSet(Nd4j.ones(1, 1), Nd4j.zeros(1, 1)));
 * network.params(); // [0.85]
 * }</pre>
 *
 * <p>{@code network.score()} does not contain it, just as the loss of a PyTorch loop does not.
 *
 * <p>Build the configuration first, then call {@link #addTo}. DL4J's own {@code l2(λ)} is coupled
 * and {@code weightDecay(λ)} decoupled, but both leave out the biases and add to the score, and the
 * network-wide {@code weightDecay} is applied twice to every layer; so would this class be if it
 * were given to the network's builder.
 *
 * <p>Source: I. Loshchilov and F. Hutter, Decoupled weight decay regularization (2019), with λ
 * multiplied by lr as in PyTorch.
 */
public final class WeightDecay implements Regularization {
  @JsonProperty private final double coefficient;
  @JsonProperty private final boolean decoupled;

  @JsonCreator
  private WeightDecay(
      @JsonProperty("coefficient") double coefficient,
      @JsonProperty("decoupled") boolean decoupled) {
    this.coefficient = BaseUpdater.atLeastZero("coefficient", coefficient);
    this.decoupled = decoupled;
  }

  /**
   * Creates decay that is added to the gradient.
   *
   * @param coefficient λ, at least 0
   * @return weight decay of SGD, Adam, RMSprop and the others
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static WeightDecay coupled(double coefficient) {
    return new WeightDecay(coefficient, false);
  }

  /**
   * Creates decay that is taken off the parameters, in proportion to the learning rate.
   *
   * @param coefficient λ, at least 0
   * @return weight decay of AdamW
   * @throws IllegalArgumentException where a value is not in its range
   */
  public static WeightDecay decoupled(double coefficient) {
    return new WeightDecay(coefficient, true);
  }

  /**
   * Puts this decay on weights and biases of every layer with parameters; frozen layers have none.
   *
   * @param network a configuration that is built, of which no network is made yet
   * @throws IllegalArgumentException where a layer has weight decay already, or keeps it from a
   *     parameter, as DL4J's BatchNormalization does; nothing has changed then
   */
  public void addTo(MultiLayerConfiguration network) {
    List<BaseLayer> layers = new ArrayList<>();
    for (int i = 0; i < network.getConfs().size(); i++) {
      Layer layer = network.getConf(i).getLayer();
      if (!layer.initializer().paramKeys(layer).isEmpty()) {
        check(layer, "layer " + i + " (" + layer.getClass().getSimpleName() + ")");
        layers.add((BaseLayer) layer);
      }
    }
    layers.forEach(this::put);
  }

  private void check(Layer layer, String name) {
    if (layer.getClass() == BatchNormalization.class) {
      throw new IllegalArgumentException(
          name
              + " never decays its gamma and beta, which PyTorch does;"
              + " use dev.descent.layer.BatchNorm1d");
    }
    if (!(layer instanceof BaseLayer base)) {
      throw new IllegalArgumentException(name + " takes no weight decay");
    }
    if (Stream.of(base.getRegularization(), base.getRegularizationBias())
        .filter(Objects::nonNull)
        .flatMap(List::stream)
        .anyMatch(WeightDecay.class::isInstance)) {
      throw new IllegalArgumentException(name + " has weight decay already");
    }
    BaseLayer probe = base.clone();
    put(probe);
    for (String key : probe.initializer().paramKeys(probe)) {
      List<Regularization> reached = probe.getRegularizationByParam(key);
      boolean trained = !(probe.getUpdaterByParam(key) instanceof NoOp);
      if (trained && (reached == null || !reached.contains(this))) {
        throw new IllegalArgumentException(name + " keeps weight decay from its parameter " + key);
      }
    }
  }

  /** Gives the layer lists of its own: layers built together share theirs. */
  private void put(BaseLayer layer) {
    layer.setRegularization(after(layer.getRegularization()));
    layer.setRegularizationBias(after(layer.getRegularizationBias()));
  }

  private List<Regularization> after(List<Regularization> present) {
    List<Regularization> all = new ArrayList<>(present == null ? List.of() : present);
    all.add(this);
    return all;
  }

  @Override
  public ApplyStep applyStep() {
    return decoupled ? ApplyStep.POST_UPDATER : ApplyStep.BEFORE_UPDATER;
  }

  @Override
  public void apply(INDArray parameters, INDArray step, double rate, int iteration, int epoch) {
    Nd4j.exec(new Axpy(parameters, step, step, decoupled ? rate * coefficient : coefficient));
  }

  /** Returns 0: weight decay is no part of the loss. */
  @Override
  public double score(INDArray parameters, int iteration, int epoch) {
    return 0;
  }

  /** Returns this object, which never changes. */
  @Override
  public WeightDecay clone() {
    return this;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightDecay that
        && Double.compare(coefficient, that.coefficient) == 0
        && decoupled == that.decoupled;
  }

  @Override
  public int hashCode() {
    return 2 * Double.hashCode(coefficient) + (decoupled ? 1 : 0);
  }

  @Override
  public String toString() {
    return "WeightDecay." + (decoupled ? "decoupled(" : "coupled(") + coefficient + ")";
  }
}
