package dev.descent.compare;

import static java.util.stream.Collectors.joining;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.BadInputException;
import dev.descent.data.DataSource;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Schedule;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.LongStream;
import java.util.stream.Stream;

/**
 * A comparison to be carried out: an experiment with each of several optimizers and seeds.
 *
 * @param template all that they share; its optimizer with rate and settings, and its seed give way
 *     to those of each training
 * @param contenders the optimizers with their rates and settings, in the order of tables and
 *     figures
 * @param seeds how many seeds: 1, 2, … up to this; a seed gives each optimizer the same weights at
 *     the start and the same batches
 * @param target validation accuracy whose first epoch is looked for, above 0, at most 1; NaN where
 *     a number is predicted
 */
public record Plan(Experiment template, List<Contender> contenders, int seeds, double target) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Each epoch of each training is kept until the end, and written down. */
  private static final long MOST_EPOCHS = 1_000_000;

  /**
   * An optimizer of the comparison.
   *
   * @param settings those that are not the optimizer's own, by their names
   */
  public record Contender(
      Optimizer optimizer,
      double learningRate,
      @JsonInclude(JsonInclude.Include.NON_EMPTY) Map<String, Double> settings) {
    /** An optimizer with its own settings. */
    public Contender(Optimizer optimizer, double learningRate) {
      this(optimizer, learningRate, Map.of());
    }

    public Contender {
      settings = optimizer.changed(settings);
    }

    /** Returns that of a training. */
    public static Contender of(Experiment e) {
      return new Contender(e.optimizer(), e.learningRate(), e.settings());
    }

    /** Makes the same with another learning rate. */
    Contender with(double rate) {
      return new Contender(optimizer, rate, settings);
    }

    /**
     * Returns the name in figures and tables, with the settings that are not the optimizer's own.
     */
    public String title() {
      return settings.isEmpty()
          ? optimizer.title()
          : optimizer.settings().stream()
              .filter(setting -> settings.containsKey(setting.name()))
              .map(s -> s.letter() + " " + Format.rate(settings.getOrDefault(s.name(), s.own())))
              .collect(joining(", ", optimizer.label() + " (", ")"));
    }
  }

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
    requireEpochs(1, "", contenders.size(), seeds, template.epochs());
    boolean isAccuracy = !isRegression(template);
    if (isAccuracy ? !(target > 0 && target <= 1) : !Double.isNaN(target)) {
      throw new BadInputException(
          isAccuracy
              ? "target accuracy must be above 0 and at most 1, got " + target
              : "a target is an accuracy, and "
                  + template.data()
                  + " predicts a number, got "
                  + target);
    }
    // Reports a bad rate before anything is started.
    for (Contender contender : contenders) {
      experiment(template, contender, 1);
    }
  }

  private static boolean isRegression(Experiment template) {
    return DataSource.parse(template.data()).isRegression();
  }

  private static Experiment experiment(Experiment template, Contender contender, long seed) {
    return template.with(
        contender.optimizer(), contender.learningRate(), contender.settings(), seed);
  }

  /**
   * Refuses what is too much to be kept.
   *
   * @param times how often all of it is trained
   * @param what that is in words, for the beginning of the message
   */
  static void requireEpochs(double times, String what, int contenders, int seeds, int epochs) {
    double all = times * seeds * contenders * epochs;
    if (all > MOST_EPOCHS) {
      throw new BadInputException(
          String.format(
              Locale.ROOT,
              "%s%d optimizers, %d seeds and %d epochs are %,.0f epochs in all; at most %,d are kept"
                  + " and written down",
              what,
              contenders,
              seeds,
              epochs,
              all,
              MOST_EPOCHS));
    }
  }

  /** Lists every training of the comparison: all optimizers with seed 1, then with seed 2, … */
  public List<Experiment> experiments() {
    List<Experiment> all = new ArrayList<>();
    LongStream.rangeClosed(1, seeds)
        .forEach(seed -> contenders.forEach(contender -> all.add(experiment(contender, seed))));
    return all;
  }

  /** Makes a training of the comparison; the seed may be beyond its seeds. */
  public Experiment experiment(Contender contender, long seed) {
    return experiment(template, contender, seed);
  }

  /** Lists the names of the optimizers in figures and tables. */
  List<String> titles() {
    return contenders.stream().map(Contender::title).toList();
  }

  /** Returns the name of one of its optimizers in figures and tables. */
  String title(Optimizer optimizer) {
    return contenders.stream()
        .filter(contender -> contender.optimizer() == optimizer)
        .findFirst()
        .map(Contender::title)
        .orElseThrow();
  }

  /** Tells if the loss is the one that follows from the data. */
  private boolean hasOwnLoss() {
    return template.loss() == Loss.of(null, isRegression(template));
  }

  /** Tells if an accuracy is looked for. */
  boolean hasTarget() {
    return !Double.isNaN(target);
  }

  /** Tells if the learning rates may change in the course of a training. */
  boolean isScheduled() {
    return !template.schedule().equals(Schedule.CONSTANT);
  }

  /**
   * Returns the plan as {@code results.json} has it: the template's settings, with the contenders
   * in place of its optimizer, and the number of seeds in place of its seed. The loss is left out
   * where it follows from the data.
   */
  @JsonValue
  Map<String, Object> json() {
    Map<String, Object> settings =
        JSON.convertValue(template, new TypeReference<LinkedHashMap<String, Object>>() {});
    Map<String, Object> plan = new LinkedHashMap<>();
    settings.forEach(
        (name, value) -> {
          switch (name) {
            case "learningRate", "settings" -> {}
            case "loss" -> {
              if (!hasOwnLoss()) {
                plan.put(name, value);
              }
            }
            case "optimizer" -> plan.put("contenders", contenders);
            case "seed" -> plan.put("seeds", seeds);
            default -> plan.put(name, value);
          }
        });
    plan.put("target", hasTarget() ? (Double) target : null);
    return plan;
  }

  /** Writes the command that carries out this plan. */
  public String command() {
    return command(Set.of());
  }

  /** Writes the same command without some of its options. */
  String command(Set<String> without) {
    List<String> words = new ArrayList<>(List.of("./descent", "compare"));
    options()
        .filter(option -> !without.contains(option.name()))
        .forEach(option -> words.addAll(option.words()));
    return String.join(" ", words);
  }

  /** An option of the command; blank where it has no value. */
  private record Option(String name, String value) {
    List<String> words() {
      return value.isBlank() ? List.of(name) : List.of(name, quoted(value));
    }
  }

  private Stream<Option> options() {
    Stream.Builder<Option> options = Stream.builder();
    options.add(new Option("--data", template.data()));
    Network network = template.network();
    if (!network.hidden().equals(Network.TUTORIAL.hidden())) {
      options.add(new Option("--hidden", network.sizesText()));
    }
    if (network.dropout() > 0) {
      options.add(new Option("--dropout", String.valueOf(network.dropout())));
    }
    if (network.batchNorm()) {
      options.add(new Option("--batch-norm", ""));
    }
    if (!hasOwnLoss()) {
      options.add(new Option("--loss", template.loss().key()));
    }
    Double decay = template.weightDecay();
    if (decay != null) {
      options.add(new Option("--weight-decay", String.valueOf(decay)));
    }
    options.add(
        new Option(
            "--optimizers",
            contenders.stream().map(c -> c.optimizer().key()).collect(joining(","))));
    for (Contender contender : contenders) {
      String rate = Format.rate(contender.learningRate());
      options.add(new Option("--lr", contender.optimizer().key() + "=" + rate));
    }
    for (Contender contender : contenders) {
      contender
          .settings()
          .forEach(
              (name, value) ->
                  options.add(
                      new Option(
                          "--set",
                          "%s.%s=%s"
                              .formatted(contender.optimizer().key(), name, Format.rate(value)))));
    }
    if (isScheduled()) {
      options.add(new Option("--schedule", template.schedule().text()));
    }
    options.add(new Option("--seeds", String.valueOf(seeds)));
    options.add(new Option("--epochs", String.valueOf(template.epochs())));
    options.add(new Option("--batch-size", String.valueOf(template.batchSize())));
    if (hasTarget()) {
      options.add(new Option("--target", String.valueOf(target)));
    }
    return options.build();
  }

  /** Writes a word for the shell; the backslash of a Windows path may stand twice. */
  static String quoted(String word) {
    return word.matches("[\\w.,:=/+@%-]+")
        ? word
        : '"' + word.replaceAll("[\\\\\"$`]", "\\\\$0") + '"';
  }

  /** Makes the same plan with other learning rates. */
  Plan with(List<Contender> others) {
    return new Plan(template, others, seeds, target);
  }
}
