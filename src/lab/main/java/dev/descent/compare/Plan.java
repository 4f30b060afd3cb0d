package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What is compared with what.
 *
 * @param data as {@code --data} takes it
 * @param network the same for all
 * @param contenders the optimizers with their learning rates, in the order of tables and figures
 * @param schedule how the rates change, as {@code --schedule} takes it
 * @param batchSize rows a step
 * @param epochs times through the training part
 * @param seeds how many seeds: 1, 2, … up to this; a seed gives each optimizer the same weights at
 *     the start and the same batches
 * @param target validation accuracy whose first epoch is looked for, above 0, at most 1
 */
public record Plan(
    String data,
    Network network,
    List<Contender> contenders,
    String schedule,
    int batchSize,
    int epochs,
    int seeds,
    double target) {

  /** The schedule that keeps every rate as it is. */
  public static final String CONSTANT = "constant";

  /** One optimizer of the comparison. */
  public record Contender(Optimizer optimizer, double learningRate) {}

  public Plan {
    contenders = List.copyOf(contenders);
    if (contenders.isEmpty()) {
      throw new BadInputException(
          "at least one optimizer is needed; there are " + Optimizer.keys());
    }
    HashSet<Optimizer> seen = new HashSet<>();
    for (Contender contender : contenders) {
      if (!seen.add(contender.optimizer())) {
        throw new BadInputException("optimizer " + contender.optimizer().key() + " is named twice");
      }
    }
    if (seeds < 1) {
      throw new BadInputException("the number of seeds must be at least 1, got " + seeds);
    }
    if (!(target > 0 && target <= 1)) {
      throw new BadInputException("target accuracy must be above 0 and at most 1, got " + target);
    }
    // Reports a bad rate, schedule, batch size or number of epochs before anything is started.
    for (Contender contender : contenders) {
      experiment(data, network, contender, schedule, batchSize, epochs, 1);
    }
  }

  /** Every training of the comparison: all optimizers with seed 1 first, then with seed 2, … */
  public List<Experiment> experiments() {
    List<Experiment> all = new ArrayList<>();
    LongStream.rangeClosed(1, seeds)
        .forEach(seed -> contenders.forEach(contender -> all.add(experiment(contender, seed))));
    return all;
  }

  /** One training of the comparison; the seed may be beyond its seeds. */
  public Experiment experiment(Contender contender, long seed) {
    return experiment(data, network, contender, schedule, batchSize, epochs, seed);
  }

  private static Experiment experiment(
      String data,
      Network network,
      Contender contender,
      String schedule,
      int batchSize,
      int epochs,
      long seed) {
    return new Experiment(
        data,
        network,
        Loss.CROSS_ENTROPY,
        contender.optimizer(),
        contender.learningRate(),
        schedule,
        batchSize,
        epochs,
        seed);
  }

  /** The command that carries out this plan. */
  String command() {
    StringBuilder text = new StringBuilder("./descent compare --data ").append(quoted(data));
    text.append(" --optimizers ")
        .append(contenders.stream().map(c -> c.optimizer().key()).collect(Collectors.joining(",")));
    contenders.forEach(
        c ->
            text.append(" --lr ")
                .append(c.optimizer().key())
                .append('=')
                .append(Format.rate(c.learningRate())));
    if (!schedule.equals(CONSTANT)) {
      text.append(" --schedule ").append(quoted(schedule));
    }
    return text.append(" --seeds ")
        .append(seeds)
        .append(" --epochs ")
        .append(epochs)
        .append(" --batch-size ")
        .append(batchSize)
        .append(" --target ")
        .append(target)
        .toString();
  }

  /** As one word for the shell; the backslash of a Windows path may stand twice. */
  private static String quoted(String word) {
    return word.matches("[\\w.,:=/+@%-]+")
        ? word
        : '"' + word.replaceAll("[\\\\\"$`]", "\\\\$0") + '"';
  }

  /** The same plan with other learning rates. */
  Plan with(List<Contender> others) {
    return new Plan(data, network, others, schedule, batchSize, epochs, seeds, target);
  }
}
