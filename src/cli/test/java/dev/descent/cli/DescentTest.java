package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.Build;
import java.io.File;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.ParseResult;

class DescentTest {
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  private int run(String... args) {
    return Descent.commandLine()
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
    for (String name : Descent.commandLine().getSubcommands().keySet()) {
      assertTrue(out.toString().lines().anyMatch(l -> l.startsWith("  " + name + " ")), name);
    }
    String unwrapped = out.toString().replaceAll("\\s+", " ");
    assertTrue(unwrapped.contains("1 a training failed or graded work did not pass, 2"), unwrapped);
    assertTrue(unwrapped.contains("130 stopped with Ctrl-C"), unwrapped);
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
        "compere | descent: Unmatched argument at index 0: 'compere' (see descent --help)",
        "Compare | descent: Unmatched argument at index 0: 'Compare' (see descent --help)",
        "--qick | descent: Unknown option: '--qick' (see descent --help)",
        "doctor --qick | descent: Unknown option: '--qick' (see descent doctor --help)",
      })
  void whatIsNotThereIsWrongUsage(String arguments, String message) {
    assertEquals(2, run(arguments.split(" ")));
    assertEquals("", out.toString());
    assertEquals(message, err.toString().strip());
  }
}
