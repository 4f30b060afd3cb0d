package dev.descent.grade;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.descent.exercise.Exercise;
import java.util.List;

/**
 * What came of an exercise.
 *
 * @param exercise its id
 * @param seed from which the inputs were drawn
 * @param tests in the order in which they ran; empty if none could
 * @param problem why no test could run, in words; null if they did
 * @param output what the student's code printed, cut where it was too long
 * @param notes what was left out of the answer or is strange in it, though it was graded
 */
public record Grade(
    String exercise,
    long seed,
    List<TestGrade> tests,
    String problem,
    String output,
    List<String> notes) {
  /** Of an exercise of which no test could run. */
  public static Grade problem(Exercise exercise, long seed, String problem) {
    return new Grade(exercise.id(), seed, List.of(), problem, "", List.of());
  }

  /** Points of the tests that passed. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int points() {
    return tests.stream().mapToInt(TestGrade::earned).sum();
  }

  /** Whether all tests ran and passed. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public boolean passed() {
    return problem == null && !tests.isEmpty() && tests.stream().allMatch(TestGrade::passed);
  }

  /** Whether nothing was written yet: what was checked met a TODO. */
  public boolean untouched() {
    return problem == null
        && tests.stream()
            .map(TestGrade::state)
            .allMatch(
                state -> state == TestGrade.State.TODO || state == TestGrade.State.NOT_CHECKED);
  }
}
