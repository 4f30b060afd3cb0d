package dev.descent.submission;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * A student who has handed in something, or should have. The files are read when somebody asks for
 * them, and not kept: a class may have more than fits into memory.
 *
 * @param student the name, as the platform has it
 * @param id by which the platform, or the list of the class, tells students apart; empty if neither
 *     gives one
 * @param from the folder, archive or file, relative to the folder of the whole class; the first one
 *     where there are several; unique in the class
 * @param late whether it was handed in too late, as far as its name says so
 * @param absent whether nothing was handed in, and a list of the class alone names the student
 * @param notes why it is not sure whose it is, a line each
 * @param files reads them
 */
public record HandIn(
    String student,
    String id,
    String from,
    boolean late,
    boolean absent,
    List<String> notes,
    Supplier<Files> files) {
  /**
   * The answers in the files.
   *
   * @param answers see {@link Submission#answers}
   * @param notes on the files
   */
  public record Files(Map<String, Submission.Answer> answers, List<String> notes) {}

  /** The place in a class of a student who has handed in nothing. */
  public static HandIn absent(String student, String id, String from, List<String> notes) {
    return new HandIn(student, id, from, false, true, notes, () -> new Files(Map.of(), List.of()));
  }

  /** The same with a student's name and id, and more notes. */
  public HandIn of(String name, String ownId, List<String> more) {
    List<String> all = new ArrayList<>(notes);
    all.addAll(more);
    return new HandIn(name, ownId, from, late, absent, List.copyOf(all), files);
  }

  /** Reads what was handed in. */
  public Submission read() {
    Files read = files.get();
    List<String> all = new ArrayList<>(notes);
    all.addAll(read.notes());
    return new Submission(student, id, from, late, absent, read.answers(), List.copyOf(all));
  }
}
