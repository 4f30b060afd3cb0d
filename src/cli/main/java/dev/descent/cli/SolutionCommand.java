package dev.descent.cli;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import com.github.difflib.patch.Patch;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.catalog.SourceText;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Help.Ansi.Style;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent solution}: the reference, for those who have solved it. */
@Command(
    name = "solution",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description =
        "How a good engineer would write it, beside yours: what yours has and the solution has not"
            + " (-), and the other way round (+). Shown once your own passes.",
    footer = {"", "Examples:", "  descent solution adam", "  descent solution adam --whole"})
final class SolutionCommand implements Callable<Integer> {
  private static final int CONTEXT = 3; // lines around a difference

  @Parameters(paramLabel = "EX", description = "An exercise, by number, name or file.")
  private String name;

  @Option(names = "--whole", description = "Show the whole file instead.")
  private boolean whole;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Exercises exercises = Project.exercises();
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
    String solution = text(exercises.solution(exercise)).text();
    PrintWriter out = spec.commandLine().getOut();
    Path file = exercises.file(exercise);
    if (whole || !Files.exists(file)) {
      out.print(solution);
    } else {
      Ansi ansi = spec.commandLine().getColorScheme().ansi();
      difference(text(file).plain(), solution, exercise.type() + ".java", ansi)
          .forEach(out::println);
      out.println("\nThe whole file: ./descent solution " + exercise.number() + " --whole");
    }
    out.flush();
    return 0;
  }

  private static SourceText text(Path file) {
    try {
      return SourceText.of(Files.readAllBytes(file));
    } catch (IOException e) {
      throw new UnfitMachineException(file + ": cannot be read (" + e + ")", e);
    }
  }

  private static List<String> difference(String yours, String solution, String name, Ansi ansi) {
    List<String> before = yours.lines().toList();
    List<String> after = solution.lines().map(String::stripTrailing).toList();
    Patch<String> patch = DiffUtils.diff(before, after);
    if (patch.getDeltas().isEmpty()) {
      return List.of("Yours is the solution, letter by letter.");
    }
    return UnifiedDiffUtils.generateUnifiedDiff(
            "yours, " + name, "solution, " + name, before, patch, CONTEXT)
        .stream()
        .map(line -> coloured(line, ansi))
        .toList();
  }

  private static String coloured(String line, Ansi ansi) {
    Style style =
        line.startsWith("-") ? Style.fg_red : line.startsWith("+") ? Style.fg_green : Style.reset;
    return ansi.enabled() && style != Style.reset ? style.on() + line + style.off() : line;
  }
}
