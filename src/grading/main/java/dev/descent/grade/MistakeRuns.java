package dev.descent.grade;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.descent.BadInputException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.worker.Engine;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import dev.descent.worker.WorkerProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What the known mistakes of exercises give. They are run when they are first asked for; those of
 * practices, which train networks, may begin before, and what they gave is kept in files.
 */
final class MistakeRuns {
  private static final Duration ALL_MISTAKES = Duration.ofMinutes(5);
  private static final int MOST_TRAINING = 2; // workers, of 500 MB each

  /** What is being trained for any instance, so that nothing is twice at a time. */
  private static final Map<RunStore.Key, CompletableFuture<MistakesJob.Results>> TRAINED =
      new ConcurrentHashMap<>();

  private static final Logger LOG = LoggerFactory.getLogger(MistakeRuns.class);

  private final Exercises exercises;
  private final WorkerPool kit;
  private final Path cache;
  private final RunStore<MistakesJob.Results> trainings;
  private final Map<List<Object>, CompletableFuture<Diagnosis>> diagnoses =
      new ConcurrentHashMap<>();

  /**
   * @param kit workers that run them
   * @param cache folder for what is compiled, and for what trainings gave
   */
  MistakeRuns(Exercises exercises, WorkerPool kit, Path cache) {
    this.exercises = exercises;
    this.kit = kit;
    this.cache = cache;
    this.trainings = new RunStore<>(cache, new TypeReference<>() {});
  }

  /**
   * What the mistakes of an exercise gave.
   *
   * @throws JobFailedException if they cannot be run
   */
  Diagnosis of(Exercise exercise, long seed) {
    return Engine.join(begin(exercise, seed, false));
  }

  /**
   * Begins to run the known mistakes, if that has not begun.
   *
   * @param aside whether those of a practice have workers of their own
   */
  private CompletableFuture<Diagnosis> begin(Exercise exercise, long seed, boolean aside) {
    List<Object> key = List.of(exercise.id(), seed, sum(exercises.tests(exercise)));
    CompletableFuture<Diagnosis> diagnosis =
        diagnoses.computeIfAbsent(key, unknown -> diagnose(exercise, seed, aside));
    diagnosis.whenComplete(
        (done, failure) -> {
          if (failure != null) {
            diagnoses.remove(key, diagnosis); // there may be more memory the next time
          }
        });
    return diagnosis;
  }

  /** Begins to train the mistakes of a practice, see {@link Grader#prepare}. */
  void prepare(Exercise exercise, long seed) {
    if (exercise.inPractice()) {
      begin(exercise, seed, true);
    }
  }

  private CompletableFuture<Diagnosis> diagnose(Exercise exercise, long seed, boolean aside) {
    CompletableFuture<MistakesJob.Results> results =
        exercise.inPractice()
            ? CompletableFuture.supplyAsync(() -> trained(request(exercise, seed), aside))
            : kit.submit(MistakesJob.class, request(exercise, seed), event -> {}, ALL_MISTAKES);
    return results.thenApply(it -> new Diagnosis(it.mistakes(), exercises.mistakes(exercise)));
  }

  private MistakesJob.Request request(Exercise exercise, long seed) {
    return new MistakesJob.Request(
        exercise,
        exercises.start(exercise).toString(),
        exercises.tests(exercise).toString(),
        possible(exercise),
        cache.toString(),
        seed);
  }

  /**
   * What the mistakes of a practice gave, which is kept: they train networks for twenty seconds.
   *
   * @param aside whether they do so in workers of their own, so that nothing waits for them
   */
  private MistakesJob.Results trained(MistakesJob.Request request, boolean aside) {
    Exercise exercise = request.exercise();
    List<Path> files = new ArrayList<>(exercises.mistakesMadeOf(exercise));
    files.addAll(List.of(exercises.start(exercise), exercises.tests(exercise)));
    RunStore.Key key = RunStore.Key.of(exercise.id() + "-mistakes", request.seed(), files, null);
    CompletableFuture<MistakesJob.Results> results = new CompletableFuture<>();
    CompletableFuture<MistakesJob.Results> other = TRAINED.putIfAbsent(key, results);
    if (other != null) {
      return Engine.join(other);
    }
    try {
      results.complete(
          trainings.load(key).orElseGet(() -> aside ? aside(request, key) : inKit(request, key)));
    } catch (RuntimeException | Error e) {
      results.completeExceptionally(e);
    } finally {
      TRAINED.remove(key, results); // files keep them
    }
    return Engine.join(results);
  }

  private MistakesJob.Results inKit(MistakesJob.Request request, RunStore.Key key) {
    MistakesJob.Results results =
        kit.run(MistakesJob.class, request, event -> {}, ALL_MISTAKES, Watch.NONE);
    trainings.save(key, results);
    return results;
  }

  private MistakesJob.Results aside(MistakesJob.Request request, RunStore.Key key) {
    int count = Math.min(MOST_TRAINING, Runtime.getRuntime().availableProcessors());
    // Tests that are cut off leave their temporary files behind.
    Path temporary = Folders.temporary(request.exercise().id());
    WorkerProcess.Options workers = StudentJvm.workersOfTheirOwn();
    workers = workers.with(workers.classPath(), List.of("-Djava.io.tmpdir=" + temporary));
    Map<String, List<TestResult>> some = new HashMap<>();
    try (WorkerPool own = new WorkerPool(count, workers)) {
      request.parts(count).stream()
          .map(part -> own.submit(MistakesJob.class, part, event -> {}, ALL_MISTAKES))
          .toList()
          .forEach(part -> some.putAll(Engine.join(part).mistakes()));
    } finally {
      Folders.delete(temporary);
    }
    Map<String, List<TestResult>> inOrder = new LinkedHashMap<>();
    for (String name : request.mistakes().keySet()) {
      inOrder.put(name, Objects.requireNonNull(some.get(name), name));
    }
    MistakesJob.Results results = new MistakesJob.Results(inOrder);
    trainings.save(key, results);
    return results;
  }

  /** The mistakes that can be made; {@link AuthorCheck} says of the others why not. */
  Map<String, KnownMistake> possible(Exercise exercise) {
    boolean whole = exercises.areWhole();
    String file = exercise.type() + ".java";
    Map<String, KnownMistake> mistakes = new LinkedHashMap<>();
    for (String name : exercises.mistakes(exercise).keySet()) {
      Path jar = exercises.mistakeJar(exercise, name);
      if (whole) {
        try {
          mistakes.put(name, KnownMistake.ofSource(file, exercises.mistake(exercise, name)));
        } catch (BadInputException e) { // the others are named all the same
          LOG.info("a mistake is left out", e);
        }
      } else if (Files.isRegularFile(jar)) {
        mistakes.put(name, KnownMistake.ofClasses(file, jar));
      }
    }
    return mistakes;
  }

  private static String sum(Path file) {
    try {
      return Folders.sum(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
