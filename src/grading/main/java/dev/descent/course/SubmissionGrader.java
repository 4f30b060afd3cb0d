package dev.descent.course;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.exercise.Brief;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.grade.Folders;
import dev.descent.grade.Grade;
import dev.descent.grade.Grader;
import dev.descent.machine.Sandbox;
import dev.descent.submission.Submission;
import dev.descent.submission.Submission.Answer;
import dev.descent.worker.Provenance;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Grades submissions on this machine. The code of each runs in a worker of its own. Threads may
 * share it.
 */
public final class SubmissionGrader {
  /** Free space on the disk: more than a submission may write. */
  private static final long ROOM = 500L << 20;

  private static final int LONGEST_OUTPUT = 1500; // bytes

  private final Exercises exercises;
  private final Assignment assignment;
  private final GradedWith with;
  private final Grader grader;
  private final StudentWorkers workers;
  private final Map<Exercise, CompletableFuture<Grade>> untouched = new ConcurrentHashMap<>();

  /**
   * Grades by the sum of all answers: who hands in the same files gets the same. Never those of
   * single answers, which might have met what another student's answer before them has left behind.
   */
  private final Map<String, StudentGrade> repeatable = new ConcurrentHashMap<>();

  private SubmissionGrader(
      Exercises exercises,
      Assignment assignment,
      GradedWith with,
      Grader grader,
      StudentWorkers workers) {
    this.exercises = exercises;
    this.assignment = assignment;
    this.with = with;
    this.grader = grader;
    this.workers = workers;
  }

  /**
   * A grader on a machine that is ready.
   *
   * @param graded the exercises to grade
   * @param with the record that the grades will have of their making
   * @param kit workers for the kit's own code
   * @throws UnfitMachineException if nothing can be graded here
   */
  public static SubmissionGrader start(
      Exercises exercises,
      List<Exercise> graded,
      GradedWith with,
      Optional<Sandbox> sandbox,
      WorkerPool kit) {
    Grader grader = new Grader(exercises, kit);
    Preparation preparation = new Preparation(exercises, grader, with.seed());
    StudentWorkers workers = preparation.workers(sandbox);
    preparation.requireFit(graded.get(0), workers);
    return new SubmissionGrader(exercises, new Assignment(graded), with, grader, workers);
  }

  /** Grades all answers of a submission. */
  public StudentGrade grade(Submission submission) {
    String sum = assignment.sum(submission);
    StudentGrade same = repeatable.get(sum);
    return same == null ? run(submission, sum) : same.of(submission, assignment.notes(submission));
  }

  private StudentGrade run(Submission submission, String sum) {
    long start = System.nanoTime();
    Path folder = Folders.temporary("submission");
    Folders.requireRoom(folder, ROOM);
    List<Grader.Tested> tested = new ArrayList<>();
    try (WorkerPool students = new WorkerPool(1, workers.options(folder))) {
      Map<Exercise, Path> sources = sources(submission, folder);
      if (!sources.isEmpty()) {
        students.start(); // while they are compiled
      }
      Map<Exercise, Compiled> compiled = grader.compile(sources, folder);
      for (Exercise exercise : assignment.graded()) {
        Answer answer = submission.answer(exercise);
        tested.add(
            System.nanoTime() - start > StudentWorkers.LIMIT.toNanos()
                ? Grader.Tested.not(
                    notGraded(
                        exercise,
                        AnswerState.NOT_GRADED,
                        "is not graded: all before took longer than "
                            + StudentWorkers.LIMIT.toMinutes()
                            + " minutes"))
                : test(exercise, answer, Optional.ofNullable(compiled.get(exercise)), students));
      }
    } finally {
      Folders.delete(folder);
    }
    // What names mistakes takes nobody's time from the limit.
    List<Grade> grades = tested.stream().map(it -> brief(it.grade().get())).toList();
    StudentGrade grade =
        new StudentGrade(
            submission.student(),
            submission.id(),
            submission.from(),
            submission.late(),
            submission.absent(),
            sum,
            grades,
            assignment.notes(submission),
            (System.nanoTime() - start) / 1e9,
            with,
            Provenance.node());
    if (tested.stream().allMatch(Grader.Tested::isRepeatable)) {
      repeatable.put(sum, grade);
    }
    return grade;
  }

  /** There are many students: each is shown less than in a check of their own. */
  private static Grade brief(Grade grade) {
    return grade.withOutput(Brief.of(grade.output(), LONGEST_OUTPUT));
  }

  /** Writes the answers that have to be compiled, which a start has not. */
  private Map<Exercise, Path> sources(Submission submission, Path folder) {
    Map<Exercise, Path> sources = new LinkedHashMap<>();
    try {
      for (Exercise exercise : assignment.graded()) {
        Answer answer = submission.answer(exercise);
        if (answer.state() == AnswerState.HANDED_IN
            && !Arrays.equals(answer.content(), start(exercise))) {
          Path alone = Files.createDirectories(folder.resolve(exercise.id()));
          Path file = alone.resolve(exercise.type() + ".java");
          sources.put(exercise, Files.write(file, answer.content()));
        }
      }
      return sources;
    } catch (IOException e) {
      throw new UnfitMachineException("no temporary file can be written (" + e + ")", e);
    }
  }

  private byte[] start(Exercise exercise) {
    try {
      return Files.readAllBytes(exercises.start(exercise));
    } catch (IOException e) {
      throw new UnfitMachineException("the kit is not whole (" + e + ")", e);
    }
  }

  /**
   * Runs the tests on an answer.
   *
   * @param compiled nothing if it is a start, or there was nothing to compile
   */
  private Grader.Tested test(
      Exercise exercise, Answer answer, Optional<Compiled> compiled, WorkerPool students) {
    if (answer.state() != AnswerState.HANDED_IN) {
      return new Grader.Tested(() -> notGraded(exercise, answer.state(), answer.problem()), true);
    }
    return compiled
        .map(it -> grader.test(exercise, it, with.seed(), students))
        .orElseGet(() -> new Grader.Tested(() -> untouched(exercise), true));
  }

  /** The grade of a start, which is the same for every student. */
  private Grade untouched(Exercise exercise) {
    return untouched
        .computeIfAbsent(
            exercise,
            it ->
                CompletableFuture.supplyAsync(
                    () -> grader.grade(it, exercises.start(it), with.seed())))
        .join();
  }

  private Grade notGraded(Exercise exercise, AnswerState state, String problem) {
    return Grade.notGraded(exercise, with.seed(), state, exercise.type() + ".java " + problem);
  }
}
