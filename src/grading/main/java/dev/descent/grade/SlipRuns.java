package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the slips of exercises give. They are run when they are first asked for, in workers of their
 * own, and kept.
 */
final class SlipRuns {
  private static final Duration ALL_SLIPS = Duration.ofMinutes(5);

  /** Of another right answer whose slips have ended so many workers the rest is not run. */
  private static final int MOST_ENDED = 3;

  private static final Logger LOG = LoggerFactory.getLogger(SlipRuns.class);

  private final Exercises exercises;
  private final Path cache;
  private final SlipStore store;
  private final Map<SlipStore.Key, CompletableFuture<List<SlipsJob.Run>>> known =
      new ConcurrentHashMap<>();

  /**
   * @param cache folder for what is compiled, and for what it gave
   */
  SlipRuns(Exercises exercises, Path cache) {
    this.exercises = exercises;
    this.cache = cache;
    this.store = new SlipStore(cache);
  }

  /**
   * The slips that rules make in the solution.
   *
   * @throws JobFailedException if they cannot be run
   */
  List<SlipsJob.Run> ofSolution(Exercise exercise, long seed) {
    List<Path> answers = exercises.slipped(exercise);
    return of(exercise, seed, "solution", answers.subList(0, Math.min(1, answers.size())));
  }

  /**
   * Those that they make in the other right answers: there a loop may begin too late where the
   * solution has none. Of practices there are none: they would be trained for minutes.
   *
   * @throws JobFailedException if they cannot be run
   */
  List<SlipsJob.Run> ofOthers(Exercise exercise, long seed) {
    if (exercise.inPractice()) {
      return List.of();
    }
    List<Path> answers = exercises.slipped(exercise);
    return of(
        exercise, seed, "others", answers.subList(Math.min(1, answers.size()), answers.size()));
  }

  private List<SlipsJob.Run> of(Exercise exercise, long seed, String which, List<Path> answers) {
    if (answers.isEmpty()) {
      return List.of();
    }
    List<Path> files = new ArrayList<>(answers);
    files.add(exercises.start(exercise));
    files.add(exercises.tests(exercise));
    SlipStore.Key key = SlipStore.Key.of(exercise.id() + "-" + which, seed, files);
    return WorkerPool.join(
        known.computeIfAbsent(
            key,
            unknown ->
                CompletableFuture.supplyAsync(
                    () -> store.load(key).orElseGet(() -> run(exercise, seed, answers, key)))));
  }

  private List<SlipsJob.Run> run(
      Exercise exercise, long seed, List<Path> answers, SlipStore.Key key) {
    List<SlipsJob.Run> runs = new ArrayList<>();
    try (WorkerPool own = new WorkerPool(1, StudentJvm.workersOfTheirOwn())) {
      for (Path answer : answers) {
        int most =
            answer.equals(exercises.slipped(exercise).get(0)) ? Integer.MAX_VALUE : MOST_ENDED;
        run(
            new SlipsJob.Request(
                exercise,
                exercises.start(exercise).toString(),
                exercises.tests(exercise).toString(),
                answer.toString(),
                !exercises.areWhole(),
                cache.toString(),
                seed,
                0),
            own,
            runs,
            most);
      }
    }
    store.save(key, runs);
    return List.copyOf(runs);
  }

  /**
   * Runs slips. One that ends its worker fails no test that is known; the others go on.
   *
   * @param most so many may end their worker before all is given up
   */
  private static void run(
      SlipsJob.Request first, WorkerPool own, List<SlipsJob.Run> runs, int most) {
    SlipsJob.Request request = first;
    for (int ended = 0; ended < most; ended++) {
      AtomicReference<SlipsJob.@Nullable Run> begun = new AtomicReference<>();
      try {
        own.run(
            SlipsJob.class,
            request,
            run -> {
              begun.set(run.begins() ? run : null);
              if (!run.begins()) {
                runs.add(run);
              }
            },
            ALL_SLIPS,
            Watch.NONE);
        return;
      } catch (JobFailedException e) {
        SlipsJob.Run fatal = begun.get();
        if (e.isStopped() || fatal == null) {
          throw e;
        }
        LOG.info("slip {} ends its worker", fatal.slip(), e);
        request = request.after(fatal.slip().number());
      }
    }
  }
}
