package dev.descent.compare;

import dev.descent.compare.Experiments.Failure;
import dev.descent.compare.Experiments.Outcome;
import dev.descent.compare.Plan.Contender;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.experiment.Schedule;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;

/** Plans and results made up for tests; nothing is trained. */
final class Sample {
  /** The accuracy of always saying the first class: below what any made-up run has. */
  static final double BASELINE = 0.15;

  private Sample() {}

  static Plan plan(int epochs, int seeds, Optimizer... optimizers) {
    return plan("constant", epochs, seeds, optimizers);
  }

  static Plan plan(String schedule, int epochs, int seeds, Optimizer... optimizers) {
    Experiment template =
        new Experiment(
            "moons:200",
            Network.TUTORIAL,
            Loss.CROSS_ENTROPY,
            Optimizer.PLAIN_SGD,
            0.5,
            Schedule.parse(schedule),
            16,
            epochs,
            9);
    return new Plan(
        template,
        Arrays.stream(optimizers).map(o -> new Contender(o, o.defaultRate())).toList(),
        seeds,
        0.9);
  }

  /**
   * Makes a run with these validation accuracies, epoch by epoch, and this accuracy on the test
   * part.
   */
  static Run run(Experiment experiment, double testAccuracy, double... validation) {
    List<Epoch> epochs = new ArrayList<>();
    for (int i = 0; i < validation.length; i++) {
      epochs.add(
          new Epoch(
              i + 1,
              1.0 / (i + 1) + experiment.seed() / 100.0,
              1.1 / (i + 1),
              validation[i],
              rate(experiment, i),
              0.5 + i,
              0.25));
    }
    int right = (int) Math.round(100 * testAccuracy);
    int[][] confusion = {{right, 100 - right}, {0, 0}};
    return new Run(experiment, epochs, 0.3, testAccuracy, confusion, "0".repeat(64), "ND4J CPU");
  }

  private static double rate(Experiment experiment, int epoch) {
    double start = experiment.learningRate();
    return experiment.schedule().formula(start).map(f -> f.valueAt(0, epoch)).orElse(start);
  }

  /** Makes all runs of a plan, the accuracies rising towards 1 with every epoch. */
  static List<Run> runs(Plan plan) {
    return plan.experiments().stream().map(e -> run(plan, e)).toList();
  }

  static Run run(Plan plan, Experiment experiment) {
    double slow = 1 + experiment.optimizer().ordinal() + 0.1 * experiment.seed();
    double[] accuracies =
        IntStream.rangeClosed(1, plan.template().epochs())
            .mapToDouble(i -> 1 - slow / (i + slow))
            .toArray();
    return run(experiment, 0.9 - slow / 100, accuracies);
  }

  static Comparison.Data data(String... classes) {
    List<Integer> counts = Arrays.stream(classes).map(name -> 160 / classes.length).toList();
    var part = new Comparison.Data.Part(160, counts, "a".repeat(64));
    return new Comparison.Data(
        "moons:200",
        List.of(2),
        List.of(classes),
        "class",
        1,
        part,
        part,
        part,
        new Baseline(classes[0], BASELINE, BASELINE),
        List.of());
  }

  /** Makes a comparison of this outcome. */
  static Comparison comparison(Plan plan, List<Run> runs, List<Failure> failures) {
    int unfinished = plan.experiments().size() - runs.size() - failures.size();
    return Comparison.of(
        data("upper", "lower"), plan, List.of(), new Outcome(runs, failures, unfinished), 12.5);
  }

  /** Makes the plan of a sweep over moons. */
  static SweepPlan sweepPlan(int seeds, int draws, String sweep, Optimizer... optimizers) {
    return SweepPlan.of(plan(2, seeds, optimizers), List.of(sweep), draws);
  }

  /**
   * Makes the results of a sweep.
   *
   * @param accuracy of a training on both parts; NaN for one that fails, below 0 for one that was
   *     not run
   */
  static Sweep sweep(SweepPlan plan, ToDoubleFunction<Experiment> accuracy) {
    List<Run> runs = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    int unfinished = 0;
    for (Experiment e : plan.experiments()) {
      double value = accuracy.applyAsDouble(e);
      if (Double.isNaN(value)) {
        failures.add(new Failure(e, "the loss became NaN in epoch 1, iteration 2"));
      } else if (value < 0) {
        unfinished++;
      } else {
        runs.add(run(e, value, 0.1, value));
      }
    }
    return Sweep.of(data("upper", "lower"), plan, new Outcome(runs, failures, unfinished), 12.5);
  }
}
