package dev.descent.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.BadInputException;
import dev.descent.updater.Adadelta;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import dev.descent.updater.WeightDecay;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.DoubleFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The optimizers of the tutorial by the names used on the command line, with its settings or, where
 * it names none, PyTorch's defaults. Their steps are PyTorch's.
 */
public enum Optimizer {
  /** SGD with momentum 0.9, as in the tutorial's example. */
  SGD("sgd", "SGD (momentum 0.9)", 0.01, rate -> new SGD(rate, 0.9)),

  /** SGD without momentum. */
  PLAIN_SGD("plain-sgd", "SGD (plain)", 0.01, SGD::new),

  /** β1 = 0.9, β2 = 0.999, ε = 1e-8. */
  ADAM("adam", "Adam", 0.001, Adam::new),

  /** Adam's settings, with weight decay 0.01, decoupled. */
  ADAMW("adamw", "AdamW", 0.001, Adam::new),

  /** α = 0.99, ε = 1e-8. */
  RMSPROP("rmsprop", "RMSprop", 0.001, RMSprop::new),

  /** ε = 1e-10. */
  ADAGRAD("adagrad", "Adagrad", 0.01, Adagrad::new),

  /**
   * ρ = 0.9, ε = 1e-6. Its step sizes come from its own averages, so it needs no rate set by hand;
   * PyTorch multiplies them by a rate all the same, 1 unless given.
   */
  ADADELTA("adadelta", "Adadelta", 1, rate -> new Adadelta(rate, 0.9, 1e-6));

  private final String key;
  private final String title;
  private final double defaultRate;
  private final DoubleFunction<IUpdater> updater;

  Optimizer(String key, String title, double defaultRate, DoubleFunction<IUpdater> updater) {
    this.key = key;
    this.title = title;
    this.defaultRate = defaultRate;
    this.updater = updater;
  }

  /** Returns the name on the command line and in files. */
  @JsonValue
  public String key() {
    return key;
  }

  /** Returns the name in figures and tables. */
  public String title() {
    return title;
  }

  /** Returns the tutorial's learning rate, or PyTorch's where it names none. */
  public double defaultRate() {
    return defaultRate;
  }

  /**
   * Makes the DL4J updater, without the weight decay that AdamW has: {@link #weightDecay} goes to
   * the network's configuration.
   *
   * @param learningRate the rate at the start
   * @param schedule how the rate goes on from there; null keeps it
   */
  public IUpdater updater(double learningRate, @Nullable ISchedule schedule) {
    IUpdater result = updater.apply(learningRate);
    result.setLrAndSchedule(learningRate, schedule);
    return result;
  }

  /** Returns the optimizer's weight decay; to be added to the network's configuration. */
  public Optional<WeightDecay> weightDecay() {
    return this == ADAMW ? weightDecay(0.01) : Optional.empty();
  }

  /**
   * Returns PyTorch's {@code weight_decay} for this optimizer: AdamW takes it off the parameters,
   * the others add it to the gradient.
   *
   * @param coefficient at least 0; with 0 there is none
   */
  public Optional<WeightDecay> weightDecay(double coefficient) {
    if (coefficient == 0) {
      return Optional.empty();
    }
    return Optional.of(
        this == ADAMW ? WeightDecay.decoupled(coefficient) : WeightDecay.coupled(coefficient));
  }

  /** Finds the optimizer of this name. */
  @JsonCreator
  public static Optimizer of(String key) {
    return Arrays.stream(values())
        .filter(o -> o.key.equalsIgnoreCase(key.strip()))
        .findFirst()
        .orElseThrow(
            () -> new BadInputException("unknown optimizer '" + key + "'; there are " + keys()));
  }

  /** Lists all names, for help texts and messages. */
  public static String keys() {
    return Arrays.stream(values()).map(Optimizer::key).collect(Collectors.joining(", "));
  }
}
