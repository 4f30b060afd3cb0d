package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.data.DataSource;
import dev.descent.data.Split;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** The way from a plan to a comparison: check the data, search the rates, train, sum up. */
public final class Comparer {
  private final Plan plan;
  private final Experiments experiments;

  public Comparer(Plan plan, Experiments experiments) {
    this.plan = plan;
    this.experiments = experiments;
  }

  /**
   * Runs it.
   *
   * @param tune whether to search each optimizer's learning rate first
   * @throws BadInputException where the data cannot be read or has no classes
   */
  public Comparison compare(boolean tune) {
    String spec = plan.template().data();
    Split split = DataSource.parse(spec).load();
    if (!split.train().isClassification()) {
      throw new BadInputException(
          "--data " + spec + " has no classes, and compare measures accuracy");
    }
    split.requireBatch(plan.template().batchSize());
    // Hashing takes as long as an epoch; the workers train meanwhile.
    var data = CompletableFuture.supplyAsync(() -> Comparison.Data.of(spec, split));

    long start = System.nanoTime();
    List<Tuning.Trial> trials =
        tune ? new Tuning(plan, experiments::run, experiments::stopped).run() : List.of();
    Plan used = Tuning.apply(plan, trials);
    Experiments.Outcome outcome = experiments.run(used.experiments());
    double seconds = (System.nanoTime() - start) / 1e9;
    return Comparison.of(data.join(), used, trials, outcome, seconds);
  }
}
