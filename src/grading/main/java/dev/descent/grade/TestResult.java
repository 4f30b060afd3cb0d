package dev.descent.grade;

import dev.descent.UnfitMachineException;
import dev.descent.exercise.CheckFailure;
import dev.descent.exercise.Measured;
import dev.descent.exercise.Todo;
import dev.descent.grade.TestGrade.State;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The end of one graded test, before anybody asks which mistake it was.
 *
 * @param failure why it failed; null if it passed or was not run
 * @param skipped why it was not run; null if it was
 * @param measured how far the answer to an open task has come, or null
 */
record TestResult(
    GradedTest test,
    @Nullable Failure failure,
    @Nullable String skipped,
    @Nullable Measured measured) {
  static TestResult notRun(GradedTest test, String reason) {
    return new TestResult(test, null, reason, null);
  }

  State state() {
    if (skipped != null) {
      return State.NOT_CHECKED;
    }
    if (failure == null || untried().isPresent()) {
      return State.PASSED;
    }
    return failure.type().equals(Todo.class.getName()) ? State.TODO : State.FAILED;
  }

  /**
   * The remark on a test for which this machine lacks something, as the test has said before it
   * called the answer; empty for others. It counts as passed: no answer is wrong for the machine
   * that it is graded on.
   */
  Optional<String> untried() {
    return failure != null
            && failure.place() == null
            && failure.type().equals(UnfitMachineException.class.getName())
        ? Optional.of(failure.message() + "; counted as passed without a try: " + test.sentence())
        : Optional.empty();
  }

  /** Tells whether it was done, and wrongly. */
  boolean isWrong() {
    return state() == State.FAILED;
  }

  /** Tells whether a check has found something that others may find as well. */
  boolean hasFound() {
    return failure != null && failure.found() != null;
  }

  /** Tells whether a check has found what is there where nothing was done. */
  boolean isNothingDone() {
    return failure != null && failure.evidence() == CheckFailure.Evidence.NOTHING_DONE;
  }

  /** Tells whether both ended in the same way. */
  boolean isSameAs(TestResult other) {
    return failure == null || other.failure == null
        ? state() == State.PASSED && other.state() == State.PASSED
        : failure.isSameAs(other.failure);
  }

  /** Tells whether all later checks ended in the same way, too. */
  boolean hasSameLater(TestResult other) {
    return failure == null
        ? other.failure == null
        : other.failure != null && failure.hasSameLater(other.failure);
  }

  /** Tells whether the other, whose test went on, has failed at a later check in the same way. */
  boolean isPartOf(TestResult other) {
    return failure != null && other.failure != null && failure.isPartOf(other.failure);
  }

  /** The same with nothing but what tells it from others. */
  TestResult inBrief() {
    return failure == null ? this : new TestResult(test, failure.inBrief(), skipped, measured);
  }

  /**
   * The grade for it.
   *
   * @param mistakes names of the known mistakes it shows
   * @param task where in the file its task is done; null if unknown
   */
  TestGrade grade(List<String> mistakes, @Nullable String task) {
    String message = skipped;
    String place = null;
    CheckFailure.Curves curves = null;
    if (failure != null && untried().isEmpty()) {
      message = failure.message();
      place = failure.place() == null ? task : failure.place();
      curves = failure.curves();
    }
    return new TestGrade(
        test.name(),
        test.sentence(),
        test.task(),
        test.points(),
        state(),
        message,
        place,
        mistakes,
        curves,
        measured);
  }
}
