package dev.descent.course;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.submission.HandIn;
import dev.descent.submission.Submission;
import dev.descent.worker.Engine;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Grades the submissions of a class, several at a time. The folder of each student is written as
 * soon as the grade is known: a run that is cut off loses no finished grade.
 */
public final class CourseGrader implements AutoCloseable {
  private final Exercises exercises;
  private final Assignment assignment;
  private final GradedWith with;
  private final boolean mixed;
  private final Function<Submission, StudentGrade> grader;
  private final ExecutorService threads;
  private final Path out;

  /**
   * @param graded the exercises to grade
   * @param with the record that the grades will have of their making
   * @param mixed whether to keep earlier grades that have another one, for the same tests
   * @param grader grades a submission, on any thread
   * @param jobs how many submissions at a time
   * @param out the folder of the class, see {@link CourseFiles}
   */
  public CourseGrader(
      Exercises exercises,
      List<Exercise> graded,
      GradedWith with,
      boolean mixed,
      Function<Submission, StudentGrade> grader,
      int jobs,
      Path out) {
    this.exercises = exercises;
    this.assignment = new Assignment(graded);
    this.with = with;
    this.mixed = mixed;
    this.grader = grader;
    this.threads = Executors.newFixedThreadPool(jobs);
    this.out = out;
  }

  /**
   * Grades them all. A grade in the folder of the class is kept if it is for the same files and was
   * made with the same.
   *
   * @param done hears of each that is graded and written, on any thread
   * @return in the order of the submissions
   */
  public List<StudentGrade> grade(List<HandIn> handIns, Consumer<StudentGrade> done) {
    List<CompletableFuture<StudentGrade>> grades =
        handIns.stream()
            .map(
                handIn ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          Submission submission = handIn.read();
                          StudentGrade grade =
                              kept(submission).orElseGet(() -> grader.apply(submission));
                          CourseFiles.writeStudent(grade, exercises, out);
                          done.accept(grade);
                          return grade;
                        },
                        threads))
            .toList();
    var all = CompletableFuture.allOf(grades.toArray(CompletableFuture<?>[]::new));
    for (CompletableFuture<StudentGrade> grade : grades) { // the first that fails ends it
      grade.exceptionally(
          e -> {
            all.completeExceptionally(e);
            return null;
          });
    }
    Engine.join(all);
    return grades.stream().map(Engine::join).toList();
  }

  /** The grade of an earlier run in the name of who has handed the files in now. */
  private Optional<StudentGrade> kept(Submission submission) {
    return CourseFiles.readGrade(submission.from(), out)
        .filter(earlier -> earlier.with().goesWith(with, mixed))
        .flatMap(earlier -> assignment.renewed(earlier, submission));
  }

  /** Starts no more. */
  @Override
  public void close() {
    threads.shutdownNow();
  }
}
