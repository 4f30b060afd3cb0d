package dev.descent.grade;

import dev.descent.exercise.Exercise;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What is known of the tests of an answer, whatever happens to the workers they run in; it watches
 * their time.
 */
final class TestLog implements Watch {
  /** Seconds in which the worker itself may say where in the student's file it was. */
  private static final long GRACE = 2;

  private static final int MOST_TESTS = 50;

  private final Exercise exercise;
  private final Map<String, TestResult> ended = new LinkedHashMap<>();
  private final StringBuilder printed = new StringBuilder();
  private RunJob.Event last;
  private volatile GradedTest running;
  private volatile long began;

  TestLog(Exercise exercise) {
    this.exercise = exercise;
  }

  /** Takes what a worker reports. */
  void hear(RunJob.Event event) {
    if (event.begun() != null) {
      began = System.nanoTime();
      running = event.begun();
    } else if (event.ended() != null) {
      running = null;
      add(event.ended());
    }
    last = event;
  }

  @Override
  public String exceeded(ProcessHandle worker) {
    long seconds = (System.nanoTime() - began) / 1_000_000_000;
    return running != null && seconds >= exercise.seconds() + GRACE ? tooLong(exercise) : null;
  }

  /** The words for a test that does not end. */
  static String tooLong(Exercise exercise) {
    return "took longer than " + exercise.seconds() + " s and was stopped";
  }

  /**
   * A worker has ended in a test, which has failed by that.
   *
   * @return false if nobody knows in which
   */
  boolean died(JobFailedException e) {
    if (running == null || ended.size() >= MOST_TESTS) {
      return false;
    }
    boolean hasWords = last.death() != null;
    String words =
        hasWords
            ? last.death()
            : e.exceeded() != null
                ? e.exceeded()
                : "ended the process it ran in: " + e.getMessage();
    String place = hasWords ? last.place() : null;
    add(
        new TestResult(
            running, new Failure("fatal", "your code " + words, place, null, null), null));
    printed(hasWords ? last.printed() : "");
    running = null;
    return true;
  }

  /** Of a test that runs with several arguments, the first failure. */
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

  /** What came of each test so far, in the order of their tasks. */
  List<TestResult> results() {
    return ended.values().stream()
        .sorted(
            Comparator.comparingInt((TestResult result) -> result.test().task())
                .thenComparing(result -> result.test().name()))
        .toList();
  }
}
