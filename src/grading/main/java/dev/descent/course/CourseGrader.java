package dev.descent.course;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.machine.Sandbox;
import dev.descent.submission.HandIn;
import dev.descent.submission.Submission;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Grades the submissions of a class, several at a time. The folder of each student is written as
 * soon as the grade is known: a run that is cut off loses no finished grade.
 */
public final class CourseGrader implements AutoCloseable {
  private final Exercises exercises;
  private final List<Exercise> graded;
  private final GradedWith with;
  private final Optional<Sandbox> sandbox;
  private final WorkerPool kit;
  private final ExecutorService threads;
  private final Path out;

  /**
   * @param graded the exercises to grade
   * @param with the record that the grades will have of their making
   * @param kit workers for the kit's own code; they are closed with this
   * @param jobs how many submissions at a time
   * @param out the folder of the class, see {@link CourseFiles}
   */
  public CourseGrader(
      Exercises exercises,
      List<Exercise> graded,
      GradedWith with,
      Optional<Sandbox> sandbox,
      WorkerPool kit,
      int jobs,
      Path out) {
    this.exercises = exercises;
    this.graded = graded;
    this.with = with;
    this.sandbox = sandbox;
    this.kit = kit;
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
    SubmissionGrader grader = SubmissionGrader.start(exercises, graded, with, sandbox, kit);
    List<CompletableFuture<StudentGrade>> grades =
        handIns.stream()
            .map(
                handIn ->
                    CompletableFuture.supplyAsync(
                        () -> {
                          Submission submission = handIn.read();
                          StudentGrade grade =
                              CourseFiles.readGrade(submission.from(), out)
                                  .flatMap(earlier -> grader.renewed(earlier, submission))
                                  .orElseGet(() -> grader.grade(submission));
                          CourseFiles.writeStudent(grade, exercises, out);
                          done.accept(grade);
                          return grade;
                        },
                        threads))
            .toList();
    return grades.stream().map(WorkerPool::join).toList();
  }

  /** Ends all that still runs. */
  @Override
  public void close() {
    threads.shutdownNow();
    kit.close();
  }
}
