package dev.descent.submission;

import java.util.List;
import java.util.Map;

/**
 * What a student has handed in.
 *
 * @param student the name, as the folder or the archive has it
 * @param from the folder or archive, relative to that of the whole class; unique in it
 * @param answers the files of exercises, by the exercise's id; an exercise that is not there was
 *     not handed in
 * @param notes what was left out though it differs from the kit's own, or is strange, a line each
 */
public record Submission(
    String student, String from, Map<String, Answer> answers, List<String> notes) {
  /**
   * The file of an exercise.
   *
   * @param path where it was in the submission
   * @param content its bytes; null if it cannot be taken
   * @param problem why it cannot be taken, in words that follow the file's name; null if it can
   */
  public record Answer(String path, byte[] content, String problem) {}
}
