package dev.descent.experiment;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.BadInputException;
import dev.descent.experiment.OptimizerSetting.Range;
import dev.descent.updater.Adadelta;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import dev.descent.updater.WeightDecay;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  SGD(
      "sgd",
      "SGD",
      0.01,
      List.of(
          new OptimizerSetting(
              "momentum",
              "momentum",
              0.9,
              Range.AT_LEAST_ZERO,
              "How much of the last buffer is kept: 0 is plain SGD, 0.9 adds up about ten"
                  + " gradients.")),
      (rate, s) -> new SGD(rate, s[0])),

  /** SGD without momentum. */
  PLAIN_SGD("plain-sgd", "SGD (plain)", 0.01, List.of(), (rate, s) -> new SGD(rate)),

  /** β1 = 0.9, β2 = 0.999, ε = 1e-8. */
  ADAM("adam", "Adam", 0.001, ofAdam(), (rate, s) -> new Adam(rate, s[0], s[1], s[2])),

  /** Adam's settings, with weight decay 0.01, decoupled. */
  ADAMW("adamw", "AdamW", 0.001, ofAdam(), (rate, s) -> new Adam(rate, s[0], s[1], s[2])),

  /** α = 0.99, ε = 1e-8. */
  RMSPROP(
      "rmsprop",
      "RMSprop",
      0.001,
      List.of(
          new OptimizerSetting(
              "alpha",
              "α",
              0.99,
              Range.UP_TO_ONE,
              "How long the average of g² remembers: 1 / (1 − α) steps or so."),
          eps(1e-8)),
      (rate, s) -> new RMSprop(rate, s[0], s[1])),

  /** ε = 1e-10. */
  ADAGRAD(
      "adagrad", "Adagrad", 0.01, List.of(eps(1e-10)), (rate, s) -> new Adagrad(rate, 0, 0, s[0])),

  /**
   * ρ = 0.9, ε = 1e-6. Its step sizes come from its own averages, so it needs no rate set by hand;
   * PyTorch multiplies them by a rate all the same, 1 unless given.
   */
  ADADELTA(
      "adadelta",
      "Adadelta",
      1,
      List.of(
          new OptimizerSetting(
              "rho",
              "ρ",
              0.9,
              Range.UP_TO_ONE,
              "How long the averages of g² and of the steps remember: 1 / (1 − ρ) steps or so."),
          new OptimizerSetting(
              "eps",
              "ε",
              1e-6,
              Range.AT_LEAST_ZERO,
              "Stands for the first steps, whose average is 0 then: a larger ε starts faster.")),
      (rate, s) -> new Adadelta(rate, s[0], s[1]));

  /** A way to make an updater of the rate and a value for each setting, in their order. */
  private interface Maker {
    IUpdater make(double rate, double[] settings);
  }

  private final String key;
  private final String label;
  private final double defaultRate;
  private final List<OptimizerSetting> settings;
  private final Maker maker;

  Optimizer(
      String key, String label, double defaultRate, List<OptimizerSetting> settings, Maker maker) {
    this.key = key;
    this.label = label;
    this.defaultRate = defaultRate;
    this.settings = settings;
    this.maker = maker;
  }

  private static List<OptimizerSetting> ofAdam() {
    return List.of(
        new OptimizerSetting(
            "beta1",
            "β1",
            0.9,
            Range.BELOW_ONE,
            "How long the average of gradients remembers: it is what momentum is for SGD."),
        new OptimizerSetting(
            "beta2",
            "β2",
            0.999,
            Range.BELOW_ONE,
            "How long the average of g² remembers, by which each parameter's step is divided."),
        eps(1e-8));
  }

  private static OptimizerSetting eps(double own) {
    return new OptimizerSetting(
        "eps",
        "ε",
        own,
        Range.AT_LEAST_ZERO,
        "Keeps from a division by 0. Where it is far above √v, steps are in proportion to the"
            + " gradient, as SGD's.");
  }

  /** Returns the name on the command line and in files. */
  @JsonValue
  public String key() {
    return key;
  }

  /** Returns the name in figures and tables; of SGD with its own momentum. */
  public String title() {
    return this == SGD ? label + " (momentum 0.9)" : label;
  }

  /** Returns the name in figures and tables without any setting. */
  public String label() {
    return label;
  }

  /** Returns what can be set beside the learning rate. */
  public List<OptimizerSetting> settings() {
    return settings;
  }

  /** Returns the tutorial's learning rate, or PyTorch's where it names none. */
  public double defaultRate() {
    return defaultRate;
  }

  /** Makes the DL4J updater with the optimizer's own settings, see below. */
  public IUpdater updater(double learningRate, @Nullable ISchedule schedule) {
    return updater(learningRate, Map.of(), schedule);
  }

  /**
   * Makes the DL4J updater, without the weight decay that AdamW has: {@link #weightDecay} goes to
   * the network's configuration.
   *
   * @param learningRate the rate at the start
   * @param given settings by their names; the others are the optimizer's own
   * @param schedule how the rate goes on from there; null keeps it
   */
  public IUpdater updater(
      double learningRate, Map<String, Double> given, @Nullable ISchedule schedule) {
    double[] values =
        settings.stream().mapToDouble(s -> given.getOrDefault(s.name(), s.own())).toArray();
    IUpdater result = maker.make(learningRate, values);
    result.setLrAndSchedule(learningRate, schedule);
    return result;
  }

  /**
   * Returns those of some settings that are not the optimizer's own, in its order.
   *
   * @param given settings by their names
   * @throws BadInputException where the optimizer has no such setting, or a value is out of its
   *     range
   */
  public Map<String, Double> changed(Map<String, Double> given) {
    List<String> names = settings.stream().map(OptimizerSetting::name).toList();
    for (String name : given.keySet()) {
      if (!names.contains(name)) {
        throw new BadInputException(
            "%s has no %s; it has %s"
                .formatted(
                    key, name, names.isEmpty() ? "nothing to set" : String.join(", ", names)));
      }
    }
    Map<String, Double> changed = new LinkedHashMap<>();
    for (OptimizerSetting setting : settings) {
      Double value = given.getOrDefault(setting.name(), setting.own());
      setting.require(value == null ? Double.NaN : value, this);
      if (value != setting.own()) {
        changed.put(setting.name(), value);
      }
    }
    return Collections.unmodifiableMap(changed);
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
