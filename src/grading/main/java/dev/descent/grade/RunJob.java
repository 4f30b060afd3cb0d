package dev.descent.grade;

import dev.descent.exercise.Exercise;
import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/**
 * Runs the graded tests on a compiled answer, in a worker JVM; the result is what the student's
 * code has printed, the reports are {@link Event}s. The one place where a student's code runs.
 */
public final class RunJob implements Job<RunJob.Request, RunJob.Event, String> {
  /**
   * What to run.
   *
   * @param answer the {@code .jar} with the classes of the answer
   * @param tests that with those of the tests
   * @param missing members that the tests use and the answer has no more
   * @param done what came of tests in workers before this one: they are not run again
   */
  public record Request(
      Exercise exercise,
      String answer,
      String tests,
      long seed,
      List<String> missing,
      List<TestResult> done) {}

  /**
   * What the grader must know even if this worker ends before its job does. One of the fields
   * {@code begun} and {@code ended} is set, or {@code death}.
   *
   * @param begun the test that begins
   * @param ended how one has ended
   * @param death why the worker ends in the test that has begun
   * @param place where that is in the student's file; null if unknown
   * @param printed by the student's code until its death
   */
  public record Event(
      GradedTest begun, TestResult ended, String death, String place, String printed) {
    static Event begun(GradedTest test) {
      return new Event(test, null, null, null, null);
    }

    static Event ended(TestResult result) {
      return new Event(null, result, null, null, null);
    }

    static Event death(String why, String place, String printed) {
      return new Event(null, null, why, place, printed);
    }
  }

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
  public String run(Request request, Consumer<Event> progress) throws Exception {
    warmUp().join();
    Exercise exercise = request.exercise();
    requireNoOtherAnswer(exercise);
    // The tests come first: no class of an answer takes the place of one of theirs.
    try (URLClassLoader loader =
        TestRun.loader(Path.of(request.tests()), Path.of(request.answer()))) {
      TestRun tests =
          new TestRun(exercise, loader, request.seed(), request.done(), request.missing());
      return new StudentCode(exercise, progress).run(tests);
    }
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
}
