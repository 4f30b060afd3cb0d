package dev.descent.technique;

import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * Listener that lowers the learning rate when a metric stops getting better; PyTorch's
 * ReduceLROnPlateau, which DL4J does not have.
 *
 * <p>After every epoch, with m the metric, b the best so far (∞, or −∞ for {@link Mode#MAX}) and t
 * the threshold, m is better where
 *
 * <pre>
 *            MIN              MAX
 *   REL   m &lt; b (1 − t)    m &gt; b (1 + t)
 *   ABS   m &lt; b − t        m &gt; b + t
 * </pre>
 *
 * A better m becomes the best; any other epoch is a bad one, also where m is NaN. When more than
 * {@code patience} bad epochs have followed each other, every layer's rate lr becomes max(lr ·
 * factor, minLr), unless that lowers it by no more than eps; the count of bad epochs starts anew,
 * and in the next {@code cooldown} epochs none is counted.
 *
 * <pre>{@code
 * // PyTorch: torch.optim.lr_scheduler.ReduceLROnPlateau(optimizer, factor=0.5, patience=0)
 * var layer = new OutputLayer.Builder(new MSELoss()).nIn(1).nOut(1)
 *     .activation(Activation.IDENTITY).build();
 * var network = new MultiLayerNetwork(
 *     new NeuralNetConfiguration.Builder().updater(new SGD(0.1)).list(layer).build());
 * network.init();
 * var zeros = new DataSet(Nd4j.zeros(1, 1), Nd4j.zeros(1, 1));
 * var plateau = ReduceLROnPlateau.builder().factor(0.5).patience(0).build(n -> n.score(zeros));
 * network.addListeners(plateau);
 * // The loss is 0 from the first epoch on, so the second is no better:
 * network.fit(new SingletonDataSetIterator(zeros), 2);
 * plateau.learningRate(); // 0.05
 * }</pre>
 *
 * <p>REL, the default, is for metrics above 0, as in PyTorch: with a best below 0, MIN takes a
 * slightly worse m for a better one.
 *
 * <p>Add it to the network, and train with {@code fit(iterator)}, {@code fit(iterator, n)} or an
 * early-stopping trainer. {@code fit(DataSet)} knows no epochs; call {@link #onEpochEnd} after each
 * one yourself. The optimizer's state is kept when the rate changes. A network's saved
 * configuration holds its rate; the counts of this class are in {@link #state()}.
 */
public final class ReduceLROnPlateau extends BaseTrainingListener {
  /** The direction in which the metric gets better. */
  public enum Mode {
    /** A low metric is a good one, such as a loss. */
    MIN,

    /** A high metric is a good one, such as an accuracy. */
    MAX
  }

  /** The unit of the threshold. */
  public enum ThresholdMode {
    /** The threshold is a share of the best metric. */
    REL,

    /** The threshold is in the metric's unit. */
    ABS
  }

  /**
   * The counts; PyTorch has them in {@code state_dict}.
   *
   * @param best the best metric so far; ∞ or −∞ before the first
   * @param badEpochs the number of epochs in a row that were not better
   * @param cooldown the number of epochs that are still not counted
   * @param learningRate the first layer's rate after the last epoch; NaN before the first
   */
  public record State(double best, int badEpochs, int cooldown, double learningRate) {}

  /** The settings, with PyTorch's defaults. */
  public static final class Builder {
    private Mode mode = Mode.MIN;
    private double factor = 0.1;
    private int patience = 10;
    private double threshold = 1e-4;
    private ThresholdMode thresholdMode = ThresholdMode.REL;
    private int cooldown;
    private double minLr;
    private double eps = 1e-8;

    private Builder() {}

    /**
     * Sets the direction in which the metric gets better.
     *
     * @param value MIN unless set
     * @return this builder
     */
    public Builder mode(Mode value) {
      mode = Objects.requireNonNull(value, "mode");
      return this;
    }

    /**
     * Sets the factor of the rate.
     *
     * @param value at least 0 and below 1; 0.1 unless set
     * @return this builder
     * @throws IllegalArgumentException where the value is not in its range
     */
    public Builder factor(double value) {
      if (!(value >= 0 && value < 1)) {
        throw new IllegalArgumentException("factor must be at least 0 and below 1, got " + value);
      }
      factor = value;
      return this;
    }

    /**
     * Sets the number of bad epochs that are let pass.
     *
     * @param value epochs, at least 0; 10 unless set
     * @return this builder
     * @throws IllegalArgumentException where the value is not in its range
     */
    public Builder patience(int value) {
      require("patience", value);
      patience = value;
      return this;
    }

    /**
     * Sets the threshold t, by which a metric must be better.
     *
     * @param value at least 0; 1e-4 unless set
     * @return this builder
     * @throws IllegalArgumentException where the value is not in its range
     */
    public Builder threshold(double value) {
      require("threshold", value);
      threshold = value;
      return this;
    }

    /**
     * Sets the unit of the threshold.
     *
     * @param value REL unless set
     * @return this builder
     */
    public Builder thresholdMode(ThresholdMode value) {
      thresholdMode = Objects.requireNonNull(value, "thresholdMode");
      return this;
    }

    /**
     * Sets the number of epochs after a change that are not counted.
     *
     * @param value epochs, at least 0; 0 unless set
     * @return this builder
     * @throws IllegalArgumentException where the value is not in its range
     */
    public Builder cooldown(int value) {
      require("cooldown", value);
      cooldown = value;
      return this;
    }

    /**
     * Sets the lowest rate.
     *
     * @param value at least 0; 0 unless set
     * @return this builder
     * @throws IllegalArgumentException where the value is not in its range
     */
    public Builder minLr(double value) {
      require("minLr", value);
      minLr = value;
      return this;
    }

    /**
     * Sets the smallest change of a rate; one that is no larger is left out.
     *
     * @param value at least 0; 1e-8 unless set
     * @return this builder
     * @throws IllegalArgumentException where the value is not in its range
     */
    public Builder eps(double value) {
      require("eps", value);
      eps = value;
      return this;
    }

    private static void require(String name, Number value) {
      if (!(value.doubleValue() >= 0)) {
        throw new IllegalArgumentException(name + " must be at least 0, got " + value);
      }
    }

    /**
     * Creates the listener.
     *
     * @param metric computed after every epoch, such as the loss on a validation part
     * @return the listener, which has counted nothing yet
     */
    public ReduceLROnPlateau build(ToDoubleFunction<MultiLayerNetwork> metric) {
      return new ReduceLROnPlateau(this, metric);
    }
  }

  private final Mode mode;
  private final double factor;
  private final int patience;
  private final double threshold;
  private final ThresholdMode thresholdMode;
  private final int cooldown;
  private final double minLr;
  private final double eps;
  private final ToDoubleFunction<MultiLayerNetwork> metric;
  private State state;

  private ReduceLROnPlateau(Builder settings, ToDoubleFunction<MultiLayerNetwork> metric) {
    this.mode = settings.mode;
    this.factor = settings.factor;
    this.patience = settings.patience;
    this.threshold = settings.threshold;
    this.thresholdMode = settings.thresholdMode;
    this.cooldown = settings.cooldown;
    this.minLr = settings.minLr;
    this.eps = settings.eps;
    this.metric = Objects.requireNonNull(metric, "metric");
    double worst = mode == Mode.MIN ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    this.state = new State(worst, 0, 0, Double.NaN);
  }

  /**
   * Creates a builder with PyTorch's defaults.
   *
   * @return settings to be changed
   */
  public static Builder builder() {
    return new Builder();
  }

  /**
   * Returns the counts, to be saved beside the network.
   *
   * @return the state after the last epoch
   */
  public State state() {
    return state;
  }

  /**
   * Goes on from a state that was saved.
   *
   * @param saved the state of a listener with the same settings
   */
  public void restore(State saved) {
    state = Objects.requireNonNull(saved, "saved");
  }

  /**
   * Returns the first layer's rate.
   *
   * @return the rate after the last epoch; NaN before the first
   */
  public double learningRate() {
    return state.learningRate();
  }

  /**
   * Refuses a network it cannot work with before an epoch is trained in vain.
   *
   * @throws IllegalStateException where no layer has a learning rate, or one follows a schedule, or
   *     has another updater for its biases
   */
  @Override
  public void onEpochStart(Model model) {
    LayerRates.requireConstant((MultiLayerNetwork) model);
  }

  @Override
  public void onEpochEnd(Model model) {
    MultiLayerNetwork network = (MultiLayerNetwork) model;
    LayerRates.requireConstant(network);
    double value = metric.applyAsDouble(network);
    boolean better = isBetter(value);
    boolean counted = state.cooldown() == 0;
    int badEpochs = better || !counted ? 0 : state.badEpochs() + 1;
    int left = counted ? 0 : state.cooldown() - 1;
    if (badEpochs > patience) {
      LayerRates.change(network, this::lowered);
      badEpochs = 0;
      left = cooldown;
    }
    state = new State(better ? value : state.best(), badEpochs, left, LayerRates.first(network));
  }

  private boolean isBetter(double value) {
    double best = state.best();
    boolean relative = thresholdMode == ThresholdMode.REL;
    return mode == Mode.MIN
        ? value < (relative ? best * (1 - threshold) : best - threshold)
        : value > (relative ? best * (1 + threshold) : best + threshold);
  }

  private double lowered(double rate) {
    double lower = Math.max(rate * factor, minLr);
    return rate - lower > eps ? lower : rate;
  }
}
