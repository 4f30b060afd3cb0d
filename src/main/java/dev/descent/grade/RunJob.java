package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.Exercise;
import dev.descent.pool.Job;
import dev.descent.train.Backend;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the graded tests on a compiled answer, in a worker JVM; the result is an array of {@link
 * Run}s, the reports are {@link Event}s. The one place where a student's code runs.
 */
public final class RunJob implements Job {
  /**
   * What to run.
   *
   * @param answer folder with the classes of the answer
   * @param tests folder with the classes of the tests
   * @param seeds for each of them all tests run
   * @param fatal what is known of tests that have ended a worker: they are not run again
   */
  public record Request(
      Exercise exercise, String answer, String tests, List<Long> seeds, List<Fatal> fatal) {}

  /**
   * A test that has ended its worker.
   *
   * @param place where in the student's file; null if unknown
   * @param printed what the student's code had printed
   */
  public record Fatal(String test, String why, String place, String printed) {}

  /**
   * What the grader must know even if this worker ends before its job does.
   *
   * @param running the test that has begun; null between tests
   * @param death why the worker ends in that test; null as long as it lives
   * @param place in the student's file
   * @param printed by the student's code until its death
   */
  public record Event(String running, String death, String place, String printed) {}

  /** How the tests ended for a seed, and what the student's code printed. */
  record Run(long seed, List<TestResult> tests, String output) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  private static Thread backend;

  /** Loads ND4J, beside what this worker does until it is needed. */
  static synchronized Thread warmUp() {
    if (backend == null) {
      backend = new Thread(Backend::start, "backend");
      backend.start();
    }
    return backend;
  }

  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws Exception {
    warmUp().join();
    Request request = JSON.treeToValue(input, Request.class);
    requireNoOtherAnswer(request.exercise());
    List<Run> runs = new ArrayList<>();
    for (long seed : request.seeds()) {
      runs.add(run(request, seed, progress));
    }
    return runs;
  }

  /**
   * With the class on this worker's own class path, that one would be graded, not the student's.
   */
  private static void requireNoOtherAnswer(Exercise exercise) {
    String file = exercise.className().replace('.', '/') + ".class";
    if (RunJob.class.getClassLoader().getResource(file) != null) {
      throw new IllegalStateException(
          exercise.className() + " is on the class path of the grader and would be graded");
    }
  }

  private static Run run(Request request, long seed, Consumer<Object> progress)
      throws IOException, InterruptedException {
    Exercise exercise = request.exercise();
    // The tests come first: no class of an answer takes the place of one of theirs.
    try (URLClassLoader loader =
        TestRun.loader(Path.of(request.tests()), Path.of(request.answer()))) {
      Student student = new Student(exercise, progress);
      List<String> dead = request.fatal().stream().map(Fatal::test).toList();
      Map<String, TestResult> results =
          student.run(watcher -> TestRun.run(exercise, loader, seed, dead, watcher));
      List<TestResult> all = new ArrayList<>(results.values());
      Map<String, GradedTest> tests = TestRun.tests(exercise, loader);
      StringBuilder printed = new StringBuilder();
      for (Fatal fatal : request.fatal()) {
        String message = "your code " + fatal.why();
        Failure failure = new Failure("fatal", message, fatal.place(), null, null);
        all.add(new TestResult(tests.get(fatal.test()), failure, null));
        printed.append(fatal.printed());
      }
      all.sort(
          Comparator.comparingInt((TestResult result) -> result.test().task())
              .thenComparing(result -> result.test().name()));
      return new Run(seed, all, printed.append(student.output()).toString());
    }
  }
}
