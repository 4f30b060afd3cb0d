package dev.descent.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What a student has handed in.
 *
 * @param student the name, as the platform has it
 * @param id by which the platform, or the list of the class, tells students apart; empty if neither
 *     gives one
 * @param from the folder, archive or file, relative to the folder of the whole class; the first one
 *     where there are several; unique in the class
 * @param late whether it was handed in too late, as far as its name says so
 * @param absent whether nothing was handed in, and a list of the class alone names the student
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
   * @param content its bytes; null if it cannot be taken
   * @param problem why it cannot be taken, in words that follow the file's name; null if it can
   */
  public record Answer(String path, byte[] content, String problem) {}

  /** The place in a class of a student who has handed in nothing. */
  public static Submission absent(String student, String id, String from, List<String> notes) {
    return new Submission(student, id, from, false, true, Map.of(), notes);
  }

  /** The same with a student's name and id, and one more note if there is any to take. */
  public Submission of(String name, String ownId, List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new Submission(name, ownId, from, late, absent, answers, List.copyOf(all));
  }
}
