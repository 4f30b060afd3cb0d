package dev.descent.grade;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.descent.exercise.CheckFailure;
import dev.descent.exercise.Measured;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grade of one graded test.
 *
 * @param name its method
 * @param sentence what must hold
 * @param task number of the TODO it grades
 * @param points what it is worth
 * @param message why it did not pass, in lines; null if it did
 * @param place where in the student's file to look, such as {@code Adam.java:31}; null if unknown
 * @param mistakes names of the known mistakes that give the same wrong answer; or what a slip says
 *     that gives it and has no name
 * @param curves what to draw, or null
 * @param measured how far the answer to an open task has come, or null; it gives no points
 */
public record TestGrade(
    String name,
    String sentence,
    int task,
    int points,
    State state,
    @Nullable String message,
    @Nullable String place,
    List<String> mistakes,
    CheckFailure.@Nullable Curves curves,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Measured measured) {
  /** The ways in which a test may end. */
  public enum State {
    PASSED,
    FAILED,
    /** It met a TODO. */
    TODO,
    /** It needs one that did not pass. */
    NOT_CHECKED
  }

  /** Tells whether it passed. */
  public boolean passed() {
    return state == State.PASSED;
  }

  /** Its points, if it passed. */
  public int earned() {
    return passed() ? points : 0;
  }
}
