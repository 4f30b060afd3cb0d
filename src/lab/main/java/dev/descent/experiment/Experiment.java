package dev.descent.experiment;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonSetter;
import com.fasterxml.jackson.annotation.Nulls;
import dev.descent.BadInputException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A training, written down: all that its result depends on, except the machine's kind of
 * arithmetic.
 *
 * @param data the data, as {@code --data} takes it
 * @param network the layers
 * @param loss what is made small
 * @param optimizer how
 * @param learningRate at the start, 0 or from {@link #LEAST_RATE} to {@link #MOST_RATE}
 * @param schedule how the rate changes
 * @param batchSize rows a step, at least 1
 * @param epochs times through the training part, at least 1
 * @param seed of the weights at the start, the order of the batches and dropout; at least 1, since
 *     DL4J is not reproducible with 0
 * @param weightDecay PyTorch's {@code weight_decay}, at least 0; null for the optimizer's own
 * @param settings the optimizer's settings by their names, those alone that are not its own
 */
public record Experiment(
    String data,
    Network network,
    Loss loss,
    Optimizer optimizer,
    double learningRate,
    Schedule schedule,
    int batchSize,
    int epochs,
    long seed,
    @Nullable Double weightDecay,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) @JsonSetter(nulls = Nulls.AS_EMPTY)
        Map<String, Double> settings) {

  /** A smaller rate is 0 to a network of 32-bit numbers. */
  public static final double LEAST_RATE = 1e-37;

  /** A larger rate is infinite to it. */
  public static final double MOST_RATE = 1e38;

  /** The same with the optimizer's own weight decay and settings. */
  public Experiment(
      String data,
      Network network,
      Loss loss,
      Optimizer optimizer,
      double learningRate,
      Schedule schedule,
      int batchSize,
      int epochs,
      long seed) {
    this(
        data,
        network,
        loss,
        optimizer,
        learningRate,
        schedule,
        batchSize,
        epochs,
        seed,
        null,
        Map.of());
  }

  /** The tutorial's training on this data: its network and loss, SGD, batches of 64, seed 1. */
  public static Experiment tutorial(String data, int epochs) {
    return new Experiment(
        data,
        Network.TUTORIAL,
        Loss.CROSS_ENTROPY,
        Optimizer.SGD,
        Optimizer.SGD.defaultRate(),
        Schedule.CONSTANT,
        64,
        epochs,
        1);
  }

  public Experiment {
    if (learningRate != 0 && !(learningRate >= LEAST_RATE && learningRate <= MOST_RATE)) {
      throw new BadInputException(
          "learning rate of "
              + optimizer.key()
              + " must be 0, or from 1e-37 to 1e38, as far as 32-bit numbers go, got "
              + learningRate);
    }
    if (weightDecay != null && !(weightDecay >= 0 && weightDecay <= MOST_RATE)) {
      throw new BadInputException("weight decay must be at least 0, got " + weightDecay);
    }
    if (batchSize < 1) {
      throw new BadInputException("batch size must be at least 1, got " + batchSize);
    }
    if (epochs < 1) {
      throw new BadInputException("epochs must be at least 1, got " + epochs);
    }
    if (seed < 1) {
      throw new BadInputException("seed must be at least 1, got " + seed);
    }
    settings = optimizer.changed(settings);
  }

  /** Makes the same experiment with another optimizer, its rate and settings, and another seed. */
  public Experiment with(
      Optimizer optimizer, double learningRate, Map<String, Double> settings, long seed) {
    return new Experiment(
        data,
        network,
        loss,
        optimizer,
        learningRate,
        schedule,
        batchSize,
        epochs,
        seed,
        weightDecay,
        settings);
  }

  /** Makes the same experiment with another network, schedule, batch size and weight decay. */
  public Experiment with(
      Network network, Schedule schedule, int batchSize, @Nullable Double weightDecay) {
    return new Experiment(
        data,
        network,
        loss,
        optimizer,
        learningRate,
        schedule,
        batchSize,
        epochs,
        seed,
        weightDecay,
        settings);
  }
}
