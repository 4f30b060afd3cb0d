package dev.descent.submission;

import dev.descent.BadInputException;
import dev.descent.exercise.Exercises;
import dev.descent.submission.Submission.Answer;
import dev.descent.submission.SubmittedFile.Kind;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a class has handed in: a folder with a folder or a {@code .zip} for each student, as
 * learning platforms export it.
 *
 * <p>Submissions are read as what strangers wrote. Nothing of an archive comes to the disk, no link
 * is followed, and no more is read than {@link Limits} has it. One that cannot be read says so in
 * its notes and leaves the others alone.
 *
 * @param all sorted by {@link Submission#from}; at least one
 * @param ignored what else is in the folder, a line each
 */
public record Submissions(List<Submission> all, List<String> ignored) {
  /**
   * Reads all.
   *
   * @param dir the folder
   * @param exercises those of the kit, whose own files submissions are compared with
   * @throws BadInputException if it is no folder, or has no submission
   */
  public static Submissions read(Path dir, Exercises exercises) {
    if (!Files.isDirectory(dir)) {
      throw refused(dir, Files.exists(dir) ? "which is no folder" : "which does not exist");
    }
    KitFiles kit = new KitFiles(exercises);
    List<Submission> all = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Path entry : entries(dir)) {
      String raw = entry.getFileName().toString();
      String name = Names.shown(raw);
      Kind kind;
      try {
        kind = SubmittedFiles.kind(entry);
      } catch (IOException e) {
        ignored.add(name + " " + Refusal.words(e));
        continue;
      }
      if (kind == Kind.LINK) {
        ignored.add(name + " is a link, and is not followed");
      } else if (kind == Kind.FOLDER || kind == Kind.FILE && Names.isZip(raw)) {
        all.add(submission(entry, kind, unique(name, taken), exercises, kit));
      } else {
        ignored.add(name + " is neither a folder nor a .zip");
      }
    }
    if (all.isEmpty()) {
      throw refused(
          dir, ignored.isEmpty() ? "which is empty" : "which has neither: " + ignored.get(0));
    }
    all.sort(Comparator.comparing(Submission::from));
    return new Submissions(List.copyOf(all), List.copyOf(ignored));
  }

  /**
   * Reads one submission.
   *
   * @param folder the student's folder
   * @param exercises see {@link #read}
   * @throws BadInputException if it is no folder
   */
  public static Submission one(Path folder, Exercises exercises) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException("a submission must be a folder, got " + folder);
    }
    String name = Names.shown(folder.toAbsolutePath().getFileName().toString());
    return submission(folder, Kind.FOLDER, name, exercises, new KitFiles(exercises));
  }

  private static BadInputException refused(Path dir, String what) {
    return new BadInputException(
        "DIR must be a folder with a folder or a .zip for each student, got "
            + Names.shown(dir.toString())
            + ", "
            + what);
  }

  /** In the order of their names, without hidden ones. */
  private static List<Path> entries(Path dir) {
    List<Path> entries = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(dir)) {
      stream.forEach(entries::add);
    } catch (DirectoryIteratorException | IOException e) {
      throw refused(dir, "which cannot be read (" + e + ")");
    }
    entries.removeIf(entry -> Names.isHidden(entry.getFileName().toString()));
    entries.sort(Comparator.comparing(entry -> entry.getFileName().toString()));
    return entries;
  }

  /** Two names may look the same when their control characters are replaced. */
  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + " (" + i + ")";
    }
    return unique;
  }

  private static Submission submission(
      Path entry, Kind kind, String from, Exercises exercises, KitFiles kit) {
    Limits limits = new Limits();
    Notes notes = new Notes();
    List<SubmittedFile> files =
        kind == Kind.FOLDER
            ? SubmittedFiles.inFolder(entry, limits, notes)
            : SubmittedFiles.inArchive(entry, from, limits, notes);
    AnswerFiles answerFiles = new AnswerFiles(exercises, notes);
    Map<String, Answer> answers = answerFiles.choose(files);
    if (answers.isEmpty()) {
      notes.line("no file of an exercise was found");
    }
    kit.note(files, answerFiles.seen(), limits, notes);
    return new Submission(Names.student(from), from, answers, notes.all(limits));
  }
}
