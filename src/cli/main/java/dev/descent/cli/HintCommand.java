package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.report.Paragraph;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent hint}: one hint more each time. */
@Command(
    name = "hint",
    mixinStandardHelpOptions = true,
    description = "Help with an exercise: one hint more each time.",
    footer = {"", "Examples:", "  descent hint", "  descent hint adam"})
final class HintCommand implements Callable<Integer> {
  @Parameters(
      paramLabel = "EX",
      arity = "0..1",
      description = "An exercise, by number, name or file (default: the first open one).")
  private @Nullable String name;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Exercises exercises = Project.exercises();
    Progress progress = new Progress(exercises);
    Exercise exercise =
        name != null
            ? exercises.get(name)
            : progress
                .current()
                .orElseThrow(
                    () ->
                        new BadInputException(
                            "which exercise? all are solved, so descent hint needs a name, got"
                                + " none"));
    PrintWriter out = spec.commandLine().getOut();
    out.print(text(exercise, oneMore(exercise, progress)));
    out.flush();
    return 0;
  }

  /** How many hints are shown, one more than before; all where nobody can keep which were. */
  static int oneMore(Exercise exercise, Progress progress) {
    try {
      return progress.hinted(exercise);
    } catch (UnfitMachineException e) {
      return exercise.hints().size();
    }
  }

  /** The first hints. */
  static String text(Exercise exercise, int shown) {
    int all = exercise.hints().size();
    StringBuilder text = new StringBuilder(exercise.id() + "  " + exercise.title() + "\n\n");
    for (int i = 0; i < shown; i++) {
      text.append(
          Paragraph.of(exercise.hints().get(i), "  " + (i + 1) + "  ", "     ", Tty.width()));
    }
    text.append("\n  ");
    text.append(shown < all ? (all - shown) + " more: ask again" : "these are all the hints");
    return text.append("\n").toString();
  }
}
