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
import dev.descent.worker.EndJob;
import dev.descent.worker.JobFailedException;
import dev.descent.worker.Watch;
import dev.descent.worker.WorkerPool;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Work that is done once, before the first submission is graded. */
record Preparation(Exercises exercises, Grader grader, long seed) {
  /** An archive of classes takes longer to make than so many submissions to grade. */
  private static final int FEW = 10;

  /** Workers that start fast enough for a class of this size. */
  StudentWorkers workers(Optional<Sandbox> sandbox, int submissions) {
    grader.warmUp();
    Path archives = exercises.home().resolve("exercises/target/workers");
    boolean isMade = submissions >= FEW && exercises.areWhole(); // a handout has no solutions
    return new StudentWorkers(
        grader.tests(),
        sandbox,
        isMade ? ClassArchive.made(archives, this::rehearse) : ClassArchive.existing(archives));
  }

  /** Grades the kit's own solutions as those of a student. */
  private void rehearse(String classPath, List<String> jvm) {
    Path folder = Folders.temporary("rehearsal");
    StudentWorkers plain = new StudentWorkers(grader.tests(), Optional.empty(), Optional.empty());
    try (WorkerPool pool = new WorkerPool(1, plain.options(folder).with(classPath, jvm))) {
      Map<Exercise, Path> solutions = new LinkedHashMap<>();
      exercises.all().forEach(exercise -> solutions.put(exercise, exercises.solution(exercise)));
      grader
          .compile(solutions, folder)
          .forEach((exercise, answer) -> grader.run(exercise, answer, seed, pool));
      pool.run(EndJob.class, null, event -> {}, StudentWorkers.LIMIT, Watch.NONE);
    } catch (JobFailedException e) {
      // As it must be: the worker has ended.
    } finally {
      Folders.delete(folder);
    }
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
