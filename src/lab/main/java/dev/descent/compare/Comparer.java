package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.data.DataSource;
import dev.descent.experiment.Experiment;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

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
    var data = data(plan, IntStream.of(plan.template().batchSize()));
    long start = System.nanoTime();
    List<Tuning.Trial> trials =
        tune ? new Tuning(plan, experiments::run, experiments::stopped).run() : List.of();
    Plan used = Tuning.apply(plan, trials);
    Experiments.Outcome outcome = experiments.run(used.experiments());
    double seconds = (System.nanoTime() - start) / 1e9;
    return Comparison.of(data.join(), used, trials, outcome, seconds);
  }

  /**
   * Runs a sweep.
   *
   * @throws BadInputException where the data cannot be read, or are too few for a batch
   */
  public static Sweep sweep(SweepPlan plan, Experiments experiments) {
    List<Experiment> all = plan.experiments();
    CompletableFuture<Comparison.Data> data;
    try {
      data = data(plan.base(), all.stream().mapToInt(Experiment::batchSize).distinct());
    } catch (BadInputException e) {
      String message = String.valueOf(e.getMessage());
      boolean isSwept =
          plan.settings().contains(Setting.BATCH_SIZE)
              && message.startsWith(Setting.BATCH_SIZE.option());
      throw isSwept ? new BadInputException("--sweep: " + message, e) : e;
    }
    long start = System.nanoTime();
    Experiments.Outcome outcome = experiments.run(all);
    double seconds = (System.nanoTime() - start) / 1e9;
    return Sweep.of(data.join(), plan, outcome, seconds);
  }

  /** Reads the data and checks them; hashing takes as long as an epoch, so that goes on. */
  private static CompletableFuture<Comparison.Data> data(Plan plan, IntStream batchSizes) {
    String spec = plan.template().data();
    DataSource.Reading reading = DataSource.parse(spec).read();
    batchSizes.forEach(
        batch -> {
          reading.split().requireBatch(batch);
          if (plan.template().network().batchNorm()) {
            reading.split().requireNoLoneRow(batch);
          }
        });
    return CompletableFuture.supplyAsync(() -> Comparison.Data.of(spec, reading));
  }
}
