package dev.descent.cli;

import dev.descent.exercise.CheckFailure.Curves;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.Grader;
import dev.descent.grade.TestGrade;
import dev.descent.plot.Figure;
import dev.descent.plot.LineChart;
import dev.descent.plot.Series;
import dev.descent.pool.WorkerPool;
import dev.descent.progress.Progress;
import dev.descent.train.TrainingJob;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;

/** Grades the student's files in a worker that stays, and keeps the student's progress. */
final class Checker implements AutoCloseable {
  private final Exercises exercises;
  private final Progress progress;
  private final WorkerPool pool = new WorkerPool(1, TrainingJob.workers(false, line -> {}));
  private final Grader grader;

  Checker(Exercises exercises, Progress progress) {
    this.exercises = exercises;
    this.progress = progress;
    this.grader = new Grader(exercises, pool);
  }

  /** Grades the student's file. */
  Grade grade(Exercise exercise, long seed) {
    return grader.grade(exercise, exercises.file(exercise), seed);
  }

  /** Notes what came of it. */
  void note(Grade grade) {
    progress.checked(exercises.get(grade.exercise()), grade.points(), grade.passed());
  }

  /**
   * Draws the student's curves over those that were expected.
   *
   * @return the files; none if no test says what to draw
   */
  List<Path> draw(Grade grade) {
    List<Path> files = new ArrayList<>();
    for (TestGrade test : grade.tests()) {
      Curves curves = test.curves();
      if (curves != null && curves.expected().length > 0 && curves.found().length > 0) {
        Path folder = exercises.home().resolve("out/check");
        Figure figure =
            LineChart.draw(
                test.sentence(),
                curves.x(),
                curves.what(),
                List.of(series("expected", curves.expected()), series("yours", curves.found())));
        files.addAll(
            figure.save(
                folder, grade.exercise() + "-" + test.name(), EnumSet.of(Figure.Format.PNG)));
      }
    }
    return files;
  }

  private static Series series(String name, double[] y) {
    return new Series(name, Series.epochs(y.length), y);
  }

  @Override
  public void close() {
    pool.close();
  }
}
