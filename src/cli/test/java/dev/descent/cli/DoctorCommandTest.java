package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.Build;
import dev.descent.doctor.Check;
import dev.descent.doctor.Check.Status;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;

class DoctorCommandTest {
  private static final List<Check> CHECKS =
      List.of(
          new Check("Java", Status.OK, "17", ""),
          new Check("Memory", Status.WARN, "2 GiB", "buy more"),
          new Check("GPU", Status.FAIL, "broken", "unset it"));

  @Test
  void alignsTheLines() {
    assertEquals(
        """
        ✓ Java    17
        ! Memory  2 GiB
                  → buy more
        ✗ GPU     broken
                  → unset it

        This machine is not fit yet for what is marked with ✗.""",
        DoctorCommand.text(CHECKS, true, Ansi.OFF).split("\n\n", 2)[1]);
  }

  @Test
  void canDoWithAscii() {
    String text = DoctorCommand.text(CHECKS, false, Ansi.OFF);
    assertTrue(text.chars().allMatch(c -> c < 128), text);
    assertTrue(text.contains("x GPU     broken\n          -> unset it"), text);
    assertTrue(text.endsWith("marked with x."), text);
  }

  @Test
  void saysFitOnlyOfAllOfIt() {
    String warned = DoctorCommand.text(CHECKS.subList(0, 2), false, Ansi.OFF);
    assertTrue(warned.endsWith("\nThis machine is fit, but for what is marked with !."), warned);
    String fit = DoctorCommand.text(CHECKS.subList(0, 1), false, Ansi.OFF);
    assertTrue(fit.endsWith("\nThis machine is fit."), fit);
  }

  @Test
  void examinesThisMachine() throws Exception {
    StringWriter out = new StringWriter();
    int exit = new CommandLine(new DoctorCommand()).setOut(new PrintWriter(out)).execute("--json");
    JsonNode json = new ObjectMapper().readTree(out.toString());
    assertEquals(Build.THIS.version(), json.path("version").asText());
    assertEquals(
        List.of(
            "Java",
            "Natives",
            "Processor",
            "Cores",
            "Memory",
            "Native cache",
            "Temporary files",
            "Results",
            "Names of files",
            "Training",
            "Figures",
            "Class grading",
            "GPU"),
        json.path("checks").findValuesAsText("name"));
    assertEquals(
        !json.path("checks").findValuesAsText("status").contains("FAIL"),
        json.path("fit").asBoolean());
    assertEquals(json.path("fit").asBoolean() ? 0 : 3, exit);
    assertEquals("OK", json.path("checks").get(9).path("status").asText(), out.toString());
    assertEquals("OK", json.path("checks").get(10).path("status").asText(), out.toString());
  }
}
