package dev.descent.grade;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Equivalent;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
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
  private static final Duration ALL_VANDALS = Duration.ofMinutes(5);
  private static final int SECONDS_BESIDE_TESTS = 30;
  private static final int MOST_TESTS = 20;
  private static final Logger LOG = LoggerFactory.getLogger(Grader.class);

  private final Exercises exercises;
  private final WorkerPool kit;
  private final Path tests;
  private final Path compiledMistakes;
  private final MistakeRuns mistakes;
  private final SlipRuns slips;
  private final boolean guarded;

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
    this.compiledMistakes = KnownMistake.kept(exercises);
    this.mistakes = new MistakeRuns(exercises, kit, compiledMistakes);
    this.slips = new SlipRuns(exercises, compiledMistakes);
  }

  /** The folder with the classes of tests, which is all of the kit's that answers run with. */
  public Path tests() {
    return tests;
  }

  /** Has the native libraries unpacked, which a worker that cannot write could not do. */
  public void warmUp() {
    kit.run(WarmUpJob.class, null, event -> {}, TO_WARM_UP, Watch.NONE);
  }

  /**
   * Grades a file, in one of the kit's workers.
   *
   * @param source the student's file, or another answer to the same exercise
   * @param seed from which the inputs are drawn
   */
  public Grade grade(Exercise exercise, Path source, long seed) {
    exercises.mistakes(exercise); // where their file is broken, it is said now
    if (!isStart(exercise, source)) {
      prepare(exercise, seed);
    }
    return grades(exercise, source, List.of(seed)).get(0);
  }

  /** Grades a file with each of some seeds. */
  List<Grade> grades(Exercise exercise, Path source, List<Long> seeds) {
    Path folder = Folders.temporary(exercise.id());
    try {
      Compiled compiled = compile(exercise, source, folder);
      return seeds.stream().map(seed -> run(exercise, compiled, seed, kit)).toList();
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
                      ? compile(exercise, source, folder)
                      : Compiled.problem(
                          AnswerState.DOES_NOT_COMPILE,
                          "cannot be compiled: the compiler " + e.getMessage())));
    }
    return compiled;
  }

  /** Compiles one answer. */
  public Compiled compile(Exercise exercise, Path source, Path folder) {
    return compile(Map.of(exercise, source), folder).values().iterator().next();
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
    return kit.run(CompileJob.class, request, event -> {}, TO_COMPILE, Watch.NONE);
  }

  /**
   * Runs the tests on a compiled answer and grades it by them.
   *
   * @param seed from which the inputs are drawn
   * @param students workers in which it runs; they can read its classes and those of the tests
   */
  public Grade run(Exercise exercise, Compiled compiled, long seed, WorkerPool students) {
    return test(exercise, compiled, seed, students).grade().get();
  }

  /**
   * What came of the tests of an answer.
   *
   * @param grade with the names of mistakes, which may take longer than the tests did and need the
   *     students' workers no more
   * @param isRepeatable whether all tests came to their end, so that the next run with the same
   *     answer and seed would give the same
   */
  public record Tested(Supplier<Grade> grade, boolean isRepeatable) {
    /** For an answer that was not tested: what stopped it may not stop it the next time. */
    public static Tested not(Grade grade) {
      return new Tested(() -> grade, false);
    }
  }

  /**
   * Runs the tests on a compiled answer.
   *
   * @param seed from which the inputs are drawn
   * @param students workers in which it runs; they can read its classes and those of the tests
   */
  public Tested test(Exercise exercise, Compiled compiled, long seed, WorkerPool students) {
    if (compiled.state() != AnswerState.COMPILED) {
      return Tested.not(Grade.notGraded(exercise, seed, compiled.state(), compiled.problem()));
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
        log.printed(students.run(RunJob.class, request, log::hear, limit(exercise), log));
        break;
      } catch (JobFailedException e) {
        if (e.isStopped()) {
          throw e;
        }
        if (!log.died(e)) {
          return Tested.not(
              Grade.notGraded(
                  exercise,
                  seed,
                  AnswerState.NOT_GRADED,
                  "could not be graded: the tests " + e.getMessage()));
        }
      }
    }
    List<TestResult> results = log.results();
    List<String> notes = new ArrayList<>(compiled.notes());
    results.forEach(result -> result.untried().ifPresent(notes::add));
    return new Tested(
        () -> {
          Diagnosis diagnosis = diagnosis(exercise, seed, results);
          List<TestGrade> tests = tests(results, diagnosis, compiled.places(), compiled.names());
          return Grade.of(exercise.id(), seed, tests, log.printed(), List.copyOf(notes));
        },
        !log.hasDied());
  }

  private static List<TestGrade> tests(
      List<TestResult> results,
      Diagnosis diagnosis,
      Map<Integer, String> places,
      Set<String> code) {
    return results.stream()
        .map(
            result ->
                result.grade(
                    result.isWrong() ? diagnosis.names(result, results, code) : List.of(),
                    places.get(result.test().task())))
        .toList();
  }

  /**
   * Grades the known mistakes like answers, each by its name.
   *
   * @throws BadInputException if one cannot be made or does not compile
   * @throws JobFailedException if they cannot be run
   */
  Map<String, Grade> mistakes(Exercise exercise, long seed) {
    Diagnosis known = mistakes.of(exercise, seed);
    Map<String, Grade> grades = new LinkedHashMap<>();
    known
        .results()
        .forEach(
            (name, results) -> {
              List<TestGrade> tests = tests(results, known, Map.of(), Set.of());
              grades.put(name, Grade.of(exercise.id(), seed, tests, "", List.of()));
            });
    return grades;
  }

  /**
   * What may explain these results: known mistakes, and slips where those leave something open that
   * a check has found. A grade without the names of mistakes is better than none.
   */
  private Diagnosis diagnosis(Exercise exercise, long seed, List<TestResult> results) {
    Diagnosis diagnosis = Diagnosis.NONE;
    try {
      if (results.stream().anyMatch(TestResult::isWrong)) {
        diagnosis = mistakes.of(exercise, seed);
      }
      if (diagnosis.leavesOpen(results)) {
        diagnosis = diagnosis.with(slips.ofSolution(exercise, seed));
      }
      if (diagnosis.leavesOpen(results)) {
        diagnosis = diagnosis.with(slips.ofOthers(exercise, seed));
      }
      Set<GradedTest> passed =
          results.stream()
              .filter(it -> it.state() == TestGrade.State.PASSED)
              .map(TestResult::test)
              .collect(Collectors.toSet());
      for (GradedTest test : diagnosis.unnamed(results)) {
        diagnosis = diagnosis.with(slips.pairs(exercise, seed, test, passed));
      }
    } catch (BadInputException | JobFailedException | UncheckedIOException e) {
      LOG.info("mistakes of {} cannot be run", exercise.id(), e);
    }
    return diagnosis;
  }

  /**
   * Begins what naming the mistakes of an answer will take long for, which is so in a practice:
   * while a student writes, or the answer's own tests run, nobody waits for it.
   */
  public void prepare(Exercise exercise, long seed) {
    mistakes.prepare(exercise, seed);
  }

  /** Has somebody hear of slips that are run for the first time, which may take a minute. */
  public void listen(SlipListener listener) {
    slips.listen(listener);
  }

  /** The slips made in the solution, with the names of what has the same numbers. */
  public List<MadeSlip> madeSlips(Exercise exercise, long seed) {
    Diagnosis known = mistakes.of(exercise, seed);
    List<Equivalent> equivalents = exercises.equivalents(exercise);
    return slips.ofSolution(exercise, seed).stream()
        .map(
            run -> {
              List<String> names =
                  run.failed().stream()
                      .flatMap(test -> known.names(test, run.failed(), Set.of()).stream())
                      .distinct()
                      .toList();
              List<String> failed = run.failed().stream().map(it -> it.test().name()).toList();
              String why =
                  equivalents.stream()
                      .filter(
                          it ->
                              failed.isEmpty()
                                  && it.isOf(
                                      run.slip().method(),
                                      run.slip().rule().name(),
                                      run.slip().says()))
                      .findFirst()
                      .map(Equivalent::why)
                      .orElse(null);
              return new MadeSlip(run.slip(), failed, names, why);
            })
        .toList();
  }

  /** Tries the graded tests with answers that destroy what they are given. */
  VandalJob.Results vandals(Exercise exercise, long seed) {
    VandalJob.Request request =
        new VandalJob.Request(
            exercise,
            exercises.start(exercise).toString(),
            exercises.tests(exercise).toString(),
            KnownMistake.ofSource(exercise.type() + ".java", text(exercises.solution(exercise))),
            mistakes.possible(exercise),
            mistakes.of(exercise, seed).failed(),
            compiledMistakes.toString(),
            seed);
    return kit.run(VandalJob.class, request, event -> {}, ALL_VANDALS, Watch.NONE);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean isStart(Exercise exercise, Path source) {
    try {
      return Files.mismatch(source, exercises.start(exercise)) < 0;
    } catch (IOException e) {
      return false; // what compiles it says why it cannot be read
    }
  }

  private static Duration limit(Exercise exercise) {
    return Duration.ofSeconds(SECONDS_BESIDE_TESTS + (long) MOST_TESTS * exercise.seconds());
  }
}
