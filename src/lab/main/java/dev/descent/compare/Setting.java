package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.Nearest;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Network;
import dev.descent.experiment.Schedule;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/** The settings of a training that a sweep can vary, by the names of their options. */
public enum Setting {
  LR("lr", "learning rate", "learningRate", true),
  BATCH_SIZE("batch-size", "batch size", "batchSize", true),
  HIDDEN("hidden", "hidden layers", "hidden", false),
  DROPOUT("dropout", "dropout", "dropout", true),
  SCHEDULE("schedule", "schedule", "schedule", false),
  WEIGHT_DECAY("weight-decay", "weight decay", "weightDecay", true);

  private final String key;
  private final String title;
  private final String field;
  private final boolean isNumber;

  Setting(String key, String title, String field, boolean isNumber) {
    this.key = key;
    this.title = title;
    this.field = field;
    this.isNumber = isNumber;
  }

  /** Returns its name in {@code --sweep} and in files. */
  public String key() {
    return key;
  }

  /** Returns the option that gives it one value. */
  public String option() {
    return "--" + key;
  }

  /** Returns its name in figures. */
  String title() {
    return title;
  }

  /** Returns its name among the settings of an experiment in JSON. */
  String field() {
    return field;
  }

  /** Tells if its values have an order. */
  boolean isNumber() {
    return isNumber;
  }

  /** Finds the setting of this name. */
  static Setting of(String name) {
    List<String> known = Arrays.stream(values()).map(Setting::key).toList();
    return Arrays.stream(values())
        .filter(setting -> setting.key.equalsIgnoreCase(name))
        .findFirst()
        .orElseThrow(
            () ->
                new BadInputException(
                    "unknown setting '%s'%s"
                        .formatted(
                            name,
                            Nearest.didYouMean(
                                name, known, "; there are " + String.join(", ", known)))));
  }

  /** Returns its value in an experiment. */
  Object of(Experiment e) {
    return switch (this) {
      case LR -> e.learningRate();
      case BATCH_SIZE -> e.batchSize();
      case HIDDEN -> e.network().hidden();
      case DROPOUT -> e.network().dropout();
      case SCHEDULE -> e.schedule();
      case WEIGHT_DECAY -> Objects.requireNonNull(e.weightDecay(), "the optimizer's own");
    };
  }

  /** Writes its value in an experiment as {@link #put} reads it. */
  String text(Experiment e) {
    return switch (this) {
      case LR, DROPOUT, WEIGHT_DECAY -> Format.rate((double) of(e));
      case BATCH_SIZE -> String.valueOf(e.batchSize());
      case HIDDEN -> e.network().sizesText();
      case SCHEDULE -> e.schedule().text();
    };
  }

  /**
   * Makes the experiment with this value.
   *
   * @throws BadInputException where the text is none, or the value out of its range
   */
  Experiment put(String text, Experiment e) {
    Network network = e.network();
    return switch (this) {
      case LR -> e.with(e.optimizer(), number(text), e.settings(), e.seed());
      case BATCH_SIZE -> e.with(network, e.schedule(), whole(text), e.weightDecay());
      case HIDDEN ->
          with(e, new Network(Network.sizes(text), network.dropout(), network.batchNorm()));
      case DROPOUT -> with(e, new Network(network.hidden(), share(text), network.batchNorm()));
      case SCHEDULE -> e.with(network, Schedule.parse(text), e.batchSize(), e.weightDecay());
      case WEIGHT_DECAY -> e.with(network, e.schedule(), e.batchSize(), number(text));
    };
  }

  private static Experiment with(Experiment e, Network network) {
    return e.with(network, e.schedule(), e.batchSize(), e.weightDecay());
  }

  /** Reads a number. */
  static double number(String text) {
    // Not what Java takes besides: 1f, 0x1p3, NaN.
    if (!text.matches("[-+]?([0-9]+\\.?[0-9]*|\\.[0-9]+)([eE][-+]?[0-9]+)?")) {
      throw new BadInputException("must be a number, got \"%s\"".formatted(text));
    }
    return Double.parseDouble(text);
  }

  private static int whole(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new BadInputException("must be a whole number, got \"%s\"".formatted(text), e);
    }
  }

  private static double share(String text) {
    double share = number(text);
    if (!(share >= 0 && share < 1)) {
      throw new BadInputException("must be at least 0 and below 1, got " + text);
    }
    return share;
  }

  /** Writes these settings of an experiment: {@code lr=0.01, batch-size=32}. */
  static String text(List<Setting> settings, Experiment e) {
    return settings.stream()
        .map(setting -> setting.key + "=" + setting.text(e))
        .collect(Collectors.joining(", "));
  }
}
