package dev.descent.grade;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.slip.Rule;
import dev.descent.worker.Engine;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
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

  /**
   * Where so many slips of another right answer, or pairs, have ended their worker, the rest is not
   * run.
   */
  private static final int MOST_ENDED = 3;

  /** So many slips give 1,770 pairs, which take some ten seconds. */
  private static final int MOST_PAIRED = 60;

  /** Nobody makes these beside another slip; of other values there are too many. */
  private static final Set<Rule> ALONE =
      EnumSet.of(Rule.ONCE_MORE, Rule.OTHER_VALUE, Rule.NUMBER, Rule.ROUND, Rule.STEP_TWICE);

  private static final Logger LOG = LoggerFactory.getLogger(SlipRuns.class);

  /** Of all instances, so that nothing is run twice at a time. */
  private static final Map<RunStore.Key, CompletableFuture<List<SlipsJob.Run>>> KNOWN =
      new ConcurrentHashMap<>();

  private final Exercises exercises;
  private final Path cache;
  private final RunStore<List<SlipsJob.Run>> store;
  private volatile SlipListener listener = (exercise, task, place, of) -> {};

  /**
   * @param cache folder for what is compiled, and for what it gave
   */
  SlipRuns(Exercises exercises, Path cache) {
    this.exercises = exercises;
    this.cache = cache;
    this.store = new RunStore<>(cache, new TypeReference<>() {});
  }

  void listen(SlipListener other) {
    listener = other;
  }

  /**
   * The slips that rules make in the solution.
   *
   * @throws JobFailedException if they cannot be run
   */
  List<SlipsJob.Run> ofSolution(Exercise exercise, long seed) {
    List<Path> solution = exercises.slipped(exercise).stream().limit(1).toList();
    return of(exercise, seed, "solution", solution, null, Integer.MAX_VALUE);
  }

  /**
   * Those that they make in the other right answers: there a loop may begin too late where the
   * solution has none.
   *
   * @throws JobFailedException if they cannot be run
   */
  List<SlipsJob.Run> ofOthers(Exercise exercise, long seed) {
    List<Path> others = exercises.slipped(exercise).stream().skip(1).toList();
    return of(exercise, seed, "others", others, null, MOST_ENDED);
  }

  /**
   * Two at once of those in the solution that fail a test. Of practices there are none, nor of
   * handouts, which have no solution to make them in.
   *
   * @param passed tests that none of them may fail
   * @throws JobFailedException if they cannot be run
   */
  List<SlipsJob.Run> pairs(Exercise exercise, long seed, GradedTest test, Set<GradedTest> passed) {
    if (exercise.inPractice() || !exercises.areWhole()) {
      return List.of();
    }
    List<Integer> failing = paired(ofSolution(exercise, seed), test, passed);
    SlipsJob.Pairs pairs = new SlipsJob.Pairs(test.name(), failing);
    List<Path> solution = List.of(exercises.solution(exercise));
    return failing.size() < 2
        ? List.of()
        : of(exercise, seed, "pairs-" + test.name(), solution, pairs, MOST_ENDED);
  }

  /** Slips to pair, of likely rules: the first of each rule before the second of any. */
  private static List<Integer> paired(
      List<SlipsJob.Run> runs, GradedTest test, Set<GradedTest> passed) {
    Map<Rule, Integer> counts = new EnumMap<>(Rule.class);
    Map<Integer, Integer> turns = new LinkedHashMap<>();
    for (SlipsJob.Run run : runs) {
      if (run.fails(test)
          && passed.stream().noneMatch(run::fails)
          && !ALONE.contains(run.slip().rule())) {
        turns.put(run.slip().number(), counts.merge(run.slip().rule(), 1, Integer::sum));
      }
    }
    return turns.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .limit(MOST_PAIRED)
        .map(Map.Entry::getKey)
        .toList();
  }

  /**
   * The runs, which are kept.
   *
   * @param which of the exercise's slips they are: the name of their file
   * @param most so many may end their worker before the rest of an answer is given up
   */
  private List<SlipsJob.Run> of(
      Exercise exercise,
      long seed,
      String which,
      List<Path> answers,
      SlipsJob.@Nullable Pairs pairs,
      int most) {
    if (answers.isEmpty()) {
      return List.of();
    }
    List<Path> files = new ArrayList<>(answers);
    files.add(exercises.start(exercise));
    files.add(exercises.tests(exercise));
    RunStore.Key key = RunStore.Key.of(exercise.id() + "-" + which, seed, files, pairs);
    CompletableFuture<List<SlipsJob.Run>> runs =
        KNOWN.computeIfAbsent(
            key,
            unknown ->
                CompletableFuture.supplyAsync(
                    () ->
                        store
                            .load(key)
                            .orElseGet(() -> run(exercise, seed, answers, pairs, most, key))));
    try {
      return Engine.join(runs);
    } finally {
      // Of pairs there are many, and files keep the last; what failed may have more memory later.
      if (pairs != null || runs.isCompletedExceptionally()) {
        KNOWN.remove(key, runs);
      }
    }
  }

  private List<SlipsJob.Run> run(
      Exercise exercise,
      long seed,
      List<Path> answers,
      SlipsJob.@Nullable Pairs pairs,
      int most,
      RunStore.Key key) {
    List<SlipsJob.Run> runs = new ArrayList<>();
    try (WorkerPool own = new WorkerPool(1, StudentJvm.workersOfTheirOwn())) {
      for (Path answer : answers) {
        run(
            new SlipsJob.Request(
                exercise,
                exercises.start(exercise).toString(),
                exercises.tests(exercise).toString(),
                answer.toString(),
                !exercises.areWhole(),
                pairs,
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
  private void run(SlipsJob.Request first, WorkerPool own, List<SlipsJob.Run> runs, int most) {
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
                String task = first.pairs() == null ? "slips" : "pairs of slips";
                listener.ran(first.exercise(), task, run.place(), run.of());
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
    LOG.info("slips of {} are left out: {} have ended their worker", first.answer(), most);
  }
}
