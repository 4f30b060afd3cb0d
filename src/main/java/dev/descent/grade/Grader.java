package dev.descent.grade;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.UnfitMachineException;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.pool.JobFailedException;
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
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Grades exercises. An answer is compiled, and compared with known mistakes, in workers of the kit;
 * what it does is run in workers of its own, of which any may be the same. A test that ends its
 * worker, by an endless loop or {@code System.exit}, fails; the others run again in a new one.
 */
public final class Grader {
  private static final Duration ALL_MISTAKES = Duration.ofMinutes(5);
  private static final Duration ALL_VANDALS = Duration.ofMinutes(5);
  private static final int SECONDS_BESIDE_TESTS = 30;
  private static final int MOST_TESTS = 20;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Logger LOG = LoggerFactory.getLogger(Grader.class);

  private final Exercises exercises;
  private final WorkerPool kit;
  private final AnswerCompiler compiler;
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
    this.compiler = new AnswerCompiler(exercises, kit, guarded);
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

  /**
   * Compiles the tests of some exercises once for all answers to come, which is quicker where there
   * are many.
   *
   * @param folder for the classes, as long as this grader is used
   */
  public void prepare(List<Exercise> some, Path folder) {
    compiler.prepare(some, folder);
  }

  /**
   * Compiles answers to several exercises.
   *
   * @param sources the student's files
   * @param folder for the classes
   * @return in the same order
   */
  public List<Compiled> compile(Map<Exercise, Path> sources, Path folder) {
    return compiler.compile(sources, folder);
  }

  /**
   * Grades a compiled answer.
   *
   * @param students workers in which it runs; they can read its classes and those of the tests
   */
  public Grade grade(Exercise exercise, Compiled compiled, long seed, WorkerPool students) {
    return grade(exercise, compiled, List.of(seed), students).get(0);
  }

  /** A grade for each seed. */
  List<Grade> grade(Exercise exercise, Path source, List<Long> seeds) {
    Path folder = Folders.temporary(exercise.id());
    try {
      Compiled compiled = compiler.compile(Map.of(exercise, source), folder).get(0);
      return grade(exercise, compiled, seeds, kit);
    } finally {
      Folders.delete(folder); // here: a worker that is killed deletes nothing
    }
  }

  private List<Grade> grade(
      Exercise exercise, Compiled compiled, List<Long> seeds, WorkerPool students) {
    if (compiled.problem() != null) {
      return problem(exercise, seeds, compiled.problem());
    }
    List<RunJob.Fatal> fatal = new ArrayList<>();
    while (true) {
      RunJob.Event[] last = new RunJob.Event[1];
      try {
        JsonNode runs =
            join(
                students.submit(
                    RunJob.class,
                    new RunJob.Request(
                        exercise, compiled.answerClasses(), compiled.testClasses(), seeds, fatal),
                    event -> last[0] = read(event, RunJob.Event.class),
                    limit(exercise, seeds.size())));
        return Stream.of(read(runs, RunJob.Run[].class))
            .map(run -> grade(exercise, run, compiled.places()))
            .toList();
      } catch (JobFailedException e) {
        RunJob.Event event = last[0];
        if (e.isStopped()) {
          throw e;
        }
        if (event == null || event.running() == null || fatal.size() == MOST_TESTS) {
          return problem(exercise, seeds, "could not be graded: " + e.getMessage());
        }
        fatal.add(fatal(event, e));
      }
    }
  }

  private static List<Grade> problem(Exercise exercise, List<Long> seeds, String problem) {
    return seeds.stream()
        .map(seed -> new Grade(exercise.id(), seed, List.of(), problem, ""))
        .toList();
  }

  private static RunJob.Fatal fatal(RunJob.Event event, JobFailedException e) {
    return new RunJob.Fatal(
        event.running(),
        event.death() == null ? "ended the process it ran in: " + e.getMessage() : event.death(),
        event.place(),
        event.printed() == null ? "" : event.printed());
  }

  private Grade grade(Exercise exercise, RunJob.Run run, Map<Integer, String> places) {
    List<TestGrade> tests = new ArrayList<>();
    for (TestResult result : run.tests()) {
      List<String> mistakes =
          result.state() == TestGrade.State.FAILED
              ? diagnosis(exercise, run.seed()).names(result, run.tests())
              : List.of();
      tests.add(result.grade(mistakes, places.get(result.test().task())));
    }
    return new Grade(exercise.id(), run.seed(), tests, null, run.output());
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
            exercises.home().resolve("exercises/target/mistakes").resolve(exercise.id()).toString(),
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
            exercises.home().resolve("exercises/target/mistakes").resolve(exercise.id()).toString(),
            seed);
    return read(
        join(kit.submit(VandalJob.class, request, event -> {}, ALL_VANDALS)),
        VandalJob.Results.class);
  }

  private Map<String, String> mistakes(Exercise exercise) {
    Map<String, String> mistakes = new LinkedHashMap<>();
    for (String name : exercise.mistakes().keySet()) {
      exercises.knownMistake(exercise, name).ifPresent(file -> mistakes.put(name, file.toString()));
    }
    return mistakes;
  }

  private static Duration limit(Exercise exercise, int seeds) {
    return Duration.ofSeconds(
        SECONDS_BESIDE_TESTS + (long) MOST_TESTS * exercise.seconds() * seeds);
  }

  private static JsonNode join(CompletableFuture<JsonNode> job) {
    try {
      return job.join();
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
