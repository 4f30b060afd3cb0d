package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import dev.descent.experiment.TrainingJob;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.WorkerPool;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/**
 * Experiments that run side by side in a pool of workers. They can be stopped; what is done is
 * kept.
 */
public final class Experiments implements AutoCloseable {
  /** The time for one training; it ends a worker that hangs. */
  private static final Duration LIMIT = Duration.ofHours(24);

  /** An observer of the experiments, called on the pool's threads. */
  public interface Observer {
    void progress(Experiment experiment, Training.Progress progress);

    void ended(Experiment experiment);

    /** An observer that does nothing. */
    Observer SILENT =
        new Observer() {
          @Override
          public void progress(Experiment experiment, Training.Progress progress) {}

          @Override
          public void ended(Experiment experiment) {}
        };
  }

  /**
   * An experiment without a result.
   *
   * @param message why, in one line
   */
  public record Failure(Experiment experiment, String message) {}

  /**
   * The outcome of several experiments, in their order.
   *
   * @param runs those that ended well
   * @param failures those that did not
   * @param unfinished how many were given up because the user stopped
   */
  public record Outcome(List<Run> runs, List<Failure> failures, int unfinished) {}

  private final WorkerPool pool;
  private final Observer observer;
  private volatile boolean stopped;

  public Experiments(WorkerPool pool, Observer observer) {
    this.pool = pool;
    this.observer = observer;
  }

  /** Runs them all; waits until the last has ended, or until {@link #close} is called. */
  public Outcome run(List<Experiment> experiments) {
    Map<Experiment, CompletableFuture<Run>> futures = new LinkedHashMap<>();
    for (Experiment experiment : experiments) {
      CompletableFuture<Run> future =
          pool.submit(
              TrainingJob.class,
              experiment,
              progress -> observer.progress(experiment, progress),
              LIMIT);
      future.whenComplete((result, failure) -> observer.ended(experiment));
      futures.put(experiment, future);
    }
    List<Run> runs = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    int unfinished = 0;
    for (var entry : futures.entrySet()) {
      try {
        runs.add(WorkerPool.join(entry.getValue()));
      } catch (JobFailedException | BadInputException | UnfitMachineException e) {
        if (e instanceof JobFailedException failed && failed.isStopped()) {
          unfinished++;
        } else {
          failures.add(new Failure(entry.getKey(), String.valueOf(e.getMessage())));
        }
      }
    }
    return new Outcome(List.copyOf(runs), List.copyOf(failures), unfinished);
  }

  /** Tells if the user stopped before all was done. */
  public boolean stopped() {
    return stopped;
  }

  /** Stops what still runs; {@link #run} then returns with what is done. */
  public void stop() {
    stopped = true;
    pool.close();
  }

  @Override
  public void close() {
    stop();
  }
}
