package dev.descent.course;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.grade.Folders;
import dev.descent.grade.Grade;
import dev.descent.grade.Grader;
import dev.descent.grade.TestGrade;
import dev.descent.machine.Sandbox;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Optional;

/** Work that is done once, before the first submission is graded. */
record Preparation(Exercises exercises, Grader grader, long seed) {
  /** Workers for submissions. */
  StudentWorkers workers(Optional<Sandbox> sandbox) {
    grader.warmUp();
    return new StudentWorkers(grader.tests(), sandbox);
  }

  /**
   * Grades the start of an exercise, so that no student loses points by the machine.
   *
   * @throws UnfitMachineException if that does not work
   */
  void requireFit(Exercise exercise, StudentWorkers workers) {
    Path folder = Folders.temporary("trial");
    try (WorkerPool students = new WorkerPool(1, workers.options(folder))) {
      Compiled start = grader.compile(exercise, exercises.start(exercise), folder);
      Grade grade = grader.run(exercise, start, seed, students);
      if (!grade.untouched()) {
        throw new UnfitMachineException(
            "nothing can be graded here: the start of "
                + exercise.id()
                + " gives "
                + (grade.graded() ? "\"" + strange(grade) + "\"" : grade.problem()));
      }
    } finally {
      Folders.delete(folder);
    }
  }

  /** What a test says that no start could make it say. */
  private static String strange(Grade grade) {
    return grade.tests().stream()
        .filter(
            test ->
                test.state() == TestGrade.State.PASSED || test.state() == TestGrade.State.FAILED)
        .map(test -> Objects.requireNonNullElse(test.message(), test.sentence()))
        .findFirst()
        .orElseThrow();
  }
}
