package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The results of an answer's tests, whatever happens to the workers they run in. It watches the
 * time of the tests.
 */
final class TestLog implements Watch {
  /** Seconds in which the worker itself may say where in the student's file it was. */
  private static final int GRACE = 2;

  private static final int MOST_TESTS = 50;

  private final Exercise exercise;
  private final Map<String, TestResult> ended = new LinkedHashMap<>();
  private final StringBuilder printed = new StringBuilder();
  private RunJob.@Nullable Death death;
  private boolean died;
  private volatile @Nullable Running running;

  /** A test that runs, and when the watch has first seen it. */
  private static final class Running {
    final GradedTest test;
    @Nullable TestTime seen; // the watch's alone

    Running(GradedTest test) {
      this.test = test;
    }
  }

  TestLog(Exercise exercise) {
    this.exercise = exercise;
  }

  /** Takes what a worker reports. */
  void hear(RunJob.Event event) {
    if (event.begun() != null) {
      running = new Running(event.begun());
    } else if (event.ended() != null) {
      running = null;
      add(event.ended());
    }
    death = event.death();
  }

  @Override
  public @Nullable String exceeded(ProcessHandle worker) {
    Running test = running;
    if (test == null) {
      return null;
    }
    if (test.seen == null) {
      test.seen = TestTime.of(worker);
      return null;
    }
    int limit = exercise.seconds() + GRACE;
    return test.seen.isAtLeast(limit) && TestTime.of(worker).since(test.seen).isOver(limit)
        ? tooLong(exercise)
        : null;
  }

  /** The words for a test that does not end. */
  static String tooLong(Exercise exercise) {
    return "took longer than " + exercise.seconds() + " s and was stopped";
  }

  /**
   * Fails the test in which a worker has ended.
   *
   * @return false if nobody knows in which
   */
  boolean died(JobFailedException e) {
    Running last = running;
    if (last == null || ended.size() >= MOST_TESTS) {
      return false;
    }
    RunJob.Death told = death != null ? death : new RunJob.Death(unexpected(e), null, "");
    add(
        new TestResult(
            last.test, Failure.of("fatal", "your code " + told.why(), told.place()), null, null));
    printed(told.printed());
    running = null;
    died = true;
    return true;
  }

  /** Tells whether a worker has ended in a test. */
  boolean hasDied() {
    return died;
  }

  /** The words for a worker that ended and could not say why. */
  private static String unexpected(JobFailedException e) {
    String exceeded = e.exceeded();
    return exceeded != null ? exceeded : "ended the process it ran in: " + e.getMessage();
  }

  /** Keeps the first failure of a test that runs with several arguments. */
  private void add(TestResult result) {
    ended.merge(result.test().name(), result, (old, next) -> old.failure() == null ? next : old);
  }

  void printed(String text) {
    printed.append(text);
  }

  /** All that was printed. */
  String printed() {
    return printed.toString();
  }

  /** The result of each test so far, in the order of their tasks. */
  List<TestResult> results() {
    return ended.values().stream()
        .sorted(
            Comparator.comparingInt((TestResult result) -> result.test().task())
                .thenComparing(result -> result.test().name()))
        .toList();
  }
}
