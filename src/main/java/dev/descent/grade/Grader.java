package dev.descent.grade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.UnfitMachineException;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.pool.Job;
import dev.descent.pool.JobFailedException;
import dev.descent.pool.Watch;
import dev.descent.pool.WorkerPool;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import javax.tools.ToolProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grades exercises. An answer is compiled, and compared with known mistakes, in workers of the kit;
 * what it does is run in workers of its own, of which any may be the same. A test that ends its
 * worker, by an endless loop or {@code System.exit}, fails; those after it run in a new one.
 */
public final class Grader {
  private static final Duration TO_WARM_UP = Duration.ofMinutes(5);
  private static final Duration TO_COMPILE = Duration.ofSeconds(30);
  private static final Duration ALL_MISTAKES = Duration.ofMinutes(5);
  private static final Duration ALL_VANDALS = Duration.ofMinutes(5);
  private static final int SECONDS_BESIDE_TESTS = 30;
  private static final int MOST_TESTS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(Grader.class);

  private final Exercises exercises;
  private final WorkerPool kit;
  private final Path tests;
  private final Path compiledMistakes;
  private final boolean guarded;
  private final Map<List<Object>, CompletableFuture<Diagnosis>> diagnoses =
      new ConcurrentHashMap<>();

  /**
   * @param kit workers for what is the kit's own; they must not have exercises or solutions on
   *     their class path
   */
  public Grader(Exercises exercises, WorkerPool kit) {
    this(exercises, kit, true);
  }

  /**
   * @param guarded whether answers may use only what the guard allows; what is behind it can be
   *     tested only without
   */
  Grader(Exercises exercises, WorkerPool kit, boolean guarded) {
    if (ToolProvider.getSystemJavaCompiler() == null) {
      throw new UnfitMachineException(
          "grading needs a JDK, and this Java has no compiler: " + System.getProperty("java.home"));
    }
    this.exercises = exercises;
    this.kit = kit;
    this.guarded = guarded;
    Path kept = Folders.kept(exercises.home().resolve("exercises/target/graded"));
    this.tests = Folders.kept(kept.resolve("tests"));
    this.compiledMistakes = kept.resolve("mistakes");
  }

  /** The folder with the classes of tests, which is all of the kit's that answers run with. */
  public Path tests() {
    return tests;
  }

  /** Has the native libraries unpacked, which a worker that cannot write could not do. */
  public void warmUp() {
    run(kit, WarmUpJob.class, Map.of(), event -> {}, TO_WARM_UP, Watch.NONE);
  }

  /**
   * Grades a file, in one of the kit's workers.
   *
   * @param source the student's file, or another answer to the same exercise
   * @param seed from which the inputs are drawn
   */
  public Grade grade(Exercise exercise, Path source, long seed) {
    return grade(exercise, source, List.of(seed)).get(0);
  }

  /** A grade for each seed. */
  List<Grade> grade(Exercise exercise, Path source, List<Long> seeds) {
    Path folder = Folders.temporary(exercise.id());
    try {
      Compiled compiled = compile(Map.of(exercise, source), folder).get(exercise);
      return seeds.stream().map(seed -> grade(exercise, compiled, seed, kit)).toList();
    } finally {
      Folders.delete(folder); // here: a worker that is killed deletes nothing
    }
  }

  /**
   * Compiles answers to several exercises. What stops the compiler costs none but its own.
   *
   * @param sources the student's file of each
   * @param folder for their classes
   */
  public Map<Exercise, Compiled> compile(Map<Exercise, Path> sources, Path folder) {
    Map<Exercise, Compiled> compiled = new LinkedHashMap<>();
    try {
      List<Compiled> all = compiled(sources, folder);
      sources.keySet().forEach(exercise -> compiled.put(exercise, all.get(compiled.size())));
    } catch (JobFailedException e) {
      if (e.isStopped()) {
        throw e;
      }
      sources.forEach(
          (exercise, source) ->
              compiled.put(
                  exercise,
                  sources.size() > 1
                      ? compile(Map.of(exercise, source), folder).get(exercise)
                      : Compiled.problem("cannot be compiled: the compiler " + e.getMessage())));
    }
    return compiled;
  }

  private List<Compiled> compiled(Map<Exercise, Path> sources, Path folder) {
    List<CompileJob.Answer> answers = new ArrayList<>();
    sources.forEach(
        (exercise, source) ->
            answers.add(
                new CompileJob.Answer(
                    exercise,
                    source.toString(),
                    exercises.start(exercise).toString(),
                    exercises.tests(exercise).toString(),
                    folder.resolve(exercise.id() + ".jar").toString())));
    CompileJob.Request request = new CompileJob.Request(answers, tests.toString(), guarded);
    return List.of(
        read(
            run(kit, CompileJob.class, request, event -> {}, TO_COMPILE, Watch.NONE),
            Compiled[].class));
  }

