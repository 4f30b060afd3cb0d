package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.Thorough;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What passes a student's own check gets the same points in a class, whatever the locale. */
@Order(1) // it takes longest
class SamePointsTest {
  private static final String LETTERS =
      """

      class Größe {
        static String größe() {
          return "größe → ✓";
        }

        record Maß(double ß) {}
      }
      """;

  @TempDir Path folder;

  /** The answers of one student: of these exercises the right answer with this number. */
  private static Map<Exercise, String> answers(
      Exercises exercises, List<Exercise> answered, int number) throws IOException {
    Map<Exercise, String> answers = new TreeMap<>(Comparator.comparing(Exercise::id));
    for (Exercise exercise : answered) {
      List<Path> all = right(exercises, exercise);
      answers.put(exercise, Files.readString(all.get(number % all.size())) + LETTERS);
    }
    return answers;
  }

  private static List<Path> right(Exercises exercises, Exercise exercise) throws IOException {
    List<Path> all = new ArrayList<>(List.of(exercises.solution(exercise)));
    Path others = exercises.rights(exercise);
    if (Files.isDirectory(others)) {
      try (Stream<Path> folders = Files.list(others)) {
        folders.sorted().map(it -> it.resolve(exercise.type() + ".java")).forEach(all::add);
      }
    }
    return all;
  }

  /** As much of the project as grading needs. */
  private Exercises home() throws IOException {
    Path home = folder.resolve("home");
    Path kit = Path.of("../..").toAbsolutePath().normalize();
    for (String part : List.of("exercises/src", "exercises/starts", "solutions/mistakes")) {
      try (Stream<Path> files = Files.walk(kit.resolve(part))) {
        for (Path file : files.filter(Files::isRegularFile).toList()) {
          Path copy = home.resolve(kit.relativize(file).toString());
          Files.createDirectories(copy.getParent());
          Files.copy(file, copy);
        }
      }
    }
    try { // what is compiled there is named after its content
      Files.createSymbolicLink(
          home.resolve("exercises/target"),
          Files.createDirectories(kit.resolve("exercises/target")));
    } catch (UnsupportedOperationException | FileSystemException e) {
      // Windows asks for a right: all is compiled again
    }
    Path list = Path.of("exercises", "exercises.toml");
    Files.copy(kit.resolve(list), home.resolve(list));
    return Exercises.load(home);
  }

  @ParameterizedTest
  @ValueSource(strings = {"C", "C.UTF-8"})
  @DisplayName("all right answers, with letters of other languages in their names")
  void bothWays(String locale) throws Exception {
    Exercises project = Exercises.load(Path.of("../..").toAbsolutePath().normalize());
    Exercises home = home();
    int students = 0;
    for (Exercise exercise : project.all()) {
      students = Math.max(students, right(project, exercise).size());
    }
    students = // the other locale differs less from what all tests do
        locale.equals("C") ? Thorough.count(1, students, "right answers of each exercise") : 1;
    List<Exercise> answered = Thorough.some(project.all(), 6, "exercises");
    int points = answered.stream().mapToInt(Exercise::points).sum();
    Path handedIn = folder.resolve("class");
    for (int i = 0; i < students; i++) {
      for (var answer : answers(project, answered, i).entrySet()) {
        Exercise exercise = answer.getKey();
        Path own = Files.createDirectories(handedIn.resolve("student " + i + "/" + exercise.id()));
        Files.writeString(own.resolve(exercise.type() + ".java"), answer.getValue());
        Files.writeString(home.file(exercise), answer.getValue());
      }
      JsonNode check = command(home, locale, "check", "all", "--json");
      assertEquals(points, check.get("points").asInt(), "check, " + i + ": " + check);
    }
    Path out = folder.resolve("out");
    JsonNode grade =
        command(home, locale, "grade", handedIn.toString(), "--json", "--out", out.toString());
    for (JsonNode student : grade.get("students")) {
      assertEquals(points, student.get("points").asInt(), student.toString());
    }
    assertEquals(students, grade.get("students").size());
  }

  private JsonNode command(Exercises home, String locale, String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:TieredStopAtLevel=1"); // as the launcher
    command.add("-Ddescent.home=" + home.home());
    command.addAll(List.of("-cp", System.getProperty("java.class.path")));
    command.add("dev.descent.cli.Descent");
    command.addAll(List.of(arguments));
    Path said = folder.resolve("said");
    ProcessBuilder builder = new ProcessBuilder(command).redirectOutput(said.toFile());
    builder.redirectError(ProcessBuilder.Redirect.DISCARD);
    builder.environment().put("LC_ALL", locale);
    Process process = builder.start();
    process.waitFor(5, TimeUnit.MINUTES);
    process.destroyForcibly();
    return new ObjectMapper().readTree(Files.readAllBytes(said));
  }
}
