package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Runs the graded tests on a compiled answer, in a worker JVM; the result is what the student's
 * code has printed, the reports are {@link Event}s. The one place where a student's code runs.
 */
public final class RunJob implements Job<RunJob.Request, RunJob.Event, String> {
  /**
   * The tests to run.
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
   * An event that the grader must know of even if this worker ends before its job does. One field
   * is set.
   *
   * @param begun the test that begins
   * @param ended the result of one that has ended
   * @param death the end of the worker, in the test that has begun
   */
  public record Event(
      @Nullable GradedTest begun, @Nullable TestResult ended, @Nullable Death death) {
    static Event begun(GradedTest test) {
      return new Event(test, null, null);
    }

    static Event ended(TestResult result) {
      return new Event(null, result, null);
    }

    static Event death(String why, @Nullable String place, String printed) {
      return new Event(null, null, new Death(why, place, printed));
    }
  }

  /**
   * The end of a worker.
   *
   * @param why in words
   * @param place where that is in the student's file; null if unknown
   * @param printed what the student's code printed until then
   */
  public record Death(String why, @Nullable String place, String printed) {}

  @Override
  public String run(Request request, Consumer<Event> progress) throws Exception {
    Backend.start();
    Exercise exercise = request.exercise();
    requireNoOtherAnswer(exercise);
    // The tests come first: no class of an answer takes the place of one of theirs.
    try (URLClassLoader loader =
        TestRun.loader(Path.of(request.tests()), Path.of(request.answer()))) {
      TestRun tests =
          new TestRun(
              exercise, loader, request.seed(), request.done(), request.missing(), true, true);
      return new StudentCode(exercise, progress).run(tests);
    }
  }

  /**
   * Refuses a worker that has the exercise's class on its own class path and would grade that one.
   */
  private static void requireNoOtherAnswer(Exercise exercise) {
    String file = exercise.className().replace('.', '/') + ".class";
    if (RunJob.class.getClassLoader().getResource(file) != null) {
      throw new IllegalStateException(
          exercise.className() + " is on the class path of the grader and would be graded");
    }
  }
}
