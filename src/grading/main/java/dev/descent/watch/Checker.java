package dev.descent.watch;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.course.StudentCurves;
import dev.descent.grade.Grade;
import dev.descent.grade.Grader;
import dev.descent.grade.SlipListener;
import dev.descent.grade.StudentJvm;
import dev.descent.grade.TestGrade;
import dev.descent.plot.Figure;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Grades the student's files in a worker that stays, and keeps the student's progress. */
public final class Checker implements AutoCloseable {
  private final Exercises exercises;
  private final Progress progress;
  private final WorkerPool pool;
  private final Grader grader;

  /**
   * @param pool see {@link #startWorker}; it is closed with this
   */
  public Checker(Exercises exercises, Progress progress, WorkerPool pool) {
    this.exercises = exercises;
    this.progress = progress;
    this.pool = pool;
    this.grader = new Grader(exercises, pool);
  }

  /** Starts the worker, which takes as long as all that a command does before it grades. */
  public static WorkerPool startWorker() {
    WorkerPool pool = new WorkerPool(1, StudentJvm.workers());
    pool.start();
    return pool;
  }

  /** Grades the student's file. */
  public Grade grade(Exercise exercise, long seed) {
    return grader.grade(exercise, exercises.file(exercise), seed);
  }

  /** Begins what takes long for the first wrong answer, see {@link Grader#prepare}. */
  void prepare(Exercise exercise, long seed) {
    grader.prepare(exercise, seed);
  }

  /** Has somebody hear of slips that are run for the first time. */
  public void listen(SlipListener listener) {
    grader.listen(listener);
  }

  /** Notes what came of it. */
  public void note(Grade grade) {
    Exercise exercise = exercises.get(grade.exercise());
    progress.checked(exercise, grade.points(), grade.passed());
    grade.tried(LocalDate.now()).ifPresent(one -> progress.tried(exercise, one));
  }

  /**
   * Draws the student's curves over those that were expected.
   *
   * @return the files; none if no test says what to draw
   */
  public List<Path> draw(Grade grade) {
    List<Path> files = new ArrayList<>();
    for (TestGrade test : grade.tests()) {
      StudentCurves.draw(test)
          .ifPresent(
              figure ->
                  files.addAll(
                      figure.save(
                          exercises.home().resolve("out/check"),
                          grade.exercise() + "-" + test.name(),
                          EnumSet.of(Figure.Format.PNG))));
    }
    return files;
  }

  @Override
  public void close() {
    pool.close();
  }
}
