package dev.descent.submission;

import dev.descent.BadInputException;
import dev.descent.catalog.Exercises;
import dev.descent.submission.Submission.Answer;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The submissions of a class: a folder with a folder, an archive or files for each student, as
 * learning platforms export it. Nothing that may be somebody's is passed over: what cannot be read
 * is a submission without answers, which says why.
 *
 * <p>Submissions are read as what strangers wrote. Nothing of an archive comes to the disk, no link
 * is followed, and no more is read than {@link ReadBudget} has it. One that cannot be read leaves
 * the others alone.
 *
 * @param all sorted by {@link HandIn#from}; at least one
 * @param remarks how the names were read, and what is nobody's, a line each
 */
public record Submissions(List<HandIn> all, List<String> remarks) {
  private static final int SHOWN = 5;

  /**
   * Reads the names of all.
   *
   * @param dir the folder
   * @param exercises those of the kit, whose own files submissions are compared with
   * @param others files and folders that are no submissions, should they be there
   * @throws BadInputException if it is no folder, or has no submission
   */
  public static Submissions read(Path dir, Exercises exercises, Collection<Path> others) {
    if (!Files.isDirectory(dir)) {
      throw refused(dir, Files.exists(dir) ? "which is no folder" : "which does not exist");
    }
    List<Entry> entries = new ArrayList<>();
    List<String> ignored = new ArrayList<>();
    Set<String> taken = new HashSet<>();
    for (Path place : places(dir)) {
      String raw = place.getFileName().toString();
      if (Names.isByProgram(raw) || isOneOf(place, others) || hasGrades(place)) {
        ignored.add(Names.shown(raw));
      } else {
        entries.add(Entry.of(place, unique(Names.shown(raw), taken)));
      }
    }
    if (entries.isEmpty()) {
      throw refused(
          dir,
          ignored.isEmpty() ? "which is empty" : "which has only " + Names.some(ignored, SHOWN));
    }
    Reader reader = new Reader(exercises);
    List<HandIn> all =
        Owner.of(entries).stream()
            .map(reader::handIn)
            .sorted(Comparator.comparing(HandIn::from))
            .toList();
    List<String> remarks = howRead(entries);
    if (!ignored.isEmpty()) {
      remarks.add(
          "not read, as no student has made " + them(ignored) + ": " + Names.some(ignored, SHOWN));
    }
    return new Submissions(all, List.copyOf(remarks));
  }

  /** The same of a folder that has nothing but submissions. */
  public static Submissions read(Path dir, Exercises exercises) {
    return read(dir, exercises, List.of());
  }

  /**
   * Reads a single submission.
   *
   * @param folder the student's folder
   * @param exercises see {@link #read}
   * @throws BadInputException if it is no folder
   */
  public static HandIn one(Path folder, Exercises exercises) {
    if (!Files.isDirectory(folder)) {
      throw new BadInputException("a submission must be a folder, got " + folder);
    }
    String name = Names.shown(folder.toAbsolutePath().getFileName().toString());
    return new Reader(exercises)
        .handIn(Owner.of(List.of(Entry.of(folder.toAbsolutePath(), name))).get(0));
  }

  private static BadInputException refused(Path dir, String what) {
    return new BadInputException(
        "DIR must be a folder with a folder, an archive or files for each student, got "
            + Names.shown(dir.toString())
            + ", "
            + what);
  }

  /** The entries of a folder in the order of their names. */
  private static List<Path> places(Path dir) {
    List<Path> places = new ArrayList<>();
    try (DirectoryStream<Path> stream = Files.newDirectoryStream(dir)) {
      stream.forEach(places::add);
    } catch (DirectoryIteratorException | IOException e) {
      throw refused(dir, "which cannot be read (" + e + ")");
    }
    places.sort(Comparator.comparing(place -> place.getFileName().toString()));
    return places;
  }

  /** Tells whether it is what an earlier run has written. */
  private static boolean hasGrades(Path place) {
    return Files.isRegularFile(place.resolve("grades.csv"))
        && Files.isRegularFile(place.resolve("class.html"))
        && Files.isDirectory(place.resolve("students"));
  }

  private static boolean isOneOf(Path place, Collection<Path> others) {
    try {
      for (Path other : others) {
        if (Files.exists(other) && Files.isSameFile(place, other)) {
          return true;
        }
      }
    } catch (IOException e) {
      return false; // a link that leads nowhere is no file of ours
    }
    return false;
  }

  /** Two names may look the same when their control characters are replaced. */
  private static String unique(String name, Set<String> taken) {
    String unique = name;
    for (int i = 2; !taken.add(unique); i++) {
      unique = name + " (" + i + ")";
    }
    return unique;
  }

  /** A line for each platform. */
  private static List<String> howRead(List<Entry> entries) {
    Map<String, Integer> counts = new TreeMap<>();
    entries.forEach(entry -> counts.merge(entry.named().platform().whose(), 1, Integer::sum));
    List<String> lines = new ArrayList<>();
    counts.forEach(
        (whose, count) ->
            lines.add(
                (whose.isEmpty() ? "names taken as they are: " : "names read as " + whose + ": ")
                    + count
                    + (count == 1 ? " entry" : " entries")));
    return lines;
  }

  private static String them(List<String> names) {
    return names.size() == 1 ? "it" : "them";
  }

  /** Reads submissions. */
  private static final class Reader {
    private final Exercises exercises;
    private final KitFiles kit;
    private final KitAnswers kitAnswers;

    Reader(Exercises exercises) {
      this.exercises = exercises;
      kit = new KitFiles(exercises);
      kitAnswers = new KitAnswers(exercises);
    }

    HandIn handIn(Owner owner) {
      return new HandIn(
          owner.name(),
          owner.id(),
          owner.from(),
          owner.late(),
          false,
          owner.notes(),
          () -> read(owner));
    }

    private HandIn.Files read(Owner owner) {
      List<Entry> entries = owner.entries();
      ReadBudget limits = new ReadBudget();
      Notes notes = new Notes();
      SubmittedFiles found = new SubmittedFiles(limits, notes);
      for (Entry entry : entries) {
        found.find(entry, entries.size() == 1 ? "" : entry.from() + "/");
      }
      List<SubmittedFile> files = found.all();
      AnswerFiles answerFiles = new AnswerFiles(exercises, kitAnswers, notes);
      Map<String, Answer> answers = answerFiles.choose(files);
      if (answers.isEmpty()) {
        notes.line("no file of an exercise was found" + among(files));
      }
      kit.note(files, answerFiles.seen(), limits, notes);
      owner.severalEntries().ifPresent(notes::line);
      return new HandIn.Files(answers, notes.all(limits));
    }

    private static String among(List<SubmittedFile> files) {
      List<String> names =
          files.stream()
              .filter(file -> file.kind() != SubmittedFile.Kind.FOLDER)
              .map(file -> Names.shown(file.path()))
              .toList();
      return names.isEmpty() ? "" : " among " + Names.some(names, SHOWN);
    }
  }
}
