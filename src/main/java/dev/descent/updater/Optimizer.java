package dev.descent.updater;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.descent.BadInputException;
import java.util.Arrays;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.nd4j.linalg.learning.config.AdaDelta;
import org.nd4j.linalg.learning.config.Adam;
import org.nd4j.linalg.learning.config.IUpdater;
import org.nd4j.linalg.learning.config.RmsProp;
import org.nd4j.linalg.learning.config.Sgd;
import org.nd4j.linalg.schedule.ISchedule;

/**
 * The optimizers of the document by the names used on the command line, with its settings or, where
 * it names none, PyTorch's defaults. SGD's steps are PyTorch's. The others are DL4J's own classes:
 * Adam puts ε elsewhere, RMSprop and Adagrad start their averages above 0.
 */
public enum Optimizer {
  /** SGD with momentum 0.9, as the document's example. */
  SGD("sgd", "SGD (momentum 0.9)", 0.01, rate -> new Momentum(rate, 0.9)),

  /** SGD without momentum. */
  PLAIN_SGD("plain-sgd", "SGD (plain)", 0.01, Sgd::new),

  /** β1 = 0.9, β2 = 0.999, ε = 1e-8. */
  ADAM("adam", "Adam", 0.001, rate -> new Adam(rate, 0.9, 0.999, 1e-8)),

  /** α = 0.99, ε = 1e-8. */
  RMSPROP("rmsprop", "RMSprop", 0.001, rate -> new RmsProp(rate, 0.99, 1e-8)),

  /** ε = 1e-10. */
  ADAGRAD("adagrad", "Adagrad", 0.01, rate -> new Adagrad(rate, 1e-10)),

  /** ρ = 0.9, ε = 1e-6; it has no learning rate to set. */
  ADADELTA("adadelta", "Adadelta", null, rate -> new AdaDelta(0.9, 1e-6));

  private final String key;
  private final String title;
  private final Double defaultRate;
  private final Function<Double, IUpdater> updater;

  Optimizer(String key, String title, Double defaultRate, Function<Double, IUpdater> updater) {
    this.key = key;
    this.title = title;
    this.defaultRate = defaultRate;
    this.updater = updater;
  }

  /** The name on the command line and in files. */
  @JsonValue
  public String key() {
    return key;
  }

  /** The name in figures and tables. */
  public String title() {
    return title;
  }

  /** The document's learning rate, or PyTorch's where it names none; null for Adadelta. */
  public Double defaultRate() {
    return defaultRate;
  }

  /** False for Adadelta, whose step sizes come from its own averages. */
  public boolean hasLearningRate() {
    return defaultRate != null;
  }

  /**
   * The DL4J updater.
   *
   * @param learningRate the rate at the start; null for Adadelta, which has none
   * @param schedule how the rate goes on from there; null keeps it
   */
  public IUpdater updater(Double learningRate, ISchedule schedule) {
    IUpdater made = updater.apply(learningRate);
    if (schedule != null && hasLearningRate()) {
      made.setLrAndSchedule(learningRate, schedule);
    }
    return made;
  }

  /** The optimizer of this name. */
  @JsonCreator
  public static Optimizer of(String key) {
    return Arrays.stream(values())
        .filter(o -> o.key.equalsIgnoreCase(key.strip()))
        .findFirst()
        .orElseThrow(
            () -> new BadInputException("unknown optimizer '" + key + "'; there are " + keys()));
  }

  /** All names, for help texts and messages. */
  public static String keys() {
    return Arrays.stream(values()).map(Optimizer::key).collect(Collectors.joining(", "));
  }
}
