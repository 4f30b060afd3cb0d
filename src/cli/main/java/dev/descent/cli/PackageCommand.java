package dev.descent.cli;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.pack.Packages;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code descent package}: what an instructor hands on. */
@Command(
    name = "package",
    mixinStandardHelpOptions = true,
    description = "For instructors: the project as students get it, and as Gradescope needs it.",
    subcommands = {PackageCommand.Handout.class, PackageCommand.Gradescope.class},
    synopsisSubcommandLabel = "COMMAND",
    footer = {
      "",
      "Examples:",
      "  descent package handout",
      "  descent package gradescope --exercise adam --out adam.zip"
    })
final class PackageCommand implements Callable<Integer> {
  private static final String OUT =
      "The archive (default: ${DEFAULT-VALUE}). One of an earlier run is replaced.";

  @Spec private CommandSpec spec;

  @Override
  public Integer call() {
    spec.commandLine().usage(spec.commandLine().getOut());
    return 0;
  }

  /** {@code descent package handout}. */
  @Command(
      name = "handout",
      mixinStandardHelpOptions = true,
      description = {
        "A .zip for students: the project without solutions, every exercise as it was at the start."
            + " Known mistakes are in it as classes, so that checks name them."
      },
      footer = {
        "",
        "Examples:",
        "  descent package handout",
        "  descent package handout --out course.zip"
      })
  static final class Handout implements Callable<Integer> {
    @Option(
        names = "--out",
        paramLabel = "FILE.zip",
        defaultValue = "out/descent-handout.zip",
        description = OUT)
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      return write(spec, out, Packages::handout);
    }
  }

  /** {@code descent package gradescope}. */
  @Command(
      name = "gradescope",
      mixinStandardHelpOptions = true,
      sortOptions = false,
      description = {
        "A .zip to upload as Gradescope's autograder: it sets itself up with Java, Maven and"
            + " bubblewrap, and grades each submission with descent grade --gradescope."
      },
      footer = {
        "",
        "Examples:",
        "  descent package gradescope",
        "  descent package gradescope --exercise adam,12 --out week-3.zip"
      })
  static final class Gradescope implements Callable<Integer> {
    @Option(
        names = "--exercise",
        paramLabel = "EX",
        description =
            "Exercises to grade, by number or name, with commas between them; also 1-5, lesson3;"
                + " may be repeated (default: all).")
    private List<String> names = new ArrayList<>();

    @Option(
        names = "--out",
        paramLabel = "FILE.zip",
        defaultValue = "out/descent-gradescope.zip",
        description = OUT)
    private Path out;

    @Spec private CommandSpec spec;

    @Override
    public Integer call() {
      return write(
          spec,
          out,
          exercises -> {
            List<Exercise> chosen =
                exercises.named(names).stream()
                    .sorted(Comparator.comparingInt(Exercise::number))
                    .toList();
            return Packages.gradescope(exercises, chosen);
          });
    }
  }

  private static int write(CommandSpec spec, Path out, Function<Exercises, byte[]> make) {
    Exercises exercises = Project.exercises();
    exercises.requireWhole("it cannot be packaged again");
    if (!out.toString().endsWith(".zip")) {
      throw new BadInputException("--out must be a .zip, got " + out);
    }
    AtomicFile.requireFolderOf(out);
    if (Files.exists(out) && !Packages.isOne(out)) {
      throw new BadInputException(
          "--out must be a new file or a package of an earlier run, got " + out);
    }
    byte[] bytes = make.apply(exercises);
    AtomicFile.write(out, bytes);
    PrintWriter to = spec.commandLine().getOut();
    to.printf("Written:%n  %s, %.1f MB%n", out, bytes.length / 1e6);
    to.flush();
    return 0;
  }
}