  /**
   * Grades a compiled answer.
   *
   * @param seed from which the inputs are drawn
   * @param students workers in which it runs; they can read its classes and those of the tests
   */
  public Grade grade(Exercise exercise, Compiled compiled, long seed, WorkerPool students) {
    if (compiled.problem() != null) {
      return Grade.problem(exercise, seed, compiled.problem());
    }
    TestLog log = new TestLog(exercise);
    while (true) {
      RunJob.Request request =
          new RunJob.Request(
              exercise,
              compiled.answer(),
              compiled.tests(),
              seed,
              compiled.missing(),
              log.results());
      try {
        JsonNode printed =
            run(
                students,
                RunJob.class,
                request,
                event -> log.hear(read(event, RunJob.Event.class)),
                limit(exercise),
                log);
        log.printed(printed.asText());
        return grade(exercise, compiled, seed, log);
      } catch (JobFailedException e) {
        if (e.isStopped()) {
          throw e;
        }
        if (!log.died(e)) {
          return Grade.problem(exercise, seed, "could not be graded: the tests " + e.getMessage());
        }
      }
    }
  }

  private Grade grade(Exercise exercise, Compiled compiled, long seed, TestLog log) {
    List<TestResult> results = log.results();
    List<TestGrade> tests = new ArrayList<>();
    for (TestResult result : results) {
      List<String> mistakes =
          result.state() == TestGrade.State.FAILED
              ? diagnosis(exercise, seed).names(result, results)
              : List.of();
      tests.add(result.grade(mistakes, compiled.places().get(result.test().task())));
    }
    return new Grade(exercise.id(), seed, tests, null, log.printed(), compiled.notes());
  }

  /** A grade without the names of mistakes is better than none. */
  private Diagnosis diagnosis(Exercise exercise, long seed) {
    try {
      Map<String, String> mistakes = mistakes(exercise);
      List<Object> key = new ArrayList<>(List.of(exercise.id(), seed));
      key.add(Folders.sum(exercises.tests(exercise)));
      for (String file : mistakes.values()) {
        key.add(Folders.sum(Path.of(file)));
      }
      return diagnoses.computeIfAbsent(key, unknown -> diagnose(exercise, mistakes, seed)).join();
    } catch (IOException | CompletionException e) {
      LOG.info("mistakes of {} cannot be run", exercise.id(), e);
      return Diagnosis.NONE;
    }
  }

  private CompletableFuture<Diagnosis> diagnose(
      Exercise exercise, Map<String, String> mistakes, long seed) {
    MistakesJob.Request request =
        new MistakesJob.Request(
            exercise,
            exercises.start(exercise).toString(),
            exercises.tests(exercise).toString(),
            mistakes,
            compiledMistakes.toString(),
            seed);
    return kit.submit(MistakesJob.class, request, event -> {}, ALL_MISTAKES)
        .thenApply(results -> new Diagnosis(read(results, MistakesJob.Results.class).mistakes()));
  }

  /** Tries the graded tests with answers that destroy what they are given. */
  VandalJob.Results vandals(Exercise exercise, long seed) {
    VandalJob.Request request =
        new VandalJob.Request(
            exercise,
            exercises.start(exercise).toString(),
            exercises.tests(exercise).toString(),
            exercises.solution(exercise).toString(),
            mistakes(exercise),
            diagnosis(exercise, seed).failed(),
            compiledMistakes.toString(),
            seed);
    return read(
        run(kit, VandalJob.class, request, event -> {}, ALL_VANDALS, Watch.NONE),
        VandalJob.Results.class);
  }

  private Map<String, String> mistakes(Exercise exercise) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    for (String name : exercise.mistakes().keySet()) {
      exercises.knownMistake(exercise, name).ifPresent(file -> mistakes.put(name, file.toString()));
    }
    return mistakes;
  }

  private static Duration limit(Exercise exercise) {
    return Duration.ofSeconds(SECONDS_BESIDE_TESTS + (long) MOST_TESTS * exercise.seconds());
  }

  private static JsonNode run(
      WorkerPool pool,
      Class<? extends Job> job,
      Object request,
      Consumer<JsonNode> progress,
      Duration limit,
      Watch watch) {
    try {
      return pool.submit(job, request, progress, limit, watch).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static <T> T read(JsonNode node, Class<T> type) {
    try {
      return JSON.treeToValue(node, type);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
