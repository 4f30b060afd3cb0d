package dev.descent.course;

import dev.descent.catalog.Exercise;
import dev.descent.grade.Grade;
import dev.descent.submission.Submission;
import dev.descent.submission.Submission.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.commons.codec.digest.DigestUtils;

/**
 * The exercises that are graded, and what of a submission concerns them.
 *
 * @param graded the exercises, in their order
 */
record Assignment(List<Exercise> graded) {
  Assignment {
    graded = List.copyOf(graded);
  }

  /** SHA-256 of all answers: submissions with the same get the same grades. */
  String sum(Submission submission) {
    StringBuilder all = new StringBuilder();
    for (Exercise exercise : graded) {
      Answer answer = submission.answer(exercise);
      all.append(exercise.id()).append(answer.state()).append(answer.problem());
      all.append(DigestUtils.sha256Hex(answer.content()));
    }
    return DigestUtils.sha256Hex(all.toString());
  }

  /** What is to be said of the submission, in lines. */
  List<String> notes(Submission submission) {
    List<String> notes = new ArrayList<>();
    Set<String> answers = submission.answers().keySet();
    if (!answers.isEmpty() && graded.stream().map(Exercise::id).noneMatch(answers::contains)) {
      notes.add(
          "handed in %s only, which is not graded here".formatted(String.join(", ", answers)));
    }
    notes.addAll(submission.notes());
    return notes;
  }

  /**
   * An earlier grade in the name of who has handed the files in now; nothing if it is for other
   * files or other exercises.
   */
  Optional<StudentGrade> renewed(StudentGrade earlier, Submission submission) {
    List<String> ids = earlier.grades().stream().map(Grade::exercise).toList();
    return earlier.answers().equals(sum(submission))
            && ids.equals(graded.stream().map(Exercise::id).toList())
        ? Optional.of(earlier.of(submission, notes(submission)))
        : Optional.empty();
  }
}
