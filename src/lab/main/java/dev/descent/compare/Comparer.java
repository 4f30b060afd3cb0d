package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.data.DataSource;
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
   * @throws BadInputException where the data cannot be read
   */
  public Comparison compare(boolean tune) {
    String spec = plan.template().data();
    DataSource.Reading reading = DataSource.parse(spec).read();
    int batch = plan.template().batchSize();
    reading.split().requireBatch(batch);
    if (plan.template().network().batchNorm()) {
      reading.split().requireNoLoneRow(batch);
    }
    // Hashing takes as long as an epoch; the workers train meanwhile.
    var data = CompletableFuture.supplyAsync(() -> Comparison.Data.of(spec, reading));

    long start = System.nanoTime();
    List<Tuning.Trial> trials =
        tune ? new Tuning(plan, experiments::run, experiments::stopped).run() : List.of();
    Plan used = Tuning.apply(plan, trials);
    Experiments.Outcome outcome = experiments.run(used.experiments());
    double seconds = (System.nanoTime() - start) / 1e9;
    return Comparison.of(data.join(), used, trials, outcome, seconds);
  }
}
