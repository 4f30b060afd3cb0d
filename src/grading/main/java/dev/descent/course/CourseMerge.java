package dev.descent.course;

import dev.descent.BadInputException;
import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.submission.HandIn;
import dev.descent.submission.Submission;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The grades of a class that several runs have made, each of a part: on several machines, or one
 * after another. They are found by what was handed in, as they are when a run is resumed, so it
 * does not matter who graded whom, how often, and in which folder the grades are.
 */
public final class CourseMerge {
  private static final int SHOWN = 5;

  private final Exercises exercises;
  private final Assignment assignment;
  private final GradedWith here;
  private final List<Path> folders;

  /**
   * @param graded the exercises that were graded
   * @param here what would grade here: the grades must be for the same tests and seed
   * @param folders those that have been graded into, see {@link CourseFiles}
   */
  public CourseMerge(
      Exercises exercises, List<Exercise> graded, GradedWith here, List<Path> folders) {
    this.exercises = exercises;
    this.assignment = new Assignment(graded);
    this.here = here;
    this.folders = List.copyOf(folders);
  }

  /**
   * Puts the grades together.
   *
   * @param mixed whether they may have been made with different kits, machines or kernels
   * @param out the folder of the class; nothing is written if something is missing
   * @return in the order of the submissions
   * @throws BadInputException if a submission is graded in none of the folders, or if the grades do
   *     not go together
   */
  public List<StudentGrade> merge(List<HandIn> handIns, boolean mixed, Path out) {
    List<StudentGrade> grades = new ArrayList<>();
    List<String> missing = new ArrayList<>();
    for (HandIn handIn : handIns) {
      Submission submission = handIn.read();
      Optional<StudentGrade> found = found(submission);
      found.ifPresentOrElse(grades::add, () -> missing.add(submission.from()));
    }
    if (!missing.isEmpty()) {
      throw new BadInputException(
          "of %s %s graded in none of the folders, or with other files, tests, exercises or seed: %s"
              .formatted(
                  Count.of(handIns.size(), "submission"),
                  missing.size() == 1 ? "one is" : missing.size() + " are",
                  some(missing)));
    }
    if (!mixed) {
      requireSame(grades);
    }
    grades.forEach(grade -> CourseFiles.writeStudent(grade, exercises, out));
    return grades;
  }

  private Optional<StudentGrade> found(Submission submission) {
    return folders.stream()
        .flatMap(folder -> CourseFiles.readGrade(submission.from(), folder).stream())
        .filter(grade -> grade.with().isOfSameTests(here))
        .flatMap(grade -> assignment.renewed(grade, submission).stream())
        .findFirst();
  }

  /** Refuses grades whose bits may differ though the submissions do not. */
  private static void requireSame(List<StudentGrade> grades) {
    Map<GradedWith, StudentGrade> examples = new LinkedHashMap<>();
    grades.forEach(grade -> examples.putIfAbsent(grade.with(), grade));
    if (examples.size() < 2) {
      return;
    }
    List<StudentGrade> two = examples.values().stream().limit(2).toList();
    String differ = two.get(0).with().difference(two.get(1).with());
    throw new BadInputException(
        "%s and %s were graded with different things: %s; grade one of them anew, or take both with --mixed"
            .formatted(two.get(0).from(), two.get(1).from(), differ));
  }

  private static String some(List<String> names) {
    String shown = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
    return names.size() > SHOWN ? shown + " … and " + (names.size() - SHOWN) + " more" : shown;
  }
}
