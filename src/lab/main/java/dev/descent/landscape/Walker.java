package dev.descent.landscape;

import dev.descent.BadInputException;
import dev.descent.updater.Adadelta;
import dev.descent.updater.Adagrad;
import dev.descent.updater.Adam;
import dev.descent.updater.RMSprop;
import dev.descent.updater.SGD;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nd4j.linalg.learning.config.IUpdater;

/** An optimizer that walks over a surface: the updater that trains networks, with its settings. */
public enum Walker {
  SGD(
      "sgd",
      "SGD",
      List.of(Setting.rate(0.01, "The step is this share of the gradient.")),
      Map.of(),
      s -> new SGD(s[0])),

  MOMENTUM(
      "momentum",
      "SGD with momentum",
      List.of(
          Setting.rate(0.01, "The step is this share of the buffer b."),
          Setting.decay(
              "momentum",
              "momentum μ",
              0.9,
              "How much of the last buffer is kept: 0 is SGD, 0.9 adds up about ten gradients.")),
      Map.of("momentum_buffer", "b"),
      // SGD has no buffer where the momentum is 0, as PyTorch's.
      s -> new SGD(s[0], s[1])),

  ADAGRAD(
      "adagrad",
      "Adagrad",
      List.of(
          Setting.rate(0.01, "The length of the first step; later ones shrink as v grows."),
          eps(1e-10)),
      Map.of("sum", "v"),
      s -> new Adagrad(s[0], 0, 0, s[1])),

  ADADELTA(
      "adadelta",
      "Adadelta",
      List.of(
          Setting.rate(1, "A factor on steps that find their size themselves; 1 in the paper."),
          Setting.decay(
              "rho",
              "ρ",
              0.9,
              "How long the averages of g² and of the steps remember: 1 / (1 − ρ) steps or so."),
          Setting.eps(
              1e-6, "Stands for the first steps, as u is 0 then: a larger ε starts faster.")),
      Map.of("square_avg", "v", "acc_delta", "u"),
      s -> new Adadelta(s[0], s[1], s[2])),

  RMSPROP(
      "rmsprop",
      "RMSprop",
      List.of(
          Setting.rate(0.01, "About the length of a step in each parameter."),
          Setting.decay(
              "alpha", "α", 0.99, "How long the average of g² remembers: 1 / (1 − α) steps or so."),
          eps(1e-8)),
      Map.of("square_avg", "v"),
      s -> new RMSprop(s[0], s[1], s[2])),

  ADAM(
      "adam",
      "Adam",
      List.of(
          Setting.rate(
              0.001, "About the length of a step in each parameter, at the start exactly."),
          Setting.decay(
              "beta1",
              "β1",
              0.9,
              "How long the average of gradients remembers: it is what momentum is for SGD."),
          Setting.decay(
              "beta2",
              "β2",
              0.999,
              "How long the average of g² remembers, by which each parameter's step is divided."),
          eps(1e-8)),
      Map.of("exp_avg", "m", "exp_avg_sq", "v"),
      s -> new Adam(s[0], s[1], s[2], s[3], false));

  private final String key;
  private final String title;
  private final List<Setting> settings;
  private final Map<String, String> symbols;
  private final Function<double[], IUpdater> updater; // of values in the settings' order

  Walker(
      String key,
      String title,
      List<Setting> settings,
      Map<String, String> symbols,
      Function<double[], IUpdater> updater) {
    this.key = key;
    this.title = title;
    this.settings = settings;
    this.symbols = symbols;
    this.updater = updater;
  }

  private static Setting eps(double standard) {
    return Setting.eps(
        standard,
        "Keeps from a division by 0. Where it is far above √v, steps are in proportion to the"
            + " gradient, as SGD's.");
  }

  /** Returns its name in requests and addresses. */
  public String key() {
    return key;
  }

  /** Returns its name for people. */
  public String title() {
    return title;
  }

  /** Returns its settings, the learning rate first. */
  public List<Setting> settings() {
    return settings;
  }

  /** Returns the setting that is its learning rate. */
  public Setting rate() {
    return settings.get(0);
  }

  /** Returns the letter, in formulas, of a part of the state that has this name in PyTorch. */
  String symbol(String part) {
    return Objects.requireNonNull(symbols.get(part), part);
  }

  /**
   * Makes the DL4J updater.
   *
   * @param given values by the settings' keys; others have their standard
   * @throws BadInputException where a value is not in its bounds, or no setting has its key
   */
  IUpdater updater(Map<String, Double> given) {
    return updater.apply(checked(given).values().stream().mapToDouble(v -> v).toArray());
  }

  /** Returns a value for each setting, in their order. */
  Map<String, Double> checked(Map<String, Double> given) {
    Map<String, Double> values = new LinkedHashMap<>();
    for (Setting setting : settings) {
      Double value = given.getOrDefault(setting.key(), setting.standard());
      values.put(setting.key(), setting.checked(value == null ? Double.NaN : value, this));
    }
    for (String name : given.keySet()) {
      if (!values.containsKey(name)) {
        throw new BadInputException(
            "settings of " + key + " must be of " + values.keySet() + ", got " + name);
      }
    }
    return values;
  }

  /** Finds the walker of this key. */
  public static Walker of(String key) {
    return Arrays.stream(values())
        .filter(walker -> walker.key.equals(key))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "walker must be one of "
                        + Arrays.stream(values()).map(Walker::key).collect(Collectors.joining(", "))
                        + ", got "
                        + key));
  }
}
