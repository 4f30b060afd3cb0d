package dev.descent.cli;

import dev.descent.BadInputException;
import dev.descent.Build;
import dev.descent.UnfitMachineException;
import dev.descent.UserPath;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.worker.WorkerPool;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.Charset;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.IntSupplier;
import org.slf4j.LoggerFactory;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

/** The command {@code descent}: what there is, and the way to each subcommand. */
@Command(
    name = "descent",
    description = "Train and optimise neural networks with Deeplearning4j.",
    mixinStandardHelpOptions = true,
    versionProvider = Descent.Version.class,
    footer = {
      "",
      "Exit codes: 0 done, 1 a training failed or graded work did not pass, 2 wrong usage or bad input, 3 this machine or"
          + " installation cannot do it, 130 stopped with Ctrl-C."
    })
public final class Descent implements Runnable {
  static final int BAD_INPUT = 2;
  static final int UNFIT = 3;
  static final int INTERRUPTED = 130;

  private static final int NARROWEST_HELP = 55; // of which the library makes two columns

  /** The commands, in the order of the help. */
  private static final List<Class<?>> COMMANDS =
      List.of(
          OpenCommand.class,
          BookCommand.class,
          ListCommand.class,
          LessonCommand.class,
          CheckCommand.class,
          WatchCommand.class,
          HintCommand.class,
          SolutionCommand.class,
          ResetCommand.class,
          PlotCommand.class,
          CompareCommand.class,
          ParityCommand.class,
          DataCommand.class,
          DoctorCommand.class,
          GradeCommand.class,
          PackageCommand.class,
          DevCommand.class,
          NodeCommand.class);

  @Spec private CommandSpec spec;

  /** Prints how far the student is, and where to go from here. */
  @Override
  public void run() {
    PrintWriter out = spec.commandLine().getOut();
    out.println(
        "Descent "
            + Build.THIS.version()
            + ": training and optimising neural networks with Deeplearning4j.\n");
    if (Project.isHere()) {
      Exercises exercises = Project.exercises();
      Progress progress = new Progress(exercises);
      out.println(Overview.bar(exercises, progress) + "\n");
      out.println(Overview.next(exercises, progress));
    }
    out.println("  ./descent list               lessons and exercises");
    out.println("  ./descent compare --quick    three optimizers race on drawn digits");
    out.println("  ./descent --help             all commands");
    out.flush();
  }

  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {
        "descent " + Build.THIS.version(),
        "Deeplearning4j " + Build.THIS.dl4j() + ", natives " + Build.THIS.natives(),
        "Java " + System.getProperty("java.version")
      };
    }
  }

  /** The whole command line, ready to run. */
  static CommandLine commandLine() {
    return commandLine(COMMANDS);
  }

  /**
   * As much of the command line as these arguments need: to read the options of all commands takes
   * a third of the time of a start.
   */
  static CommandLine commandLine(String[] args) {
    if (args.length == 0 || args.length == 1 && args[0].matches("--version|-V")) {
      return commandLine(List.of());
    }
    List<Class<?>> named = COMMANDS.stream().filter(it -> isNamed(it, args[0])).toList();
    return commandLine(named.isEmpty() ? COMMANDS : named);
  }

  private static boolean isNamed(Class<?> command, String name) {
    return command.getAnnotation(Command.class).name().equals(name);
  }

  private static CommandLine commandLine(List<Class<?>> commands) {
    CommandLine all = new CommandLine(new Descent());
    commands.forEach(all::addSubcommand);
    return all.setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(Path.class, Descent::path)
        .setColorScheme(Help.defaultColorScheme(Tty.ansi()))
        .setHelpFactory(
            (spec, colors) -> {
              spec.usageMessage().width(Math.max(NARROWEST_HELP, Tty.width() + 1));
              return new Help(spec, colors);
            })
        .setParameterExceptionHandler(
            (e, args) -> {
              CommandLine command = e.getCommandLine();
              String name = command.getCommandSpec().qualifiedName();
              command
                  .getErr()
                  .println("descent: " + UsageError.sentence(e) + " (see " + name + " --help)");
              return BAD_INPUT;
            })
        .setExecutionExceptionHandler(
            (e, commandLine, parsed) -> {
              if (e instanceof BadInputException || e instanceof UnfitMachineException) {
                commandLine.getErr().println("descent: " + e.getMessage());
                return e instanceof BadInputException ? BAD_INPUT : UNFIT;
              }
              return unexpected(e, commandLine);
            });
  }

  private static Path path(String text) {
    try {
      return UserPath.of(text);
    } catch (BadInputException e) {
      throw new TypeConversionException(e.getMessage());
    }
  }

  /** Runs a command line; what picocli hands to no handler, an Error, gets its line here. */
  static int execute(CommandLine commandLine, String... args) {
    try {
      return commandLine.execute(args);
    } catch (Error e) {
      return unexpected(e, commandLine);
    }
  }

  /** Prints one line for the user; the stack trace is for {@code -Ddescent.log=DEBUG}. */
  private static int unexpected(Throwable e, CommandLine commandLine) {
    Throwable cause = e.getCause() instanceof Error ? e.getCause() : e;
    commandLine
        .getErr()
        .println(
            (cause instanceof OutOfMemoryError
                    ? "descent: out of memory; take less data, or let Java have more, as with"
                        + " JAVA_TOOL_OPTIONS=-Xmx8g: "
                    : "descent: internal error, please report it: ")
                + cause.toString().replaceAll("\\s*\\R\\s*", " "));
    LoggerFactory.getLogger(Descent.class).debug("internal error", e);
    return UNFIT;
  }

  public static void main(String[] args) {
    Locale.setDefault(Locale.ROOT); // the same words, numbers and pictures in every country
    boolean forMachines = Arrays.asList(args).contains("--json");
    CommandLine commandLine =
        commandLine(args)
            .setOut(printing(System.out, "stdout", forMachines ? () -> Tty.ANY : Tty::outColumns))
            .setErr(printing(System.err, "stderr", Tty::errColumns));
    int code = execute(commandLine, args);
    WorkerPool.endKept();
    System.exit(code);
  }

  /** Prints in the stream's encoding, and no wider than its terminal is. */
  private static PrintWriter printing(PrintStream stream, String name, IntSupplier width) {
    Charset charset = PlainWriter.charset(name);
    Writer lines = new WrappingWriter(new OutputStreamWriter(stream, charset), width);
    return new PrintWriter(new PlainWriter(lines, charset), true);
  }
}
