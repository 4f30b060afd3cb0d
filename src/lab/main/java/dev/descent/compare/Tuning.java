package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.compare.Experiments.Failure;
import dev.descent.compare.Experiments.Outcome;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The search of a learning rate for each optimizer, so that none is compared at a rate that suits
 * another.
 *
 * <p>Rates lie on a grid of two a decade, lr₀ · 10^(k/2), around the given rate lr₀: first k = −2 …
 * 2; where the best of them is at an end, the grid grows there by two, twice at most. Every trial
 * trains as long as the comparison will, with a seed that the comparison does not use; the rate
 * with the lowest validation loss after the last epoch wins.
 */
final class Tuning {
  private static final int START = 2;
  private static final int GROWTH = 2;
  private static final int ROUNDS = 3;

  /**
   * A rate that was tried.
   *
   * @param validationLoss after the last epoch; null where the training failed
   * @param failure why it failed; null where it did not
   * @param chosen whether the comparison uses it
   */
  record Trial(
      Optimizer optimizer,
      double learningRate,
      @Nullable Double validationLoss,
      @Nullable String failure,
      boolean chosen) {}

  /** The state of an optimizer's search: what was tried from {@code low} to {@code high}. */
  private static final class Search {
    final Plan.Contender contender;
    final List<Trial> trials = new ArrayList<>();
    int low = -START;
    int high = START;

    Search(Plan.Contender contender) {
      this.contender = contender;
    }

    double rate(int k) {
      return Format.rounded(contender.learningRate() * Math.pow(10, k / 2.0));
    }

    /** Returns the steps of the next round: beyond the best rate if that is at an end, or none. */
    IntStream next() {
      if (trials.isEmpty()) {
        return IntStream.rangeClosed(low, high);
      }
      double best = best().map(Trial::learningRate).orElse(rate(low));
      if (best == rate(low)) { // or all diverged: the rates are too high
        low -= GROWTH;
        return IntStream.range(low, low + GROWTH);
      }
      if (best == rate(high)) {
        high += GROWTH;
        return IntStream.rangeClosed(high - GROWTH + 1, high);
      }
      return IntStream.empty();
    }

    Optional<Trial> best() {
      return trials.stream()
          .filter(trial -> trial.validationLoss() != null)
          .min(Comparator.comparing(Trial::validationLoss));
    }
  }

  private final Plan plan;
  private final Function<List<Experiment>, Outcome> trainer;
  private final BooleanSupplier stopped;

  /**
   * Prepares the search.
   *
   * @param trainer runs experiments
   * @param stopped whether the user stopped
   */
  Tuning(Plan plan, Function<List<Experiment>, Outcome> trainer, BooleanSupplier stopped) {
    for (Plan.Contender contender : plan.contenders()) {
      if (contender.learningRate() == 0) {
        throw new BadInputException(
            "--tune needs a learning rate above 0 to start from, got "
                + contender.optimizer().key()
                + "=0");
      }
    }
    this.plan = plan;
    this.trainer = trainer;
    this.stopped = stopped;
  }

  /** Makes all trials, in the order of the plan and then of the rates. */
  List<Trial> run() {
    List<Search> searches = plan.contenders().stream().map(Search::new).toList();
    for (int round = 0; round < ROUNDS && !stopped.getAsBoolean(); round++) {
      List<Experiment> batch =
          searches.stream()
              .flatMap(s -> s.next().mapToObj(k -> experiment(s.contender, s.rate(k))))
              .toList();
      Outcome outcome = trainer.apply(batch);
      for (Search search : searches) {
        outcome.runs().stream()
            .filter(run -> belongs(run.experiment(), search))
            .forEach(run -> search.trials.add(trial(run)));
        outcome.failures().stream()
            .filter(failure -> belongs(failure.experiment(), search))
            .forEach(failure -> search.trials.add(trial(failure)));
      }
    }
    return searches.stream().flatMap(Tuning::marked).toList();
  }

  private static Stream<Trial> marked(Search search) {
    Optional<Trial> best = search.best();
    return search.trials.stream()
        .sorted(Comparator.comparingDouble(Trial::learningRate))
        .map(
            t ->
                new Trial(
                    t.optimizer(),
                    t.learningRate(),
                    t.validationLoss(),
                    t.failure(),
                    best.isPresent() && t == best.get()));
  }

  private Experiment experiment(Plan.Contender contender, double rate) {
    return plan.experiment(contender.with(rate), plan.seeds() + 1L);
  }

  private static boolean belongs(Experiment experiment, Search search) {
    return experiment.optimizer() == search.contender.optimizer();
  }

  private static Trial trial(Run run) {
    Experiment e = run.experiment();
    return new Trial(e.optimizer(), e.learningRate(), run.last().validationLoss(), null, false);
  }

  private static Trial trial(Failure failure) {
    Experiment e = failure.experiment();
    return new Trial(e.optimizer(), e.learningRate(), null, failure.message(), false);
  }

  /** Makes the plan with the rates that won; without a winner an optimizer keeps its rate. */
  static Plan apply(Plan plan, List<Trial> trials) {
    return plan.with(
        plan.contenders().stream()
            .map(
                contender ->
                    trials.stream()
                        .filter(t -> t.chosen() && t.optimizer() == contender.optimizer())
                        .findFirst()
                        .map(t -> contender.with(t.learningRate()))
                        .orElse(contender))
            .toList());
  }
}
