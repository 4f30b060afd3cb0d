package dev.descent.landscape;

import dev.descent.BadInputException;
import dev.descent.experiment.Optimizer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.nd4j.linalg.learning.config.IUpdater;

/** An optimizer that walks over a surface: the updater that trains networks, with its settings. */
public enum Walker {
  SGD("sgd", "SGD", Optimizer.PLAIN_SGD, 0.01, "The step is this share of the gradient.", Map.of()),

  // Without a momentum there is no buffer, as PyTorch has none then.
  MOMENTUM(
      "momentum",
      "SGD with momentum",
      Optimizer.SGD,
      0.01,
      "The step is this share of the buffer b.",
      Map.of("momentum_buffer", "b")),

  ADAGRAD(
      "adagrad",
      "Adagrad",
      Optimizer.ADAGRAD,
      0.01,
      "The length of the first step; later ones shrink as v grows.",
      Map.of("sum", "v")),

  ADADELTA(
      "adadelta",
      "Adadelta",
      Optimizer.ADADELTA,
      1,
      "A factor on steps that find their size themselves; 1 in the paper.",
      Map.of("square_avg", "v", "acc_delta", "u")),

  RMSPROP(
      "rmsprop",
      "RMSprop",
      Optimizer.RMSPROP,
      0.01,
      "About the length of a step in each parameter.",
      Map.of("square_avg", "v")),

  ADAM(
      "adam",
      "Adam",
      Optimizer.ADAM,
      0.001,
      "About the length of a step in each parameter, at the start exactly.",
      Map.of("exp_avg", "m", "exp_avg_sq", "v"));

  private final String key;
  private final String title;
  private final Optimizer optimizer;
  private final List<Setting> settings;
  private final Map<String, String> symbols;

  Walker(
      String key,
      String title,
      Optimizer optimizer,
      double rate,
      String rateSays,
      Map<String, String> symbols) {
    this.key = key;
    this.title = title;
    this.optimizer = optimizer;
    this.settings =
        Stream.concat(
                Stream.of(Setting.rate(rate, rateSays)),
                optimizer.settings().stream().map(Setting::of))
            .toList();
    this.symbols = symbols;
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
    Map<String, Double> values = checked(given);
    double rate = Objects.requireNonNull(values.get(rate().key()));
    return optimizer.updater(rate, values, null);
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
