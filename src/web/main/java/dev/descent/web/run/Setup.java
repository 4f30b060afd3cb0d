package dev.descent.web.run;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonAnySetter;
import dev.descent.BadInputException;
import dev.descent.compare.Plan;
import dev.descent.data.DataSource;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Schedule;
import dev.descent.report.SafeText;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an experiment as the Lab's form has them, in the words of {@code descent
 * compare}.
 *
 * @param name as its maker calls it; null for one made of the settings
 * @param data one of the Lab's sources
 * @param hidden sizes of the hidden layers, such as {@code 256,128}, or {@code none}
 * @param dropout share of each hidden layer's outputs that is dropped
 * @param batchNorm whether each hidden layer is normalised over the batch
 * @param weightDecay of all optimizers; null for each one's own
 * @param optimizers those compared
 * @param loss null for the one that follows from the data
 * @param schedule how the rates change
 * @param seeds how many: 1, 2, …
 */
public record Setup(
    @CanBeNull @Nullable String name,
    String data,
    String hidden,
    double dropout,
    boolean batchNorm,
    @CanBeNull @Nullable Double weightDecay,
    @CanBeNull @Nullable String loss,
    List<Contender> optimizers,
    String schedule,
    int batchSize,
    int epochs,
    int seeds) {
  /** The most that the Lab takes at once: a page must stay quick, and a click cheap. */
  public record Limits(int epochs, int seeds, int trainings, int layers, int units, int batch) {}

  /** The Lab's limits. */
  public static final Limits LIMITS = new Limits(200, 10, 40, 5, 1024, 1024);

  private static final int LONGEST_NAME = 80;
  private static final double TARGET = 0.95; // as compare has it

  /**
   * An optimizer with its learning rate.
   *
   * @param settings others by their names, which stand beside the rate
   */
  public record Contender(
      String key, double rate, @JsonAnySetter @JsonAnyGetter Map<String, Double> settings) {
    public Contender {
      settings = Collections.unmodifiableMap(new TreeMap<>(settings));
    }
  }

  /**
   * Makes the plan.
   *
   * @param sources the data that there are
   * @throws BadInputException where a setting breaks its rule; the message names it
   */
  public Plan plan(List<String> sources) {
    require(sources.contains(data), "data must be one of " + sources + ", got " + data);
    require(
        !optimizers.isEmpty()
            && optimizers.size() <= Optimizer.values().length
            && optimizers.stream().allMatch(it -> it != null && it.key() != null),
        "optimizers must be 1 to %d, each with its key, got %d"
            .formatted(Optimizer.values().length, optimizers.size()));
    between("epochs", epochs, LIMITS.epochs());
    between("seeds", seeds, LIMITS.seeds());
    between("batch size", batchSize, LIMITS.batch());
    require(
        seeds * optimizers.size() <= LIMITS.trainings(),
        "optimizers × seeds must be at most %d trainings, got %d × %d"
            .formatted(LIMITS.trainings(), optimizers.size(), seeds));
    require(
        name == null || name.codePointCount(0, name.length()) <= LONGEST_NAME,
        "a name must have at most " + LONGEST_NAME + " letters");
    List<Plan.Contender> contenders =
        optimizers.stream()
            .map(one -> new Plan.Contender(Optimizer.of(one.key()), one.rate(), one.settings()))
            .toList();
    boolean isRegression = DataSource.parse(data).isRegression();
    Experiment template =
        new Experiment(
            data,
            network(),
            loss(isRegression),
            contenders.get(0).optimizer(),
            contenders.get(0).learningRate(),
            Schedule.parse(schedule.strip()),
            batchSize,
            epochs,
            1,
            weightDecay,
            Map.of());
    return new Plan(template, contenders, seeds, isRegression ? Double.NaN : TARGET);
  }

  private Loss loss(boolean isRegression) {
    try {
      return Loss.of(loss, isRegression);
    } catch (BadInputException e) {
      throw new BadInputException("loss " + e.getMessage(), e);
    }
  }

  private Network network() {
    List<Integer> sizes;
    try {
      sizes = Network.sizes(hidden);
    } catch (BadInputException e) {
      throw new BadInputException("hidden layers " + e.getMessage(), e);
    }
    require(
        sizes.size() <= LIMITS.layers() && sizes.stream().allMatch(size -> size <= LIMITS.units()),
        "hidden layers must be at most %d of at most %d units, got %s"
            .formatted(LIMITS.layers(), LIMITS.units(), hidden));
    require(dropout >= 0 && dropout < 1, "dropout must be at least 0 and below 1, got " + dropout);
    return new Network(sizes, dropout, batchNorm);
  }

  /** The name, or one made of the settings. */
  String title(Plan plan) {
    String given = name == null ? "" : SafeText.line(name);
    if (!given.isEmpty()) {
      return given;
    }
    List<String> titles =
        plan.contenders().stream()
            .map(it -> it.optimizer().title().replaceFirst(" \\(.*", ""))
            .distinct()
            .toList();
    return String.join(", ", titles) + " on " + dataName();
  }

  /** The data in a word or two: of a file its name, without its folder and its options. */
  private String dataName() {
    String kind = data.replaceFirst(":.*", "");
    return kind.equals("csv")
        ? data.replaceFirst("^csv:", "").replaceFirst(",.*", "").replaceFirst("^.*[/\\\\](?=.)", "")
        : kind;
  }

  private static void between(String name, int value, int most) {
    require(
        value >= 1 && value <= most,
        "%s must be from 1 to %d, got %d".formatted(name, most, value));
  }

  private static void require(boolean holds, String message) {
    if (!holds) {
      throw new BadInputException(message);
    }
  }
}
