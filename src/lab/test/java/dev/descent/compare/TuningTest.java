package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.compare.Experiments.Failure;
import dev.descent.compare.Experiments.Outcome;
import dev.descent.compare.Plan.Contender;
import dev.descent.compare.Tuning.Trial;
import dev.descent.experiment.Epoch;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TuningTest {
  private final List<List<Experiment>> rounds = new ArrayList<>();

  /** Validation loss of an experiment; NaN for one that fails. */
  private List<Trial> tune(Plan plan, ToDoubleFunction<Experiment> loss) {
    return new Tuning(plan, batch -> train(batch, loss), () -> false).run();
  }

  private Outcome train(List<Experiment> batch, ToDoubleFunction<Experiment> loss) {
    rounds.add(batch);
    List<Run> runs = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    for (Experiment e : batch) {
      double value = loss.applyAsDouble(e);
      if (Double.isNaN(value)) {
        failures.add(new Failure(e, "the loss became NaN"));
      } else {
        Epoch first = new Epoch(1, 1, -5, 0.5, e.learningRate(), 1, 1);
        Epoch last = new Epoch(2, 1, value, 0.5, e.learningRate(), 1, 1);
        runs.add(new Run(e, List.of(first, last), 1, 0.5, new int[2][2], "", ""));
      }
    }
    return new Outcome(runs, failures, 0);
  }

  private static Plan adam() {
    return Sample.plan(2, 3, Optimizer.ADAM);
  }

  private static List<Double> rates(List<Trial> trials) {
    return trials.stream().map(Trial::learningRate).toList();
  }

  @Test
  @DisplayName("a rate of 0 cannot be searched from")
  void zero() {
    Plan plan = Sample.plan(2, 3, Optimizer.SGD).with(List.of(new Contender(Optimizer.SGD, 0.0)));
    var e = assertThrows(BadInputException.class, () -> tune(plan, experiment -> 1));
    assertEquals("--tune needs a learning rate above 0 to start from, got sgd=0", e.getMessage());
  }

  /** The rate marked as chosen; there must be one. */
  private static double chosen(List<Trial> trials) {
    List<Trial> chosen = trials.stream().filter(Trial::chosen).toList();
    assertEquals(1, chosen.size(), trials.toString());
    return chosen.get(0).learningRate();
  }

  private static double distance(Experiment e, double best) {
    return Math.abs(Math.log10(e.learningRate() / best));
  }

  @Test
  void twoRatesADecadeAroundThePlansOne() {
    List<Trial> trials = tune(adam(), e -> distance(e, 0.001));
    assertEquals(List.of(0.0001, 0.000316, 0.001, 0.00316, 0.01), rates(trials));
    assertEquals(0.001, chosen(trials));
    assertEquals(0, trials.get(2).validationLoss(), "the loss after the last epoch");
  }

  @Test
  void everyTrialTrainsAsTheComparisonWillWithAnotherSeed() {
    Plan plan = adam();
    tune(plan, e -> distance(e, 0.001));
    for (Experiment trial : rounds.get(0)) {
      assertEquals(plan.experiment(new Contender(Optimizer.ADAM, trial.learningRate()), 4), trial);
    }
    assertTrue(plan.experiments().stream().noneMatch(e -> e.seed() == 4));
  }

  @Test
  void theGridGrowsWhereTheBestIsAtItsEnd() {
    List<Trial> up = tune(adam(), e -> distance(e, 0.0316));
    assertEquals(List.of(0.0001, 0.000316, 0.001, 0.00316, 0.01, 0.0316, 0.1), rates(up));
    assertEquals(0.0316, chosen(up));
    assertEquals(
        List.of(0.0316, 0.1), rounds.get(1).stream().map(Experiment::learningRate).toList());

    List<Trial> down = tune(adam(), e -> distance(e, 0.0000316));
    assertEquals(List.of(0.00001, 0.0000316, 0.0001, 0.000316, 0.001, 0.00316, 0.01), rates(down));
    assertEquals(0.0000316, chosen(down));
  }

  @Test
  void theGridGrowsTwiceAtMost() {
    List<Trial> trials = tune(adam(), e -> -e.learningRate());
    assertEquals(9, trials.size());
    assertEquals(1.0, chosen(trials));
    List<Trial> low = tune(adam(), Experiment::learningRate);
    assertEquals(9, low.size());
    assertEquals(0.000001, chosen(low));
  }

  @Test
  void aTrialThatFailsIsWorseThanAll() {
    List<Trial> trials =
        tune(adam(), e -> e.learningRate() >= 0.001 ? Double.NaN : 1e9 * distance(e, 0.000316));
    assertEquals(0.000316, chosen(trials));
    for (Trial trial : trials) {
      boolean failed = trial.learningRate() >= 0.001;
      assertEquals(failed ? "the loss became NaN" : null, trial.failure());
      assertEquals(failed, trial.validationLoss() == null);
    }
  }

  @Test
  void whereAllFailTheRatesWereTooHigh() {
    List<Trial> rescued =
        tune(adam(), e -> e.learningRate() > 0.00002 ? Double.NaN : distance(e, 0.00001));
    assertEquals(0.00001, chosen(rescued));

    Plan plan = adam();
    List<Trial> none = tune(plan, e -> Double.NaN);
    assertEquals(9, none.size());
    assertTrue(none.stream().noneMatch(Trial::chosen));
    assertEquals(plan, Tuning.apply(plan, none), "keeps its own rate");
  }

  @Test
  void eachOptimizerIsSearchedByItself() {
    Plan plan = Sample.plan(2, 1, Optimizer.RMSPROP, Optimizer.ADADELTA, Optimizer.SGD);
    List<Trial> trials =
        tune(
            plan,
            e ->
                distance(
                    e,
                    switch (e.optimizer()) {
                      case SGD -> 0.1;
                      case ADADELTA -> 0.316;
                      default -> 0.00316;
                    }));

    assertEquals(15, rounds.get(0).size(), "all in one round");
    assertEquals(2, rounds.get(1).size(), "only the one whose best was at the end");
    List<Trial> rmsprop = trials.subList(0, 5);
    List<Trial> adadelta = trials.subList(5, 10);
    List<Trial> sgd = trials.subList(10, 17);
    assertTrue(rmsprop.stream().allMatch(t -> t.optimizer() == Optimizer.RMSPROP));
    assertTrue(sgd.stream().allMatch(t -> t.optimizer() == Optimizer.SGD));
    assertEquals(0.00316, chosen(rmsprop));
    assertEquals(0.316, chosen(adadelta));
    assertEquals(0.1, chosen(sgd));

    Plan tuned = Tuning.apply(plan, trials);
    assertEquals(
        List.of(
            new Contender(Optimizer.RMSPROP, 0.00316),
            new Contender(Optimizer.ADADELTA, 0.316),
            new Contender(Optimizer.SGD, 0.1)),
        tuned.contenders());
    assertEquals(tuned, plan.with(tuned.contenders()), "nothing else changes");
  }

  @Test
  void aStopEndsTheSearchWithWhatIsThere() {
    List<Trial> trials =
        new Tuning(adam(), batch -> train(batch, e -> -e.learningRate()), () -> !rounds.isEmpty())
            .run();
    assertEquals(1, rounds.size());
    assertEquals(0.01, chosen(trials));
    assertNull(trials.get(0).failure());
  }

  @Test
  @DisplayName("rates are searched with the settings of the comparison, and used with them")
  void settings() {
    Map<String, Double> settings = Map.of("beta2", 0.9);
    Plan plan = adam().with(List.of(new Contender(Optimizer.ADAM, 0.001, settings)));
    List<Trial> trials = tune(plan, e -> Math.abs(e.learningRate() - 0.00316));
    rounds.forEach(round -> round.forEach(e -> assertEquals(settings, e.settings())));
    assertEquals(
        List.of(new Contender(Optimizer.ADAM, 0.00316, settings)),
        Tuning.apply(plan, trials).contenders());
  }
}
