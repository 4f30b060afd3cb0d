package dev.descent.compare;

import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * The row of an optimizer in the table.
 *
 * @param optimizer which
 * @param learningRate its rate
 * @param epochsToTarget over the seeds that reached the target
 * @param reached how many seeds reached it
 * @param validationAccuracy after the last epoch; without values where a number is predicted
 * @param testAccuracy after the last epoch; likewise
 * @param validationError root of the mean squared error after the last epoch, in the outcome's own
 *     unit; without values where classes are told apart
 * @param testError the same on the test part
 * @param trainingLoss mean over the last epoch
 * @param seconds for all epochs of one training
 */
public record Summary(
    Optimizer optimizer,
    double learningRate,
    int runs,
    Spread epochsToTarget,
    int reached,
    Spread validationAccuracy,
    Spread testAccuracy,
    Spread validationError,
    Spread testError,
    Spread trainingLoss,
    Spread seconds) {

  /** Makes a row for each optimizer with a finished run, in the plan's order. */
  static List<Summary> of(Plan plan, List<Run> runs, Measure measure) {
    List<Summary> rows = new ArrayList<>();
    for (Plan.Contender contender : plan.contenders()) {
      List<Run> finished = runsOf(contender.optimizer(), runs);
      if (!finished.isEmpty()) {
        rows.add(of(contender, plan.target(), finished, measure));
      }
    }
    return List.copyOf(rows);
  }

  /** Makes the row of these runs, which differ in their seeds alone. */
  static Summary of(Plan.Contender contender, double target, List<Run> runs, Measure measure) {
    Spread none = Spread.of(List.of());
    Spread validation = spread(runs, measure::validation);
    Spread test = spread(runs, measure::test);
    boolean isAccuracy = measure.isAccuracy();
    List<Double> epochs = new ArrayList<>();
    runs.forEach(run -> run.epochsTo(target).ifPresent(epoch -> epochs.add((double) epoch)));
    return new Summary(
        contender.optimizer(),
        contender.learningRate(),
        runs.size(),
        Spread.of(epochs),
        epochs.size(),
        isAccuracy ? validation : none,
        isAccuracy ? test : none,
        isAccuracy ? none : validation,
        isAccuracy ? none : test,
        spread(runs, run -> run.last().trainingLoss()),
        spread(runs, Run::seconds));
  }

  private static Spread spread(List<Run> runs, ToDoubleFunction<Run> quantity) {
    return Spread.of(runs.stream().mapToDouble(quantity).boxed().toList());
  }

  static List<Run> runsOf(Optimizer optimizer, List<Run> runs) {
    return runs.stream().filter(run -> run.experiment().optimizer() == optimizer).toList();
  }

  /**
   * Returns the run to show: of the optimizer with the highest mean validation accuracy, the run
   * with the highest; the first of equals. The test part has no say.
   */
  static Optional<Run> best(List<Summary> rows, List<Run> runs) {
    return rows.stream()
        .max(firstOfHighest(rows, row -> row.validationAccuracy().mean()))
        .map(row -> runsOf(row.optimizer(), runs))
        .flatMap(
            best ->
                best.stream().max(firstOfHighest(best, run -> run.last().validationAccuracy())));
  }

  private static <T> Comparator<T> firstOfHighest(List<T> all, ToDoubleFunction<T> quantity) {
    return Comparator.comparingDouble(quantity)
        .thenComparing(Comparator.<T>comparingInt(all::indexOf).reversed());
  }
}
