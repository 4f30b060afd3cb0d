package dev.descent.cli;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code descent reset}: the untouched start again. */
@Command(
    name = "reset",
    mixinStandardHelpOptions = true,
    description = "Bring the untouched start of an exercise back. Your file is kept as a backup.",
    footer = {"", "Examples:", "  descent reset adam", "  descent reset adam --yes"})
final class ResetCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("uuuuMMdd-HHmmss");

  @Parameters(paramLabel = "EX", description = "An exercise, by number, name or file.")
  private String name;

  @Option(names = "--yes", description = "Do not ask.")
  private boolean yes;

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    Exercises exercises = Project.exercises();
    Exercise exercise = exercises.get(name);
    Path file = exercises.file(exercise);
    PrintWriter out = spec.commandLine().getOut();
    byte[] start = bytes(exercises.start(exercise));
    if (Files.exists(file)) {
      if (Arrays.equals(start, bytes(file))) {
        out.println(exercise.id() + " is untouched.");
        out.flush();
        return 0;
      }
      if (!yes && !agreed(exercise, out)) {
        out.println("Nothing was changed.");
        out.flush();
        return 0;
      }
      // The file as it is now: an editor may have saved it while the question stood.
      out.println("Your file is kept: " + GradeText.shown(keep(file, exercises, exercise)));
    }
    AtomicFile.write(file, start);
    new Progress(exercises).forget(exercise);
    out.println("The start is back: " + GradeText.shown(file));
    out.flush();
    return 0;
  }

  private static boolean agreed(Exercise exercise, PrintWriter out) {
    if (!Tty.isThere()) {
      throw new BadInputException(
          "nobody is there to ask: ./descent reset " + exercise.id() + " --yes does it without");
    }
    out.print("Replace your file for " + exercise.id() + " by the start? [y/N] ");
    out.flush();
    String answer = Objects.requireNonNull(System.console(), "asked for above").readLine();
    return answer != null && answer.strip().toLowerCase(Locale.ROOT).startsWith("y");
  }

  /** Moves the file to a name that no other backup has. */
  private static Path keep(Path file, Exercises exercises, Exercise exercise) {
    Path folder = exercises.home().resolve(".descent/backups").resolve(exercise.id());
    String stamp = exercise.type() + "-" + LocalDateTime.now().format(TIME);
    Path backup = folder.resolve(stamp + ".java");
    for (int i = 2; Files.exists(backup); i++) {
      backup = folder.resolve(stamp + "-" + i + ".java");
    }
    try {
      Files.createDirectories(folder);
      return Files.move(file, backup);
    } catch (IOException e) {
      throw new BadInputException(backup + ": cannot be written (" + e + ")", e);
    }
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UnfitMachineException(file + ": cannot be read (" + e + ")", e);
    }
  }
}
