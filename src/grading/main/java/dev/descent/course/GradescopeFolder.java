package dev.descent.course;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.StudentJvm;
import dev.descent.machine.Sandbox;
import dev.descent.submission.HandIn;
import dev.descent.submission.Submissions;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Gradescope's folder: it has one submission in {@code submission}, and wants what came of it in
 * {@code results/results.json}.
 *
 * @param dir the folder
 */
public record GradescopeFolder(Path dir) {
  /** The folder on Gradescope's machines. */
  public static final Path USUAL = Path.of("/autograder");

  /** The file that Gradescope reads. */
  public Path results() {
    return dir.resolve("results").resolve("results.json");
  }

  /**
   * Grades the submission and writes the results.
   *
   * @param graded the exercises to grade
   * @throws BadInputException if there is no submission, or nothing can be written
   * @throws dev.descent.UnfitMachineException if this machine cannot grade; there are no results
   *     then, not even those of an earlier submission
   */
  public StudentGrade grade(Exercises exercises, List<Exercise> graded, long seed) {
    Path file = results();
    AtomicFile.requireFolder(dir.resolve("results"));
    HandIn submission = Submissions.one(dir.resolve("submission"), exercises);
    deleteOld(file);
    Optional<Sandbox> sandbox = Sandbox.find();
    GradedWith with = GradedWith.now(exercises, seed, sandbox);
    try (WorkerPool kit = new WorkerPool(1, StudentJvm.workers())) {
      StudentGrade grade =
          SubmissionGrader.start(exercises, graded, with, sandbox, kit).grade(submission.read());
      String text = GradescopeResults.of(grade, exercises);
      AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8));
      return grade;
    }
  }

  private static void deleteOld(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be replaced (" + e + ")", e);
    }
  }
}
