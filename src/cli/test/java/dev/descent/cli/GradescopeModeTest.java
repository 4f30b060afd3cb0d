package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.catalog.Exercises;
import dev.descent.grade.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code descent grade --gradescope}, in a project with one exercise. */
@ResourceLock("descent.home")
class GradescopeModeTest {
  @TempDir Path folder;

  private Path home;
  private Path dir;
  private Path results;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void project() throws IOException {
    home = folder.resolve("home");
    TestHome.copyTo(home);
    System.setProperty("descent.home", home.toString());
    dir = Files.createDirectories(folder.resolve("autograder"));
    results = dir.resolve("results/results.json");
  }

  @AfterEach
  void noProject() {
    System.clearProperty("descent.home");
  }

  private int grade(String... options) {
    List<String> arguments = new ArrayList<>(List.of("grade", "--gradescope", dir.toString()));
    arguments.addAll(List.of(options));
    return Descent.execute(
        Descent.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
        arguments.toArray(String[]::new));
  }

  private void submit(String variant) throws IOException {
    Path submission = Files.createDirectories(dir.resolve("submission"));
    Exercises exercises = Project.exercises();
    String answer = exercises.mistake(exercises.get("1"), variant);
    Files.writeString(submission.resolve("Twice.java"), answer);
  }

  @Test
  @DisplayName("one submission becomes one results.json, and nothing else")
  void graded() throws IOException {
    submit("Once");
    Files.createDirectories(results.getParent());
    assertEquals(0, grade(), err.toString());
    JsonNode json = new ObjectMapper().readTree(results.toFile());
    assertEquals(2, json.get("score").asInt());
    assertEquals(3, json.get("tests").size());
    assertTrue(json.at("/tests/0/output").asText().contains("→ This is x itself."));
    assertEquals("2 of 6 points\nWritten:\n  " + results + "\n", out.toString().replace("\r", ""));
    try (Stream<Path> files = Files.list(results.getParent())) {
      assertEquals(List.of(results), files.toList());
    }
  }

  @Test
  @DisplayName("a submission without an answer is graded, too: it has no points")
  void empty() throws IOException {
    Files.createDirectories(dir.resolve("submission"));
    assertEquals(0, grade(), err.toString());
    assertEquals(0, new ObjectMapper().readTree(results.toFile()).get("score").asInt());
  }

  @Test
  @DisplayName("a kit that cannot grade gives no results, not even old ones")
  void unfit() throws IOException {
    submit("Once");
    Files.createDirectories(results.getParent());
    Files.writeString(results, "old");
    Files.writeString(
        home.resolve("exercises/starts/ex01twice/Twice.java"), "package dev.descent; broken");
    assertEquals(3, grade(), err.toString());
    assertFalse(Files.exists(results));
    assertEquals(1, err.toString().strip().lines().filter(l -> l.startsWith("descent: ")).count());
  }

  @ParameterizedTest
  @ValueSource(strings = {"--out=x", "--roster=x", "--resume", "--json", "--jobs=1"})
  @DisplayName("options of a class do not go with it")
  void options(String option) throws IOException {
    submit("Once");
    assertEquals(2, grade(option));
    assertEquals(
        "descent: "
            + option.replaceAll("=.*", "")
            + " does not go with --gradescope, which writes one student's results.json",
        err.toString().strip());
    assertFalse(Files.exists(results));
  }

  @Test
  @DisplayName("without a submission there is nothing to do")
  void noSubmission() {
    assertEquals(2, grade());
    assertEquals(
        "descent: a submission must be a folder, got " + dir.resolve("submission"),
        err.toString().strip());
  }

  @Test
  @DisplayName("a class must be given")
  void noClass() {
    int exit =
        Descent.execute(
            Descent.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
            "grade");
    assertEquals(2, exit);
    assertTrue(err.toString().contains("Missing required parameter: 'DIR'"), err.toString());
  }
}
