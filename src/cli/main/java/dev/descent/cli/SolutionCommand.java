package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent solution}: the reference, for those who have solved it. */
@Command(
    name = "solution",
    mixinStandardHelpOptions = true,
    description = "How a good engineer would write it; shown once your own passes.",
    footer = {"", "Examples:", "  descent solution adam"})
final class SolutionCommand implements Callable<Integer> {
  @Parameters(paramLabel = "EX", description = "An exercise, by id, number or name.")
  private String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Exercises exercises = Exercises.ofThisProject();
    Exercise exercise = exercises.get(name);
    exercises.requireWhole("ask who gave it to you");
    if (!new Progress(exercises).of(exercise).passed()) {
      throw new BadInputException(
          exercise.id()
              + " is not solved yet: its solution is shown once ./descent check "
              + exercise.id()
              + " passes; ./descent hint "
              + exercise.id()
              + " helps");
    }
    Path file = exercises.solution(exercise);
    PrintWriter out = spec.commandLine().getOut();
    try {
      out.print(Files.readString(file));
    } catch (IOException e) {
      throw new UnfitMachineException("this installation has no solutions: " + file, e);
    }
    out.flush();
    return 0;
  }
}
