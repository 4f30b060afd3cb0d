package dev.descent.compare;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.compare.Experiments.Outcome;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.experiment.Training;
import dev.descent.worker.Engine;
import dev.descent.worker.Job;
import dev.descent.worker.JobFailedException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What becomes of experiments whose machines fail, with an engine that does as it is told. */
class ExperimentsTest {
  private static final List<Experiment> ALL =
      Sample.plan(2, 2, Optimizer.SGD, Optimizer.ADAM).experiments();

  /** Runs all but those that fail at once; what is neither ends when it is closed. */
  private static final class Told implements Engine {
    private final Function<Experiment, @Nullable Object> outcomes;
    private final List<CompletableFuture<?>> open = new CopyOnWriteArrayList<>();

    Told(Function<Experiment, @Nullable Object> outcomes) {
      this.outcomes = outcomes;
    }

    @Override
    @SuppressWarnings("unchecked") // trainings alone are submitted
    public <I, P, O> CompletableFuture<O> submit(
        Class<? extends Job<I, P, O>> job, @Nullable I input, Consumer<P> progress) {
      CompletableFuture<O> future = new CompletableFuture<>();
      Object outcome = outcomes.apply((Experiment) input);
      if (outcome instanceof RuntimeException e) {
        future.completeExceptionally(e);
      } else if (outcome != null) {
        future.complete((O) outcome);
      } else {
        open.add(future);
      }
      return future;
    }

    @Override
    public void close() {
      open.forEach(future -> future.completeExceptionally(JobFailedException.stopped()));
    }
  }

  private static Run run(Experiment experiment, String backend, String node) {
    Run run = Sample.run(experiment, 0.9, 0.8, 0.9);
    return new Run(
        experiment,
        run.epochs(),
        run.testLoss(),
        run.testAccuracy(),
        run.confusion(),
        run.parametersSha256(),
        backend,
        node,
        null);
  }

  private static Experiments experiments(
      boolean mixed, Function<Experiment, @Nullable Object> outcomes) {
    return new Experiments(new Told(outcomes), mixed, Experiments.Observer.SILENT);
  }

  @Test
  @DisplayName("where no machine can train, that is said and nothing else")
  void unfit() {
    UnfitMachineException reason = new UnfitMachineException("the cluster is gone");
    Experiments all = experiments(false, experiment -> reason);
    assertEquals(reason, assertThrows(UnfitMachineException.class, () -> all.run(ALL)));
  }

  @Test
  @DisplayName("machines that fail say nothing about trainings: what is done is kept, no more")
  void unfitLater() {
    UnfitMachineException reason = new UnfitMachineException("the cluster is gone");
    Experiments all =
        experiments(
            false,
            experiment ->
                experiment.equals(ALL.get(0))
                    ? run(experiment, "CPU", "a")
                    : experiment.equals(ALL.get(1)) ? reason : null);
    Outcome outcome = all.run(ALL);
    assertEquals(List.of(ALL.get(0)), outcome.runs().stream().map(Run::experiment).toList());
    assertEquals(List.of(), outcome.failures());
    assertEquals(3, outcome.unfinished());
    assertEquals(reason, all.trouble().orElseThrow());
    assertTrue(all.stopped());
  }

  @Test
  @DisplayName("one can be stopped, and the others go on; what became of each is said at once")
  void one() throws Exception {
    Map<Experiment, String> ended = new ConcurrentHashMap<>();
    Told engine =
        new Told(
            experiment ->
                experiment.equals(ALL.get(0))
                    ? run(experiment, "CPU", "a")
                    : experiment.equals(ALL.get(1)) ? new BadInputException("no rows") : null);
    Experiments all =
        new Experiments(
            engine,
            false,
            new Experiments.Observer() {
              @Override
              public void progress(Experiment experiment, Training.Progress progress) {}

              @Override
              public void ended(
                  Experiment experiment, @Nullable Run run, @Nullable String failure) {
                ended.put(experiment, run != null ? "ran" : String.valueOf(failure));
              }
            });
    CompletableFuture<Outcome> outcome = CompletableFuture.supplyAsync(() -> all.run(ALL));
    while (ended.size() < 2 || engine.open.size() < 2) {
      Thread.sleep(1);
    }
    all.stop(ALL.get(2));
    while (ended.size() < 3) {
      Thread.sleep(1);
    }
    assertFalse(outcome.isDone());
    assertEquals(
        Map.of(ALL.get(0), "ran", ALL.get(1), "no rows", ALL.get(2), "null"), Map.copyOf(ended));
    all.stop(ALL.get(3));
    assertEquals(2, outcome.get(10, TimeUnit.SECONDS).unfinished());
    assertEquals("no rows", outcome.get().failures().get(0).message());
    assertFalse(all.stopped());
  }

  @Test
  @DisplayName("runs of other kernels than the first one's are not taken unasked")
  void kernels() {
    Function<Experiment, @Nullable Object> two =
        experiment ->
            experiment.equals(ALL.get(1))
                ? run(experiment, "CPU with B", "b")
                : run(experiment, "CPU with A", "a");
    Experiments strict = experiments(false, two);
    Outcome outcome = strict.run(ALL);
    assertTrue(outcome.runs().stream().allMatch(run -> run.backend().equals("CPU with A")));
    assertEquals(ALL.size(), outcome.runs().size() + outcome.unfinished());
    assertTrue(outcome.unfinished() > 0);
    assertEquals(
        "a computes with CPU with A, b with CPU with B: name kernels that both have, as"
            + " OPENBLAS_CORETYPE=Haswell does, or take both with --mixed",
        strict.trouble().orElseThrow().getMessage());

    Experiments mixed = experiments(true, two);
    assertEquals(ALL.size(), mixed.run(ALL).runs().size());
    assertTrue(mixed.trouble().isEmpty());
  }
}
