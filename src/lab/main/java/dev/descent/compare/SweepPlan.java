package dev.descent.compare;

import static java.util.stream.Collectors.joining;
import static java.util.stream.Collectors.toSet;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.descent.BadInputException;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/**
 * A sweep to be carried out: a comparison at each of many points, which are values of some
 * settings. A point is the same for every optimizer and every seed.
 *
 * @param base the comparison; its settings give way to those of each point
 * @param axes the settings that are swept, each once
 * @param draws how many points are drawn at random; 0 for a grid, which has them all
 */
public record SweepPlan(Plan base, List<SweepAxis> axes, int draws) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** The draws of every sweep: the same K first, however many follow. */
  private static final long SEED = 1;

  /** A point that was there before is drawn again; after so many in a row there are no others. */
  private static final int MOST_AGAIN = 10_000;

  public SweepPlan {
    axes = List.copyOf(axes);
    if (draws < 0) {
      throw new BadInputException("--draws must be at least 1, got " + draws);
    }
    double grid =
        axes.stream().mapToDouble(axis -> axis.values().size()).reduce(1, (a, b) -> a * b);
    boolean isFinite = axes.stream().noneMatch(SweepAxis::isRange);
    if (isFinite && draws > grid) {
      throw new BadInputException(
          "--draws must be at most %.0f, as there are no more points, got %d"
              .formatted(grid, draws));
    }
    double points = draws > 0 ? draws : grid;
    Plan.requireEpochs(
        points,
        "%s points, ".formatted(Format.number(points, 0)),
        base.contenders().size(),
        base.seeds(),
        base.template().epochs());
    // Reports a value that one of the optimizers cannot take before anything is started.
    for (SweepAxis axis : axes) {
      for (String value : axis.values()) {
        base.contenders().forEach(c -> axis.setting().put(value, base.experiment(c, 1)));
      }
    }
  }

  /**
   * Makes the plan of these texts.
   *
   * @param texts as {@code --sweep} takes them
   */
  public static SweepPlan of(Plan base, List<String> texts, int draws) {
    return new SweepPlan(base, SweepAxis.parse(texts, base.template()), draws);
  }

  /** Lists the settings that are swept. */
  List<Setting> settings() {
    return axes.stream().map(SweepAxis::setting).toList();
  }

  /** Tells if there is every combination of the values. */
  boolean isGrid() {
    return draws == 0;
  }

  /** Lists the points, each as the values of the axes. */
  List<List<String>> points() {
    if (!isGrid()) {
      return drawn();
    }
    List<List<String>> points = List.of(List.of());
    for (SweepAxis axis : axes) {
      points =
          points.stream()
              .flatMap(point -> axis.values().stream().map(value -> with(point, value)))
              .toList();
    }
    return points;
  }

  private static List<String> with(List<String> point, String value) {
    List<String> longer = new ArrayList<>(point);
    longer.add(value);
    return List.copyOf(longer);
  }

  private List<List<String>> drawn() {
    Random random = new Random(SEED);
    Set<List<String>> points = new LinkedHashSet<>();
    for (int again = 0; points.size() < draws; again++) {
      if (points.add(axes.stream().map(axis -> axis.draw(random)).toList())) {
        again = 0;
      } else if (again == MOST_AGAIN) {
        throw new BadInputException(
            "--draws must be at most about %d, as there are hardly more points, got %d"
                .formatted(points.size(), draws));
      }
    }
    return List.copyOf(points);
  }

  /** Lists every point with every optimizer, as experiments with the first seed. */
  List<Experiment> firsts() {
    List<Experiment> firsts = new ArrayList<>();
    for (List<String> point : points()) {
      for (Plan.Contender contender : base.contenders()) {
        Experiment experiment = base.experiment(contender, 1);
        for (int i = 0; i < point.size(); i++) {
          experiment = axes.get(i).setting().put(point.get(i), experiment);
        }
        firsts.add(experiment);
      }
    }
    return firsts;
  }

  /** Lists every training: all points with seed 1, then with seed 2, … */
  public List<Experiment> experiments() {
    List<Experiment> firsts = firsts();
    List<Experiment> all = new ArrayList<>();
    for (long seed = 1; seed <= base.seeds(); seed++) {
      for (Experiment first : firsts) {
        all.add(first.with(first.optimizer(), first.learningRate(), first.settings(), seed));
      }
    }
    return all;
  }

  /** Lists the optimizers in their order. */
  List<Optimizer> optimizers() {
    return base.contenders().stream().map(Plan.Contender::optimizer).toList();
  }

  /**
   * Returns the plan as {@code results.json} has it: that of the comparison, with null for what is
   * swept, and the axes.
   */
  @JsonValue
  JsonNode json() {
    ObjectNode plan = JSON.valueToTree(base);
    ArrayNode sweep = JSON.createArrayNode();
    for (SweepAxis axis : axes) {
      Setting setting = axis.setting();
      plan.findParents(setting.field())
          .forEach(parent -> ((ObjectNode) parent).putNull(setting.field()));
      ObjectNode entry = sweep.addObject();
      entry.put("setting", setting.key());
      ArrayNode values = entry.putArray("values");
      axis.values().forEach(text -> values.addPOJO(setting.of(setting.put(text, base.template()))));
      entry.put("range", axis.isRange());
    }
    plan.set("sweep", sweep);
    plan.put("draws", isGrid() ? null : (Integer) draws);
    return plan;
  }

  /** Writes the command that carries out this plan. */
  String command() {
    Set<String> swept = settings().stream().map(Setting::option).collect(toSet());
    String sweep = axes.stream().map(SweepAxis::text).collect(joining(","));
    return base.command(swept)
        + " --sweep "
        + Plan.quoted(sweep)
        + (isGrid() ? "" : " --draws " + draws);
  }
}
