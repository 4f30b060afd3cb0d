package dev.descent.submission;

import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercise;
import java.util.List;
import java.util.Map;

/**
 * The files of a student, read.
 *
 * @param student see {@link HandIn#student}
 * @param id see {@link HandIn#id}
 * @param from see {@link HandIn#from}
 * @param late see {@link HandIn#late}
 * @param absent see {@link HandIn#absent}
 * @param answers the files of exercises, by the exercise's id; an exercise that is not there was
 *     not handed in
 * @param notes what was left out though it differs from the kit's own, or is strange, a line each
 */
public record Submission(
    String student,
    String id,
    String from,
    boolean late,
    boolean absent,
    Map<String, Answer> answers,
    List<String> notes) {
  /**
   * The file of an exercise.
   *
   * @param path where it was in the submission
   * @param state {@code HANDED_IN} if the file can be taken
   * @param content its bytes; none if it cannot be taken
   * @param problem why it cannot be taken, in words that follow the file's name; empty if it can
   */
  public record Answer(String path, AnswerState state, byte[] content, String problem) {
    private static final Answer MISSING =
        new Answer("", AnswerState.MISSING, new byte[0], "is missing");

    static Answer of(String path, byte[] content) {
      return new Answer(path, AnswerState.HANDED_IN, content, "");
    }

    static Answer unreadable(String path, String problem) {
      return new Answer(path, AnswerState.UNREADABLE, new byte[0], problem);
    }
  }

  /** The answer to an exercise, which may be missing. */
  public Answer answer(Exercise exercise) {
    return answers.getOrDefault(exercise.id(), Answer.MISSING);
  }
}
