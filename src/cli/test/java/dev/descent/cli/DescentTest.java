package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.Build;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

class DescentTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Descent.commandLine(args)
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(args);
  }

  @Test
  void aloneItSaysWhatToTypeNext() {
    assertEquals(0, run());
    assertTrue(out.toString().contains("./descent compare --quick"), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void helpNamesTheCommandsAndTheExitCodes() {
    assertEquals(0, run("--help"));
    Descent.commandLine()
        .getSubcommands()
        .forEach(
            (name, command) ->
                assertEquals(
                    !command.getCommandSpec().usageMessage().hidden(),
                    out.toString().lines().anyMatch(l -> l.startsWith("  " + name + " ")),
                    name));
    String unwrapped = out.toString().replaceAll("\\s+", " ");
    assertTrue(unwrapped.contains("1 a training failed or graded work did not pass, 2"), unwrapped);
    assertTrue(unwrapped.contains("130 stopped with Ctrl-C"), unwrapped);
  }

  @Test
  @DisplayName("digits are the same in every country")
  void countries() throws Exception {
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-Ddescent.home=" + Path.of("../.."),
            "-cp",
            System.getProperty("java.class.path"),
            Descent.class.getName(),
            "list");
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String list = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), list);
    assertTrue(list.matches("(?s).*[0-9]+ of [0-9]+ points.*"), list);
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "data", "doctor"})
  void eachCommandHasHelp(String name) {
    assertEquals(0, run(name, "--help"));
    assertTrue(out.toString().startsWith("Usage: descent " + name), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void aTildeIsTheHomeInEveryPath() {
    Path home = Path.of(System.getProperty("user.home"));
    assertEquals(
        home.resolve("x"), parsed("compare", "--out=~/x").matchedOptionValue("--out", null));
    assertEquals(
        home.resolve("x"),
        parsed("parity", "--fixtures=~/x").matchedOptionValue("--fixtures", null));
    assertEquals(home, parsed("grade", "~").matchedPositionalValue(0, null));
    // Every path of every command goes through the one converter: none has its own.
    for (CommandLine command : all(Descent.commandLine())) {
      for (ArgSpec argument : command.getCommandSpec().args()) {
        assertEquals(0, argument.converters().length * (argument.type() == Path.class ? 1 : 0));
        assertTrue(argument.type() != File.class, argument.toString());
      }
    }
  }

  private static ParseResult parsed(String... args) {
    return Descent.commandLine().parseArgs(args).subcommand();
  }

  private static List<CommandLine> all(CommandLine command) {
    List<CommandLine> all = new ArrayList<>(List.of(command));
    command.getSubcommands().values().forEach(sub -> all.addAll(all(sub)));
    return all;
  }

  @Test
  void versionNamesTheKitAndDeeplearning4j() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().startsWith("descent " + Build.THIS.version()), out.toString());
    assertTrue(out.toString().contains("Deeplearning4j " + Build.THIS.dl4j()), out.toString());
    assertTrue(out.toString().contains(System.getProperty("java.version")), out.toString());
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatNobodyExpectedIsOneLineWithoutATrace(boolean memory) {
    Callable<Integer> failing = new Failing(memory);
    CommandLine line =
        Descent.commandLine()
            .addSubcommand(failing)
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));
    assertEquals(3, Descent.execute(line, "fail"));
    assertEquals("", out.toString());
    assertEquals(1, err.toString().lines().count(), err.toString());
    assertTrue(
        err.toString()
            .startsWith(
                memory
                    ? "descent: out of memory; "
                    : "descent: internal error, please report it: java.lang.Illegal"),
        err.toString());
    assertTrue(err.toString().strip().endsWith("first second"), err.toString());
  }

  @Command(name = "fail")
  private static final class Failing implements Callable<Integer> {
    private final boolean memory;

    Failing(boolean memory) {
      this.memory = memory;
    }

    @Override
    public Integer call() {
      if (memory) {
        throw new OutOfMemoryError("first\nsecond");
      }
      throw new IllegalStateException("first\nsecond");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "lst | no command lst; did you mean list? (see descent --help)",
        "Compare | no command Compare; did you mean compare? (see descent --help)",
        "xyzzy | no command xyzzy (see descent --help)",
        "dev chekc | no command chekc; did you mean check? (see descent dev --help)",
        "--qick | no option --qick (see descent --help)",
        "compare --qick | no option --qick; did you mean --quick? (see descent compare --help)",
        "compare --sees=3 | no option --sees; did you mean --seeds or --set or --sweep? (see descent compare --help)",
        "hint 1 2 | one argument too many: 2 (see descent hint --help)",
        "reset | EX must be given, got none (see descent reset --help)",
        "dev new x Y | --lesson ID and --title TEXT must be given, got none (see descent dev new --help)",
        "check --seed | --seed S must be given, got none (see descent check --help)",
        "check --seed x | --seed must be a whole number, got x (see descent check --help)",
        "check --seed 1 --seed 2 | --seed must be given once, got it several times (see descent check --help)",
        "compare --seeds x | --seeds must be a whole number up to 2147483647, got x (see descent compare --help)",
        "compare --target x | --target must be a number, got x (see descent compare --help)",
        "compare --lr adam | --lr must be OPT=X, with a number, got adam (see descent compare --help)",
        "compare --lr adam=x | --lr must be OPT=X, with a number, got x (see descent compare --help)",
        "plot --format gif | --format must be one of png, svg, got gif (see descent plot --help)",
        "check --json=x | --json must be true or false, got x (see descent check --help)",
      })
  void wrongUsageIsSaidInOneLine(String arguments, String message) {
    assertEquals(2, run(arguments.split(" ")));
    assertEquals("", out.toString());
    assertEquals("descent: " + message, err.toString().strip());
  }

  /** Every option of every command is given a value that it cannot have. */
  @Test
  void noErrorNamesClassesOrSaysAWordTwice() {
    List<CommandLine> commands = new ArrayList<>(List.of(Descent.commandLine()));
    for (int i = 0; i < commands.size(); i++) {
      commands.addAll(commands.get(i).getSubcommands().values());
    }
    int tried = 0;
    for (CommandLine command : commands) {
      for (OptionSpec option : command.getCommandSpec().options()) {
        List<Class<?>> types = Arrays.asList(option.auxiliaryTypes());
        boolean takesAnything =
            List.of(String.class, Path.class).contains(types.get(types.size() - 1));
        if (option.usageHelp() || option.versionHelp() || takesAnything) {
          continue;
        }
        String name = command.getCommandSpec().qualifiedName(" ").replaceFirst("descent ?", "");
        List<String> words = new ArrayList<>(List.of(name.split(" ")));
        words.removeIf(String::isEmpty);
        words.add(option.longestName() + "=\u00a0");
        err.getBuffer().setLength(0);
        run(words.toArray(String[]::new));
        String said = err.toString();
        assertFalse(said.matches("(?s).*(java\\.|[a-z]Exception|\\bint\\b|\\blong\\b).*"), said);
        assertFalse(said.matches("(?s).*\\b(\\w+) \\1\\b.*"), said);
        tried++;
      }
    }
    assertTrue(tried > 30, "options: " + tried);
  }
}
