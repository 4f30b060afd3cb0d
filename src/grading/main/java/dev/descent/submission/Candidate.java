package dev.descent.submission;

import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercise;
import dev.descent.submission.Submission.Answer;
import java.util.Comparator;

/**
 * A file that may be the answer to an exercise.
 *
 * @param file where it was found
 * @param exercise for which it may be
 * @param answer the answer that it would be
 * @param sum of its text, the same for the same text; empty if it cannot be read
 * @param certain whether package and class say that it is for this exercise, and not its name alone
 * @param untouched whether it is the start
 */
record Candidate(
    SubmittedFile file,
    Exercise exercise,
    Answer answer,
    String sum,
    boolean certain,
    boolean untouched) {
  /** The kit's place first, then the exercise's folder, then any other; then the right name. */
  static final Comparator<Candidate> BY_PLACE =
      Comparator.comparingInt(Candidate::place)
          .thenComparing(candidate -> !candidate.file.name().equals(candidate.name()))
          .thenComparing(candidate -> candidate.file.depth())
          .thenComparing(candidate -> candidate.file.path());

  private static final String EXERCISES = "src/main/java/dev/descent/exercises/";
  private static final int APART = 3;

  /** The same candidate with an answer that has the same text. */
  Candidate with(byte[] content) {
    return new Candidate(
        file, exercise, Answer.of(answer.path(), content), sum, certain, untouched);
  }

  boolean isReadable() {
    return answer.state() == AnswerState.HANDED_IN;
  }

  private String name() {
    return exercise.type() + ".java";
  }

  /** Tells whether it lies where the kit has the file that students edit. */
  boolean isInKitsPlace() {
    return place() == 0;
  }

  /** Tells whether it lies where the kit has files that students do not edit. */
  boolean isApart() {
    return place() == APART;
  }

  private int place() {
    if (file.isBelow("solutions")
        || file.isBelow("starts")
        || file.isBelow("target")
        || file.isBelow("src/test")) {
      return APART;
    }
    if (file.isBelow(EXERCISES + exercise.id())) {
      return 0;
    }
    return file.isBelow(exercise.id()) ? 1 : 2;
  }
}
