package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.Build;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
    assertTrue(out.toString().contains("130 stopped with Ctrl-C"), out.toString());
  }

  @ParameterizedTest
  @ValueSource(strings = {"compare", "data", "doctor"})
  void eachCommandHasHelp(String name) {
    assertEquals(0, run(name, "--help"));
    assertTrue(out.toString().startsWith("Usage: descent " + name), out.toString());
    assertEquals("", err.toString());
  }

  @Test
  void versionNamesTheKitAndDeeplearning4j() {
    assertEquals(0, run("--version"));
    assertTrue(out.toString().startsWith("descent " + Build.THIS.version()), out.toString());
    assertTrue(out.toString().contains("Deeplearning4j " + Build.THIS.dl4j()), out.toString());
    assertTrue(out.toString().contains(System.getProperty("java.version")), out.toString());
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
