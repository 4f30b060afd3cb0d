package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.course.CourseFiles;
import dev.descent.grade.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an instructor types, in a project with one exercise. */
@ResourceLock("descent.home")
class GradeCommandTest {
  @TempDir Path home;
  @TempDir Path folder;

  private Path handedIn;
  private Path out;

  @BeforeEach
  void handIn() throws IOException {
    TestHome.copyTo(home);
    System.setProperty("descent.home", home.toString());
    Exercises exercises = Project.exercises();
    Exercise twice = exercises.get("1");
    handedIn = folder.resolve("class");
    out = folder.resolve("out");
    handIn("ada", Files.readString(exercises.solution(twice)));
    handIn("bob", exercises.mistake(twice, "Once"));
    Files.createDirectories(handedIn.resolve("cy"));
    Files.writeString(handedIn.resolve(".DS_Store"), "");
  }

  private void handIn(String student, String answer) throws IOException {
    Path own = Files.createDirectories(handedIn.resolve(student));
    Files.writeString(own.resolve("Twice.java"), answer);
  }

  @AfterEach
  void noProject() {
    System.clearProperty("descent.home");
  }

  private record Result(int exit, String out, String err) {}

  private static Result descent(String... arguments) {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Descent.execute(
            Descent.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
            arguments);
    return new Result(exit, out.toString(), err.toString());
  }

  private Result grade(String... more) {
    List<String> arguments =
        Stream.concat(
                Stream.of("grade", handedIn.toString(), "--out", out.toString()), Stream.of(more))
            .toList();
    return descent(arguments.toArray(String[]::new));
  }

  @Test
  @DisplayName("parts that several runs have graded make the same class as one run does")
  void shards() throws IOException {
    Files.createDirectories(handedIn.resolve("dan"));
    Files.writeString(handedIn.resolve("dan/Twice.java"), "no Java");
    assertEquals(0, grade().exit());
    String whole = Files.readString(out.resolve("grades.csv"));
    String page =
        Files.readString(out.resolve("students").resolve(student("bob")).resolve("feedback.html"));
    out = folder.resolve("one");
    Result one = grade("--shard", "1/2");
    assertEquals(0, one.exit(), one.toString());
    assertTrue(one.out().contains("Part 1/2 of the class."), one.out());
    assertFalse(Files.exists(out.resolve("grades.csv")), "a part is no class");
    assertEquals(List.of("ada", "cy"), graded());

    Path first = out;
    out = folder.resolve("merged");
    Result early = grade("--merge", first.toString());
    assertEquals(2, early.exit());
    assertTrue(
        early
            .err()
            .contains(
                "of 4 submissions 2 are graded in none of the folders, or with other files, tests,"
                    + " exercises or seed: bob, dan"),
        early.err());
    assertFalse(Files.exists(out.resolve("students")), "nothing half-written");

    out = folder.resolve("two");
    assertEquals(0, grade("--shard", "2/2").exit());
    assertEquals(0, grade("--shard", "2/2").exit(), "again, which keeps what is there");
    assertEquals(List.of("bob", "dan"), graded());
    Path second = out;
    out = folder.resolve("none");
    assertEquals(0, grade("--shard", "9/9").exit(), "more parts than students");
    String none = out.toString();
    out = folder.resolve("merged");
    for (int i = 0; i < 2; i++) { // the second time over the first
      Result merged =
          grade("--merge", first.toString(), "--merge", second.toString(), "--merge", none);
      assertEquals(0, merged.exit(), merged.toString());
      assertEquals(whole, Files.readString(out.resolve("grades.csv")));
      assertEquals(
          page,
          Files.readString(
              out.resolve("students").resolve(student("bob")).resolve("feedback.html")));
    }

    Path grade = second.resolve("students").resolve(student("bob")).resolve("grade.json");
    String text = Files.readString(grade);
    Files.writeString(grade, text.replaceAll("\"kernels\" : \"[^\"]*\"", "\"kernels\" : \"Old\""));
    Result other = grade("--merge", first.toString(), "--merge", second.toString());
    assertEquals(2, other.exit(), other.toString());
    assertTrue(
        other.err().contains("ada and bob were graded with different things: BLAS kernels "),
        other.err());
    assertEquals(
        0, grade("--merge", first.toString(), "--merge", second.toString(), "--mixed").exit());
    Files.writeString(handedIn.resolve("bob/Twice.java"), "other");
    Result changed = grade("--merge", first.toString(), "--merge", second.toString(), "--mixed");
    assertTrue(changed.err().contains("of 4 submissions one is graded in none"), changed.err());
  }

  private static String student(String from) {
    return CourseFiles.folder(from);
  }

  /** The students with grades in the folder. */
  private List<String> graded() throws IOException {
    try (Stream<Path> students = Files.list(out.resolve("students"))) {
      return students
          .map(it -> it.getFileName().toString().replaceAll("-[0-9a-f]{16}$", ""))
          .sorted()
          .toList();
    }
  }

