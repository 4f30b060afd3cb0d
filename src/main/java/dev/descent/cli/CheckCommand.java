package dev.descent.cli;

import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.Grader;
import dev.descent.pool.WorkerPool;
import dev.descent.train.TrainingJob;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent check}: grades exercises. */
@Command(
    name = "check",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = {
      "Grade an exercise: what holds, what does not, and the mistake's name where it is a known one."
          + " Exit code 1 if something does not hold."
    },
    footer = {"", "Examples:", "  descent check adam", "  descent check all"})
final class CheckCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "EX",
      arity = "1",
      description = "An exercise, by id, number or name; or all.")
  private String name;

  @Option(
      names = "--seed",
      paramLabel = "S",
      description = "From which the tests draw their inputs (default: 1).")
  private long seed = 1;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Exercises exercises = Exercises.ofThisProject();
    List<Exercise> some =
        name.equalsIgnoreCase("all") ? exercises.all() : List.of(exercises.get(name));
    PrintWriter out = spec.commandLine().getOut();
    boolean passed = true;
    int points = 0;
    try (WorkerPool pool = new WorkerPool(1, TrainingJob.workers(false, line -> {}))) {
      Grader grader = new Grader(exercises, pool);
      for (Exercise exercise : some) {
        Grade grade = grader.grade(exercise, exercises.file(exercise), seed);
        out.println(GradeText.of(exercises, exercise, grade, Path.of("").toAbsolutePath()));
        out.flush();
        passed &= grade.passed();
        points += grade.points();
      }
    }
    if (some.size() > 1) {
      out.println(points + " of " + exercises.points() + " points");
      out.flush();
    }
    return passed ? 0 : 1;
  }
}
