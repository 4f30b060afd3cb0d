package dev.descent.course;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.descent.grade.Grade;
import dev.descent.submission.HandIn;
import dev.descent.submission.Submission;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The grades of a submission.
 *
 * @param student the name
 * @param id see {@link HandIn#id}
 * @param from the submission, see {@link HandIn#from}
 * @param late see {@link HandIn#late}
 * @param absent see {@link HandIn#absent}
 * @param answers SHA-256 of all that was handed in and graded
 * @param grades one for each exercise that was graded, in their order
 * @param notes see {@link Submission#notes}
 * @param seconds how long grading took
 * @param with what it was graded with
 * @param node the node of a cluster that graded it; null for the machine of the command
 */
public record StudentGrade(
    String student,
    String id,
    String from,
    boolean late,
    boolean absent,
    String answers,
    List<Grade> grades,
    List<String> notes,
    double seconds,
    GradedWith with,
    @Nullable String node) {
  /** Grades of the machine of the command. */
  public StudentGrade(
      String student,
      String id,
      String from,
      boolean late,
      boolean absent,
      String answers,
      List<Grade> grades,
      List<String> notes,
      double seconds,
      GradedWith with) {
    this(student, id, from, late, absent, answers, grades, notes, seconds, with, null);
  }

  /** The grades of this for the same files, in the name of who has handed them in now. */
  StudentGrade of(Submission submission, List<String> ownNotes) {
    return new StudentGrade(
        submission.student(),
        submission.id(),
        submission.from(),
        submission.late(),
        submission.absent(),
        answers,
        grades,
        ownNotes,
        seconds,
        with,
        node);
  }

  /** The sum of the exercises' points. */
  @JsonProperty(access = JsonProperty.Access.READ_ONLY)
  public int points() {
    return grades.stream().mapToInt(Grade::points).sum();
  }
}
