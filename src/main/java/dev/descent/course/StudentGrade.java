package dev.descent.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.descent.grade.Grade;
import java.util.List;

/**
 * What came of a submission.
 *
 * @param student the name
 * @param from the submission, see {@link Submission#from}
 * @param answers SHA-256 of all that was handed in and graded
 * @param grades one for each exercise that was graded, in their order
 * @param notes see {@link Submission#notes}
 * @param seconds how long grading took
 * @param with what it was graded with
 */
public record StudentGrade(
    String student,
    String from,
    String answers,
    List<Grade> grades,
    List<String> notes,
    double seconds,
    GradedWith with) {
  /** The sum of the exercises' points. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int points() {
    return grades.stream().mapToInt(Grade::points).sum();
  }
}
