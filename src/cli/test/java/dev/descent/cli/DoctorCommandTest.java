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

        Descent cannot work here yet.""",
        DoctorCommand.text(CHECKS, true, Ansi.OFF).split("\n\n", 2)[1]);
  }

  @Test
  void canDoWithAscii() {
    String text = DoctorCommand.text(CHECKS, false, Ansi.OFF);
    assertTrue(text.chars().allMatch(c -> c < 128), text);
    assertTrue(text.contains("x GPU     broken\n          -> unset it"), text);
    assertTrue(DoctorCommand.text(CHECKS.subList(0, 2), false, Ansi.OFF).endsWith("is fit."));
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
            "Training",
            "Class grading",
            "GPU"),
        json.path("checks").findValuesAsText("name"));
    assertEquals(
        !json.path("checks").findValuesAsText("status").contains("FAIL"),
        json.path("fit").asBoolean());
    assertEquals(json.path("fit").asBoolean() ? 0 : 3, exit);
    assertEquals("OK", json.path("checks").get(6).path("status").asText(), out.toString());
  }
}
