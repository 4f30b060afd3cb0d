package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The script for Classroom 50, with a kit made up; {@code grade} itself is tested elsewhere. */
@DisabledOnOs(OS.WINDOWS)
class ClassroomTest {
  private static final Path SCRIPT =
      Path.of("../../docs/classroom50/autograder.py").toAbsolutePath().normalize();

  @TempDir Path folder;

  @BeforeEach
  void requirePython() {
    boolean isThere;
    try {
      isThere = new ProcessBuilder("python3", "--version").start().waitFor() == 0;
    } catch (IOException | InterruptedException e) {
      isThere = false;
    }
    assumeTrue(isThere, "no python3 here: this test is skipped");
  }

  /** Grades a checkout with a program in place of the kit. */
  private Process grade(String program) throws IOException, InterruptedException {
    Path beside = Files.createDirectories(folder.resolve("autograder"));
    Files.copy(SCRIPT, beside.resolve("autograder.py"));
    try (ZipOutputStream zip =
        new ZipOutputStream(Files.newOutputStream(beside.resolve("descent.zip")))) {
      zip.putNextEntry(new ZipEntry("descent/descent"));
      zip.write(program.getBytes(StandardCharsets.UTF_8));
    }
    Path checkout = Files.createDirectories(folder.resolve("checkout"));
    Files.writeString(checkout.resolve("Adam.java"), "class Adam {}");
    ProcessBuilder builder =
        new ProcessBuilder("python3", beside.resolve("autograder.py").toString());
    builder
        .environment()
        .putAll(
            Map.of(
                "CLASSROOM", "deep",
                "ASSIGNMENT", "week-3",
                "SUBMISSION_TAG", "submit/1",
                "COMMIT_URL", "commit",
                "RELEASE_URL", "release",
                "OWNER", "ada"));
    Process process = builder.directory(checkout.toFile()).redirectErrorStream(true).start();
    process.getInputStream().readAllBytes();
    process.waitFor();
    return process;
  }

  @Test
  @DisplayName("a result.json as the contract has it, and the feedback")
  void result() throws Exception {
    Process process =
        grade(
            """
            [ -f "$2/ada/Adam.java" ] || exit 1
            mkdir -p "$4/students/ada"
            printf '# Feedback' > "$4/students/ada/feedback.md"
            cat > "$4/students/ada/results.json" <<'END'
            {"tests": [{"name": "a", "score": 2, "max_score": 2},
                       {"name": "b", "score": 0.0, "max_score": 3.0, "output": "found 1"}]}
            END
            """);
    assertEquals(0, process.exitValue());
    Path checkout = folder.resolve("checkout");
    JsonNode json = new ObjectMapper().readTree(checkout.resolve("result.json").toFile());
    assertEquals("classroom50/result/v1", json.path("schema").asText());
    assertEquals("deep week-3 submit/1", texts(json, "classroom", "assignment", "submission"));
    assertEquals("commit release commit", texts(json, "commit", "release", "review"));
    assertEquals(2, json.path("score").intValue());
    assertEquals(5, json.path("max-score").intValue());
    assertEquals(
        "[{\"test-name\":\"a\",\"passed\":true,\"score\":2,\"max-score\":2,\"output\":\"\"},"
            + "{\"test-name\":\"b\",\"passed\":false,\"score\":0,\"max-score\":3,"
            + "\"output\":\"found 1\"}]",
        json.path("tests").toString());
    assertEquals("# Feedback", Files.readString(checkout.resolve("release-body.md")));
  }

  private static String texts(JsonNode json, String... fields) {
    StringBuilder texts = new StringBuilder();
    for (String field : fields) {
      texts.append(texts.isEmpty() ? "" : " ").append(json.path(field).asText());
    }
    return texts.toString();
  }

  @Test
  @DisplayName("a kit that cannot grade is an error of the machine's, and no result")
  void error() throws Exception {
    assertNotEquals(0, grade("exit 3").exitValue());
    assertFalse(Files.exists(folder.resolve("checkout/result.json")));
  }
}
