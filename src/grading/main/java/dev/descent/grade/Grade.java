package dev.descent.grade;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Progress.Try;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The grade of an answer to an exercise.
 *
 * @param exercise its id
 * @param seed from which the inputs were drawn
 * @param state {@code GRADED} if the tests ran; how far the answer came if not
 * @param tests in the order in which they ran; empty if none could
 * @param problem why no test could run, in words; null if they did
 * @param output what the student's code printed, cut where it was too long
 * @param notes what was left out of the answer or is strange in it, though it was graded
 */
public record Grade(
    String exercise,
    long seed,
    AnswerState state,
    List<TestGrade> tests,
    @Nullable String problem,
    String output,
    List<String> notes) {
  /** Refuses what an older version has written, which knew no states. */
  public Grade {
    Objects.requireNonNull(state, "state");
  }

  /** A grade for tests that ran. */
  public static Grade of(
      String exercise, long seed, List<TestGrade> tests, String output, List<String> notes) {
    return new Grade(exercise, seed, AnswerState.GRADED, tests, null, output, notes);
  }

  /** A grade for an answer with which no test could run. */
  public static Grade notGraded(Exercise exercise, long seed, AnswerState state, String problem) {
    return new Grade(exercise.id(), seed, state, List.of(), problem, "", List.of());
  }

  /** The same grade with another output. */
  public Grade withOutput(String text) {
    return new Grade(exercise, seed, state, tests, problem, text, notes);
  }

  /** Tells whether there was a file to grade. */
  public boolean handedIn() {
    return state != AnswerState.MISSING;
  }

  /** Tells whether the tests ran, with whatever result. */
  public boolean graded() {
    return state == AnswerState.GRADED;
  }

  /** Points of the tests that passed. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int points() {
    return tests.stream().mapToInt(TestGrade::earned).sum();
  }

  /** Tells whether all tests ran and passed. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean passed() {
    return graded() && !tests.isEmpty() && tests.stream().allMatch(TestGrade::passed);
  }

  /**
   * The try at an open task that it tells of: what the first test that measures has measured.
   *
   * @param on the day
   */
  public Optional<Try> tried(LocalDate on) {
    return tests.stream()
        .map(TestGrade::measured)
        .filter(Objects::nonNull)
        .findFirst()
        .map(one -> new Try(one.what(), one.value(), seed, on.toString()));
  }

  /** Tells whether nothing was written yet: what was checked met a TODO. */
  public boolean untouched() {
    return graded()
        && tests.stream()
            .map(TestGrade::state)
            .allMatch(
                state -> state == TestGrade.State.TODO || state == TestGrade.State.NOT_CHECKED);
  }
}
