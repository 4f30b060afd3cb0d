package dev.descent.compare;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import dev.descent.experiment.TrainingJob;
import dev.descent.worker.Engine;
import dev.descent.worker.JobFailedException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/** Experiments that run side by side in an engine. They can be stopped; what is done is kept. */
public final class Experiments implements AutoCloseable {
  /** An observer of the experiments, called on the engine's threads. */
  public interface Observer {
    /** More experiments are to be run. */
    default void queued(int more) {}

    void progress(Experiment experiment, Training.Progress progress);

    /**
     * An experiment has ended.
     *
     * @param run its result; null where it has none
     * @param failure why it has none; null where that is because the user stopped
     */
    void ended(Experiment experiment, @Nullable Run run, @Nullable String failure);

    /** An observer that does nothing. */
    Observer SILENT =
        new Observer() {
          @Override
          public void progress(Experiment experiment, Training.Progress progress) {}

          @Override
          public void ended(Experiment experiment, @Nullable Run run, @Nullable String failure) {}
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
   * @param unfinished how many were given up because all was stopped
   */
  public record Outcome(List<Run> runs, List<Failure> failures, int unfinished) {}

  private final Engine engine;
  private final boolean mixed;
  private final Observer observer;
  private final Map<Experiment, CompletableFuture<Run>> running = new ConcurrentHashMap<>();
  private final AtomicReference<@Nullable Run> first = new AtomicReference<>();
  private volatile @Nullable UnfitMachineException unfit;
  private volatile boolean stopped;

  /**
   * @param mixed whether runs may be computed by different backends or kernels
   */
  public Experiments(Engine engine, boolean mixed, Observer observer) {
    this.engine = engine;
    this.mixed = mixed;
    this.observer = observer;
  }

  /**
   * Runs them all; waits until the last has ended, or until {@link #close} is called.
   *
   * @throws UnfitMachineException if nothing can be run; see {@link #trouble} where something was
   */
  public Outcome run(List<Experiment> experiments) {
    observer.queued(experiments.size());
    Map<Experiment, CompletableFuture<Run>> futures = new LinkedHashMap<>();
    for (Experiment experiment : experiments) {
      CompletableFuture<Run> future =
          engine.submit(
              TrainingJob.class, experiment, progress -> observer.progress(experiment, progress));
      running.put(experiment, future);
      futures.put(
          experiment,
          future.whenComplete(
              (run, failure) -> {
                running.remove(experiment);
                observer.ended(experiment, run, failure == null ? null : reason(failure));
                if (run != null && !mixed) {
                  requireSame(run);
                }
              }));
    }
    List<Run> runs = new ArrayList<>();
    List<Failure> failures = new ArrayList<>();
    int unfinished = 0;
    for (var entry : futures.entrySet()) {
      try {
        Run run = Engine.join(entry.getValue());
        if (mixed || isLikeFirst(run)) {
          runs.add(run);
        } else {
          unfinished++;
        }
      } catch (JobFailedException | BadInputException | CancellationException e) {
        String reason = reason(e);
        if (reason == null) {
          unfinished++;
        } else {
          failures.add(new Failure(entry.getKey(), reason));
        }
      } catch (UnfitMachineException e) { // says nothing about the experiment
        unfinished++;
        if (unfit == null) {
          unfit = e;
        }
        stop();
      }
    }
    UnfitMachineException reason = unfit;
    if (reason != null && runs.isEmpty()) {
      throw reason;
    }
    return new Outcome(List.copyOf(runs), List.copyOf(failures), unfinished);
  }

  /** Why an experiment has no result; null where it was stopped. */
  private @Nullable String reason(Throwable failure) {
    Throwable cause =
        failure instanceof CompletionException && failure.getCause() != null
            ? failure.getCause()
            : failure;
    boolean wasStopped =
        cause instanceof CancellationException
            || cause instanceof JobFailedException job && job.isStopped()
            || stopped && cause instanceof UnfitMachineException;
    return wasStopped ? null : String.valueOf(cause.getMessage());
  }

  /** Stops all where the last bits of two runs may differ though their settings do not. */
  private void requireSame(Run run) {
    if (!isLikeFirst(run)) {
      Run other = Objects.requireNonNull(first.get());
      unfit =
          new UnfitMachineException(
              "%s computes with %s, %s with %s: name kernels that both have, as OPENBLAS_CORETYPE=Haswell does, or take both with --mixed"
                  .formatted(other.node(), other.backend(), run.node(), run.backend()));
      stop();
    }
  }

  private boolean isLikeFirst(Run run) {
    first.compareAndSet(null, run);
    return Objects.requireNonNull(first.get()).backend().equals(run.backend());
  }

  /** Tells if all was stopped before it was done, by the user or for {@link #trouble}. */
  public boolean stopped() {
    return stopped;
  }

  /**
   * Why all was stopped, where it was not the user: no machine can go on, or two differ in what the
   * last bits depend on, and may not.
   */
  public Optional<UnfitMachineException> trouble() {
    return Optional.ofNullable(unfit);
  }

  /** Stops one of the experiments, if it has not ended; the others go on. */
  public void stop(Experiment experiment) {
    CompletableFuture<Run> future = running.get(experiment);
    if (future != null) {
      future.cancel(true);
    }
  }

  /** Stops what still runs; {@link #run} then returns with what is done. */
  public void stop() {
    stopped = true;
    engine.close();
  }

  @Override
  public void close() {
    stop();
  }
}
