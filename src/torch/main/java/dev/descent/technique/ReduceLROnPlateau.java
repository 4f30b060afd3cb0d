package dev.descent.technique;

import java.util.Objects;
import java.util.function.ToDoubleFunction;
import org.deeplearning4j.nn.api.Model;
import org.deeplearning4j.nn.multilayer.MultiLayerNetwork;
import org.deeplearning4j.optimize.api.BaseTrainingListener;

/**
 * Lowers the learning rate when a metric stops getting better; PyTorch's ReduceLROnPlateau, which
 * DL4J does not have.
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
 * <p>REL, the default, is for metrics above 0, as in PyTorch: with a best below 0, MIN takes a
 * slightly worse m for a better one.
 *
 * <p>A listener: add it to the network, and train with {@code fit(iterator)}, {@code fit(iterator,
 * n)} or an early-stopping trainer. {@code fit(DataSet)} knows no epochs; call {@link #onEpochEnd}
 * after each one yourself. The optimizer's state is kept when the rate changes. A network's saved
 * configuration holds its rate; what this class counts is in {@link #state()}.
 */
public final class ReduceLROnPlateau extends BaseTrainingListener {
  /** Whether a good metric is a low one, such as a loss, or a high one, such as an accuracy. */
  public enum Mode {
    MIN,
    MAX
  }

  /** Whether the threshold is a share of the best metric or is in its unit. */
  public enum ThresholdMode {
    REL,
    ABS
  }

  /**
   * What it counts; what PyTorch's {@code state_dict} has of it.
   *
   * @param best the best metric so far; ∞ or −∞ before the first
   * @param badEpochs how many epochs in a row were none better
   * @param cooldown how many epochs are still not counted
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

    public Builder mode(Mode value) {
      mode = Objects.requireNonNull(value, "mode");
      return this;
    }

    /** What the rate is multiplied by, at least 0 and below 1. */
    public Builder factor(double value) {
      if (!(value >= 0 && value < 1)) {
        throw new IllegalArgumentException("factor must be at least 0 and below 1, got " + value);
      }
      factor = value;
      return this;
    }

    /** How many bad epochs are let pass, at least 0. */
    public Builder patience(int value) {
      require("patience", value);
      patience = value;
      return this;
    }

    /** By how much a metric must be better to count, at least 0. */
    public Builder threshold(double value) {
      require("threshold", value);
      threshold = value;
      return this;
    }

    public Builder thresholdMode(ThresholdMode value) {
      thresholdMode = Objects.requireNonNull(value, "thresholdMode");
      return this;
    }

    /** How many epochs after a change are not counted, at least 0. */
    public Builder cooldown(int value) {
      require("cooldown", value);
      cooldown = value;
      return this;
    }

    /** The lowest rate, at least 0. */
    public Builder minLr(double value) {
      require("minLr", value);
      minLr = value;
      return this;
    }

    /** A change must be larger than this, at least 0. */
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
     * The listener.
     *
     * @param metric what it looks at after every epoch, such as the loss on a validation part
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

  public static Builder builder() {
    return new Builder();
  }

  /** What it has counted so far; to be saved beside the network. */
  public State state() {
    return state;
  }

  /** Goes on from a state that was saved. */
  public void restore(State saved) {
    state = Objects.requireNonNull(saved, "saved");
  }

  /** The first layer's rate after the last epoch; NaN before the first. */
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
