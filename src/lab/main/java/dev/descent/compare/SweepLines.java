package dev.descent.compare;

import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.plot.Figure;
import dev.descent.plot.ParallelCoordinates;
import dev.descent.plot.ParallelCoordinates.Axis;
import dev.descent.plot.ParallelCoordinates.Line;
import dev.descent.plot.ParallelCoordinates.Tick;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** The points of a sweep as lines across an axis for each setting, and one for the measure. */
final class SweepLines {
  /** Lines at the same value are parted, the better ones above, by this share of the way. */
  private static final double APART = 0.55;

  private static final double MOST_APART = 0.11;
  private static final int MOST_TICKS = 12;

  /** Ticks of the measure are at least so far apart. */
  private static final double LEAST_GAP = 0.045;

  /** More lines are no longer told apart; of more, some are drawn, good and bad ones alike. */
  private static final int MOST_LINES = 2000;

  /** An axis, and the place of each point on it. */
  private record Coordinate(Axis axis, ToDoubleFunction<SweepPoint> place) {}

  private final Sweep sweep;
  private final SweepErrors errors;
  private final List<SweepPoint> points;
  private final int every;
  private final Map<Experiment, Integer> ranks = new HashMap<>();

  SweepLines(Sweep sweep, SweepErrors errors) {
    this.sweep = sweep;
    this.errors = errors;
    // Not those that the user did not wait for: they would look as if they had failed.
    List<SweepPoint> run =
        sweep.points().stream().filter(p -> !p.runs().isEmpty() || p.failed() > 0).toList();
    this.every = (run.size() + MOST_LINES - 1) / MOST_LINES;
    this.points =
        IntStream.range(0, run.size()).filter(i -> i % every == 0).mapToObj(run::get).toList();
    points.forEach(point -> ranks.put(point.first(), ranks.size()));
  }

  Figure draw(String title, String key) {
    List<Coordinate> coordinates = new ArrayList<>();
    List<Optimizer> optimizers = sweep.plan().optimizers();
    if (optimizers.size() > 1) {
      coordinates.add(
          values(
              "optimizer",
              optimizers.stream().map(Optimizer::key).toList(),
              p -> p.optimizer().key()));
    }
    for (SweepAxis axis : sweep.plan().axes()) {
      coordinates.add(coordinate(axis));
    }
    coordinates.add(measure());
    List<Line> lines =
        points.stream()
            .map(
                point ->
                    new Line(
                        coordinates.stream().map(c -> c.place().applyAsDouble(point)).toList(),
                        errors.goodness(point)))
            .toList();
    return ParallelCoordinates.draw(
        every == 1 ? title : "%s, 1 point of %d".formatted(title, every),
        key,
        coordinates.stream().map(Coordinate::axis).toList(),
        lines);
  }

  private Coordinate coordinate(SweepAxis axis) {
    String name = axis.setting().title();
    boolean isDrawn = axis.isRange() && !sweep.plan().isGrid();
    if (!isDrawn) {
      return values(name, axis.values(), point -> point.value(axis.setting()));
    }
    double from = Math.log(Setting.number(axis.values().get(0)));
    double to = Math.log(Setting.number(axis.values().get(axis.values().size() - 1)));
    List<Tick> ticks =
        labelled(axis.values().size())
            .mapToObj(axis.values()::get)
            .map(text -> new Tick((Math.log(Setting.number(text)) - from) / (to - from), text))
            .toList();
    return new Coordinate(
        new Axis(name, ticks),
        point -> (Math.log(point.first().learningRate()) - from) / (to - from));
  }

  /** Chooses the values of an axis that have a label. */
  private static IntStream labelled(int n) {
    int step = (n + MOST_TICKS - 1) / MOST_TICKS;
    return IntStream.range(0, n).filter(i -> i % step == 0);
  }

  /** Makes an axis of single values, the first one below, with the lines of each apart. */
  private Coordinate values(String name, List<String> values, Function<SweepPoint, String> value) {
    int n = values.size();
    List<Tick> ticks = labelled(n).mapToObj(i -> new Tick((i + 0.5) / n, values.get(i))).toList();
    double apart = Math.min(MOST_APART, APART / n);
    return new Coordinate(
        new Axis(name, ticks),
        point -> {
          double rank =
              0.5 - ranks.getOrDefault(point.first(), 0) / Math.max(1.0, points.size() - 1);
          return (values.indexOf(value.apply(point)) + 0.5) / n + apart * rank;
        });
  }

  /** Makes the axis of the measure: the best above. */
  private Coordinate measure() {
    Measure measure = errors.measure();
    List<Tick> ticks = new ArrayList<>();
    addTick(ticks, errors.best());
    addTick(ticks, errors.worst());
    double decade = Math.pow(10, Math.ceil(Math.log10(errors.worst())));
    for (; decade > errors.best() / 10; decade /= 10) {
      for (double digit : new double[] {1, 0.5, 0.2}) {
        addTick(ticks, decade * digit);
      }
    }
    return new Coordinate(new Axis(measure.title(), ticks), errors::goodness);
  }

  private void addTick(List<Tick> ticks, double error) {
    double place = errors.goodness(error);
    boolean isOutside = error > errors.worst() || error < errors.best();
    if (!isOutside && ticks.stream().allMatch(t -> Math.abs(t.place() - place) > LEAST_GAP)) {
      ticks.add(new Tick(place, label(error)));
    }
  }

  /** Writes 99.95 %, which a table rounds. */
  private String label(double error) {
    Measure measure = errors.measure();
    return measure.isAccuracy()
        ? Format.percent(new BigDecimal(1 - error, new MathContext(4)).doubleValue())
        : measure.text(error);
  }
}