  @ParameterizedTest
  @DisplayName("parts that are none, and options that do nothing, are refused")
  @CsvSource(
      delimiter = '|',
      value = {
        "--shard 0/2 | --shard must be K/N with K from 1 to N, such as 3/8, got '0/2'",
        "--shard 3/2 | --shard must be K/N with K from 1 to N, such as 3/8, got '3/2'",
        "--shard two | --shard must be K/N with K from 1 to N, such as 3/8, got 'two'",
        "--mixed | --mixed goes with --merge or --on CLUSTER alone",
        "--allow-no-jail | --allow-no-jail goes with --on CLUSTER alone",
        "--on spark:host | --on must be local, spark://HOST:PORT, yarn or k8s://HOST:PORT, got 'spark:host'",
        "--on spark://127.0.0.1:1 | --on spark://127.0.0.1:1: no master of Spark answers there",
        "--on yarn --shard 1/2 | --shard does not go with --on, which grades all",
        "--on yarn --merge . | --merge does not go with --on, which grades all",
        "--merge . --resume | --resume does not go with --merge, which grades nothing",
        "--merge . --shard 1/2 | --shard does not go with --merge, which grades nothing",
        "--merge nowhere | --merge must name folders with grades, and nowhere has no folder students"
      })
  void refusedParts(String options, String says) {
    Result result = grade(options.split(" "));
    assertEquals(2, result.exit());
    assertTrue(result.err().contains(says), result.err());
    assertFalse(Files.exists(out.resolve("students")));
  }

  @Test
  @DisplayName("grades all, says where the results are, and what was ignored")
  void all() throws IOException {
    Result result = grade();
    assertEquals(0, result.exit(), result.toString());
    assertEquals(
        List.of(
            "student,from,ex01twice,total,note",
            "ada,ada,6,6,",
            "bob,bob,2,2,",
            "cy,cy,0,0,nothing to grade; no file of an exercise was found"),
        Files.readAllLines(out.resolve("grades.csv")));
    assertTrue(result.out().startsWith("3 submissions, 2.7 of 6 points on average"), result.out());
    assertTrue(result.out().contains("class.html"), result.out());
    assertTrue(result.err().contains("names taken as they are: 3 entries"), result.err());
    assertTrue(
        result.err().contains("not read, as no student has made it: .DS_Store"), result.err());
    assertTrue(
        Files.readString(out.resolve("class.html")).contains("Once"), "the mistake is named");

    Result again = grade();
    assertEquals(2, again.exit());
    assertEquals(
        "descent: --out must be a folder without grades, got "
            + out
            + "; --resume goes on with those that are there",
        again.err().strip());
    assertEquals(0, grade("--resume").exit());
  }

  @Test
  @DisplayName("a list of the class gives ids, and a line to who handed in nothing")
  void roster() throws IOException {
    Path list = handedIn.resolve("students.csv");
    Files.writeString(list, "\uFEFFID;Name;E-Mail\n1;Ada;\n2;Bo B.;bob@example.org\n3;Di;\n");
    Result result = grade("--roster", list.toString());
    assertEquals(0, result.exit(), result.toString());
    assertEquals(
        List.of(
            "id,student,from,ex01twice,total,note",
            "3,Di,,0,0,did not hand in",
            "1,Ada,ada,6,6,",
            "2,Bo B.,bob,2,2,",
            "\"\",cy,cy,0,0,\"nothing to grade; cy is of nobody in the list of the class, as far as id and name say; and 1 more note\""),
        Files.readAllLines(out.resolve("grades.csv")));
    assertTrue(
        result
            .out()
            .startsWith(
                "3 submissions, 2.7 of 6 points on average; not counted, as nothing was handed in:"
                    + " 1"),
        result.out());
    assertTrue(result.err().contains("students.csv"), result.err());

    // The list may come later: grades stay, names and ids change.
    Files.writeString(list, "id,name\n1,Ada\n2,Bob\n3,Di\n4,Cy\n");
    assertEquals(0, grade("--roster", list.toString(), "--resume").exit());
    assertTrue(
        Files.readAllLines(out.resolve("grades.csv")).contains("2,Bob,bob,2,2,"), "a new name");
    Files.writeString(list, "number,name\n");
    Result refused = grade("--roster", list.toString(), "--resume");
    assertEquals(2, refused.exit());
    assertEquals(
        "descent: " + list + ", row 1: must name the columns id and name, got number, name",
        refused.err().strip());
  }

  @Test
  @DisplayName("JSON, for some exercises, with another seed")
  void json() throws IOException {
    Result result = grade("--json", "--exercise", "twice", "--exercise", "1", "--seed", "7");
    JsonNode json = new ObjectMapper().readTree(result.out());
    assertEquals("descent-grade/1", json.get("format").asText());
    assertEquals(7, json.at("/with/seed").asInt());
    assertEquals("ada", json.at("/students/0/student").asText());
    assertEquals(6, json.at("/students/0/points").asInt());
    assertEquals(2, json.at("/students/1/exercises/ex01twice").asInt());
  }

  @Test
  @DisplayName("wrong arguments are one line each, and write nothing")
  void refused() {
    for (Result result :
        List.of(
            descent("grade", folder.resolve("nowhere").toString(), "--out", out.toString()),
            grade("--exercise", "ex99"),
            grade("--jobs", "0"),
            descent("grade"))) {
      assertEquals(2, result.exit(), result.toString());
      assertTrue(result.err().lines().findFirst().orElse("").length() > 10, result.toString());
    }
    assertTrue(Files.notExists(out));
  }
}
