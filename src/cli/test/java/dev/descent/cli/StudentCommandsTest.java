package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.catalog.Progress;
import dev.descent.grade.TestHome;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** What a student types, in a project with one exercise. */
@ResourceLock("descent.home")
class StudentCommandsTest {
  @TempDir Path home;

  private Exercises exercises;
  private Exercise twice;

  @BeforeEach
  void project() throws IOException {
    TestHome.copyTo(home);
    System.setProperty("descent.home", home.toString());
    exercises = Project.exercises();
    twice = exercises.get("1");
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

  private void solve() throws IOException {
    Files.writeString(exercises.file(twice), Files.readString(exercises.solution(twice)));
  }

  private void assertSays(String expected, String text) {
    assertTrue(text.contains(expected), text);
  }

  @Test
  @DisplayName("without a command: how far, what is next, what to type")
  void status() {
    String out = descent().out();
    assertSays("0 of 1 exercise, 0 of 6 points", out);
    assertSays("Next: ex01twice, Twice (6 points), after lesson 1", out);
    assertSays("Twice.java", out);
    assertSays("./descent watch", out);
  }

  @Test
  @DisplayName("check notes what it finds: solved, and open again once it fails")
  void checked() throws IOException {
    Result open = descent("check");
    assertEquals(1, open.exit(), open.toString());
    assertSays("TODO 1 is still to be done", open.out());
    assertSays("0 of 6 points", open.out());

    solve();
    Result solved = descent("check", "twice");
    assertEquals(0, solved.exit(), solved.toString());
    assertSays("  ✓ 3  twice x is x and x\n", solved.out());
    assertSays("1 of 1 exercise, 6 of 6 points", descent("list").out());
    assertSays("The exercise is solved, 6 points. Next: data of your own", descent("check").out());
    assertSays("The exercise is solved, 6 points.", solved.out());

    Files.writeString(exercises.file(twice), exercises.mistake(twice, "Once"));
    Result wrong = descent("check", "all");
    assertEquals(1, wrong.exit());
    assertSays("       → This is x itself.\n", wrong.out());
    assertSays("2 of 6 points", wrong.out());
    assertSays("0 of 1 exercise, 2 of 6 points", descent().out());
  }

  @Test
  @DisplayName("where no progress can be kept, the verdict and the hints are shown all the same")
  void nothingCanBeKept() throws IOException {
    Files.writeString(home.resolve(".descent"), "a file in the way");
    solve();
    Result solved = descent("check", "twice");
    assertEquals(0, solved.exit(), solved.toString());
    assertSays("6 of 6 points", solved.out());
    assertSays("progress.json: cannot be written", solved.err());
    Result hints = descent("hint", "twice");
    assertEquals(0, hints.exit(), hints.toString());
    assertSays("these are all the hints", hints.out());
  }

  @Test
  @DisplayName("check reads what any editor writes, and says how")
  void encodings() throws IOException {
    String solution = "// größer\n" + Files.readString(exercises.solution(twice));
    Files.write(exercises.file(twice), solution.getBytes(StandardCharsets.ISO_8859_1));
    Result solved = descent("check", "twice");
    assertEquals(0, solved.exit(), solved.toString());
    assertSays("  ! Twice.java is not in UTF-8, and was read as Windows-1252;", solved.out());
  }

  @Test
  @DisplayName("check and list as JSON")
  void json() throws IOException {
    ObjectMapper json = new ObjectMapper();
    JsonNode check = json.readTree(descent("check", "--json").out());
    assertEquals("descent-check/1", check.get("format").asText());
    assertEquals("TODO", check.at("/grades/0/tests/0/state").asText());
    JsonNode list = json.readTree(descent("list", "--json").out());
    assertEquals("ex01twice", list.at("/exercises/0/id").asText());
    assertEquals(6, list.at("/exercises/0/of").asInt());
    assertFalse(list.at("/exercises/0/passed").asBoolean());
  }

  @Test
  @DisplayName("hint shows one more each time, and the last again")
  void hints() {
    assertSays("  1  Think of 2.\n\n  1 more: ask again", descent("hint").out());
    String all = "  1  Think of 2.\n  2  x.mul(2)\n\n  these are all the hints";
    assertSays(all, descent("hint", "twice").out());
    assertSays(all, descent("hint", "01").out());
    assertEquals(2, descent("hint", "thrice").exit());
  }

  @Test
  @DisplayName("the solution is shown once the exercise passes")
  void solution() throws IOException {
    Result refused = descent("solution", "twice");
    assertEquals(2, refused.exit());
    assertSays("ex01twice is not solved yet", refused.err());
    solve();
    descent("check");
    String whole = Files.readString(exercises.solution(twice));
    assertEquals(whole, descent("solution", "twice", "--whole").out());
    assertSays("Yours is the solution, letter by letter.", descent("solution", "twice").out());
    Files.writeString(exercises.file(twice), whole.replace("x.mul(2)", "x.add(x)"));
    descent("check");
    String difference = descent("solution", "twice").out();
    assertSays("\n-    return x.add(x);\n+    return x.mul(2);\n", difference);
    assertSays("--- yours, Twice.java\n+++ solution, Twice.java\n", difference);
    assertSays("./descent solution 1 --whole", difference);
    assertFalse(difference.contains("package"), difference);
    Files.delete(exercises.file(twice));
    assertEquals(whole, descent("solution", "twice").out(), "there is nothing to compare");
  }

  @Test
  @DisplayName("a file that is missing names the command that brings it back")
  void missing() throws IOException {
    Files.delete(exercises.file(twice));
    Result missing = descent("check", "twice");
    assertEquals(1, missing.exit());
    assertSays("✗ Twice.java is missing\n    ./descent reset ex01twice brings", missing.out());
  }

  @Test
  @DisplayName(
      "whoever has solved an exercise, or the last one of a lesson, is told what comes next")
  void comesNext() throws IOException {
    solve();
    for (String lesson : List.of("1", "2")) {
      Files.writeString(
          exercises.list(),
          Files.readString(exercises.list())
              + """

              [[exercise]]
              id = "ex0%s"
              lesson = "%s"
              title = "More"
              class = "More"
              points = 1
              hints = ["none"]
              """
                  .formatted(lesson.equals("1") ? "2more" : "3other", lesson));
    }
    assertSays("Next: ex02more, More\n  ./descent check 2\n", descent("check", "1").out());
    Progress progress = new Progress(Project.exercises());
    progress.checked(Project.exercises().get("2"), 1, true);
    String last = descent("check", "1").out();
    assertSays("That was the last exercise of lesson 1, Tiny. Next: lesson 2, Broken", last);
    assertSays("  ./descent lesson 2 --read ", last);
    assertSays("  ./descent check 3 ", last);
    progress.checked(Project.exercises().get("3"), 1, true);
    assertSays("All 3 exercises are solved, 8 points. Next:", descent("check", "1").out());
    assertSays("All 3 exercises are solved, 8 points. Next:", descent().out());
    assertSays("All 3 exercises are solved, 8 points. Next:", descent("check").out());
  }

  @Test
  @DisplayName("the best tries at an open task are shown, best first, each once, and stay")
  void tries() throws IOException {
    Path tests = exercises.tests(twice);
    Files.writeString(
        tests,
        Files.readString(tests)
            .replace(
                "check.equal(\"twice x\",",
                "check.measured(\"sum (%)\", found.sumNumber().doubleValue());\n"
                    + "check.equal(\"twice x\","));
    Files.writeString(exercises.list(), Files.readString(exercises.list()) + "open = true\n");
    assertEquals(-1, descent("check", "1").out().indexOf("tries"), "a start has none");
    solve();
    assertEquals(0, descent("check", "1").exit());
    String right = descent("check", "1").out();
    assertEquals(List.of("seed 1"), seeds(right), "the same try again");
    assertSays("  Your best tries, sum (%)\n", right);
    assertSays("6 of 6 points", right);
    String both = "";
    for (int seed = 2; seed < 9; seed++) {
      both = descent("check", "1", "--seed", "" + seed).out();
    }
    List<Progress.Try> tries = new Progress(Project.exercises()).of(twice).tries();
    assertEquals(5, tries.size(), "the best of eight");
    assertEquals(5, seeds(both).size(), both);
    for (int i = 1; i < tries.size(); i++) {
      assertTrue(tries.get(i - 1).value() >= tries.get(i).value(), tries.toString());
    }
    descent("reset", "1", "--yes");
    assertEquals(tries, new Progress(Project.exercises()).of(twice).tries());
    assertSays("0 of 6 points", descent("list").out());
  }

  private static List<String> seeds(String out) {
    return Pattern.compile("seed \\d+").matcher(out).results().map(MatchResult::group).toList();
  }

  @Test
  @DisplayName("exercises have many names, and each counts once")
  void names() {
    Result many = descent("check", "1", "twice,Twice.java", "lesson1", "1-1", "--json");
    assertEquals(1, many.exit(), many.toString());
    assertEquals(1, many.out().split("\"exercise\" :").length - 1, many.out());
    Result unknown = descent("hint", "twise");
    assertEquals(2, unknown.exit());
    assertEquals("descent: no exercise 'twise'; did you mean twice?", unknown.err().strip());
  }

  @Test
  @DisplayName("reset asks, keeps every edit as a backup, and forgets the points")
  void reset() throws IOException {
    assertSays("untouched", descent("reset", "twice").out());
    solve();
    descent("check");
    Result alone = descent("reset", "twice");
    assertEquals(2, alone.exit());
    assertSays("nobody is there to ask", alone.err());
    assertEquals(0, descent("reset", "twice", "--yes").exit());
    assertEquals(Files.readString(exercises.start(twice)), Files.readString(exercises.file(twice)));
    assertSays("0 of 6 points", descent("list").out());
    Files.writeString(exercises.file(twice), "mine");
    descent("reset", "twice", "--yes");
    assertEquals(
        List.of("mine", Files.readString(exercises.solution(twice))).stream().sorted().toList(),
        backups());
    Files.delete(exercises.file(twice));
    assertEquals(0, descent("reset", "twice").exit(), "there is nothing to lose");
    assertTrue(Files.exists(exercises.file(twice)));
  }

  private List<String> backups() throws IOException {
    try (Stream<Path> files = Files.list(home.resolve(".descent/backups/ex01twice"))) {
      return files
          .map(
              file -> {
                try {
                  return Files.readString(file);
                } catch (IOException e) {
                  throw new IllegalStateException(e);
                }
              })
          .sorted()
          .toList();
    }
  }

  @Test
  @DisplayName("a broken file of progress, or of exercises, is said in one line")
  void brokenFiles() throws IOException {
    Path progress = home.resolve(".descent/progress.json");
    Files.createDirectories(progress.getParent());
    Files.writeString(progress, "{\n oops");
    Result broken = descent("list");
    assertEquals(2, broken.exit());
    assertSays(progress + ", line 2: cannot be read", broken.err());
    Files.writeString(progress, "{\"format\":\"other\",\"exercises\":{}}");
    assertSays(
        "must be an object of format descent-progress/1 with exercises, got other",
        descent("list").err());

    Path toml = home.resolve("exercises/exercises.toml");
    String good = Files.readString(toml);
    Files.writeString(toml, good.replace("points = 6", "points = 0"));
    assertSays("ex01twice: points must be at least 1, got 0", descent("list").err());
    Files.writeString(toml, good.replace("title", "name"));
    assertEquals(2, descent("list").exit());
    assertEquals(1, descent("list").err().lines().count(), descent("list").err());
    Files.writeString(toml, good.replace("lesson = \"1\"", "lesson = \"9\""));
    for (String command : List.of("list", "check", "")) { // it would vanish from the list
      assertSays(
          "exercises.toml, line 3, ex01twice: lesson must be one of 0, 1, 2, 3, 4, 5, 6, 7, p1, p2, p3, p4, got 9",
          (command.isEmpty() ? descent() : descent(command)).err());
    }
    Files.writeString(toml, good.replace("points = 6", "points = "));
    assertSays("exercises.toml, line 6: ", descent("list").err());
    Files.delete(toml);
    assertSays("exercises.toml: cannot be read", descent("list").err());
  }

  @Test
  @DisplayName("watch without a terminal says so")
  void watch() {
    Result result = descent("watch");
    assertEquals(2, result.exit());
    assertSays("watch needs a terminal", result.err());
  }

  @Test
  @DisplayName("dev mutate shows each slip, what kills it, and why it is no mistake")
  void devMutate() throws IOException {
    Result result = descent("dev", "mutate", "twice", "--jobs", "1");
    assertSays("killed by twice", result.out());
    assertSays(
        "OPERATION | This is what comes out with “x / 2” where “x · 2” belongs.", result.out());
    assertSays("known as Reversed", result.out());
    assertEquals(0, result.exit());

    Path solution = exercises.solution(twice);
    Files.writeString(
        solution,
        Files.readString(solution)
            .replace("return x.mul(2);", "int factor = 2; factor += 0; return x.mul(factor);"));
    Result alive = descent("dev", "mutate", "--jobs", "1");
    assertSays("twice, line 7: SURVIVES | STEP_LEFT_OUT", alive.out());
    assertEquals(1, alive.exit());
    Path equivalent = home.resolve("solutions/equivalent.toml");
    String line =
        "[[slip]]\nexercise = \"ex01twice\"\nmethod = \"twice\"\nwhy = \"adds nothing\"\n";
    Files.writeString(equivalent, line);
    Result without = descent("dev", "mutate", "--jobs", "1");
    assertEquals(2, without.exit());
    assertSays("equivalent.toml, line 1, slip 1: must have exercise, method, rule", without.err());
    Files.writeString(equivalent, line + "rule = \"STEP_LEFT_OUT\"\n");
    Result explained = descent("dev", "mutate", "twice", "--jobs", "1");
    assertSays("twice, line 7: no mistake, adds nothing | STEP_LEFT_OUT", explained.out());
  }

  @Test
  @DisplayName("dev check reports rates, and each broken rule")
  void devCheck() throws IOException {
    Result result = descent("dev", "check", "--seeds", "1", "--jobs", "1");
    assertSays("kill rate    100.0 %, 4 of 4", result.out());
    assertSays("naming rate  100.0 %, 4 of 4", result.out());
    assertSays("all exercises must have 100 points, got 6", result.out());
    assertEquals(1, result.exit());

    Path mistakes = exercises.mistakesFile(twice);
    String known = Files.readString(mistakes);
    Files.writeString(
        mistakes, known.replace("\"x.mul(2)\"\nwith = \"x.mul(x)", "\"y\"\nwith = \"x"));
    Result unmade = descent("dev", "check", "--seeds", "1", "--jobs", "1");
    assertSays("Squared: replace must be in the right answer exactly once", unmade.out());
    assertSays("naming rate   75.0 %, 3 of 4", unmade.out());
    Files.writeString(mistakes, known);

    Path right = exercises.right(twice, "Loop");
    Files.writeString(right, Files.readString(right).replace("x.add(x)", "x.mul(3)"));
    Files.writeString(mistakes, Files.readString(mistakes).replace("x.dup()", "x.add(x)"));
    Files.writeString(
        exercises.start(twice),
        Files.readString(exercises.start(twice)).replace("throw new Todo(2)", "return null"));
    Files.createDirectories(home.resolve("solutions/mistakes/ex01twice"));
    Files.createDirectories(home.resolve("exercises/starts/ex99old"));
    Result broken = descent("dev", "check", "--seeds", "1", "--jobs", "1");
    for (String problem :
        List.of(
            "ex01twice Loop, seed 1: is right and must pass",
            "ex01twice Once, seed 1: is wrong and must lose points",
            "ex01twice start: must meet a TODO in moved, got FAILED",
            "solutions/mistakes/ex01twice: of no exercise",
            "exercises/starts/ex99old: of no exercise")) {
      assertSays(problem, broken.out());
    }
  }

  @Test
  @DisplayName("dev show writes mistakes as classes, all or those that are named")
  void devShow() throws IOException {
    Path out = home.resolve("shown");
    Result one = descent("dev", "show", "twice", "Once", "--out", out.toString());
    Path once = out.resolve("ex01twice/Once/Twice.java");
    assertEquals(once + "\n", one.out().replace("\r", ""));
    assertEquals(exercises.mistake(twice, "Once"), Files.readString(once));
    Result all = descent("dev", "show", "--out", out.toString());
    assertEquals(4, all.out().lines().count(), all.out());
    Result unknown = descent("dev", "show", "twice", "Never", "--out", out.toString());
    assertEquals(2, unknown.exit());
    assertSays(
        "ex01twice has no mistake 'Never'; give one of Once, Squared, ByOne, Reversed",
        unknown.err());
  }

  @Test
  @DisplayName("dev new makes all files of an exercise, and dev check says what is to be done")
  void devNew() throws IOException {
    Files.writeString(home.resolve("exercises/README.md"), "# All\n| [ex01twice](x) |\n\nEnd.\n");
    Result made = descent("dev", "new", "ex02thrice", "Thrice", "--lesson", "2", "--title", "More");
    assertEquals(0, made.exit(), made.err());
    assertEquals(9, made.out().lines().count(), made.out());
    assertEquals(
        "# All\n| [ex01twice](x) |\n| [ex02thrice](src/main/java/dev/descent/exercises/ex02thrice/"
            + "Thrice.java) | More | 1 | 2 |\n\nEnd.\n",
        Files.readString(home.resolve("exercises/README.md")));
    Result check = descent("dev", "check", "2", "--seeds", "1", "--jobs", "1");
    assertEquals(1, check.exit());
    for (String problem :
        List.of(
            "ex02thrice: must have 4 mistakes or more, got 0",
            "ex02thrice: must have 2 hints or more, got 1",
            "ex02thrice solution, seed 1: is right and must pass",
            "kill rate    of no mistakes")) {
      assertSays(problem, check.out());
    }
    exercises = Project.exercises();
    Path solution = exercises.solution(exercises.get("2"));
    String text = Files.readString(solution);
    assertEquals(text, Files.readString(exercises.start(exercises.get("2"))));
    Files.writeString(
        solution,
        text.replace("throw new Todo(1)", "return x.mul(2)")
            .replace("import dev.descent.exercise.Todo;\n", ""));
    Files.writeString(
        exercises.mistakesFile(exercises.get("2")),
        "[Once]\nsays = 'x'\nreplace = 'x.mul(2);'\nwith = 'x.dup();'\n");
    Result done = descent("dev", "check", "2", "--seeds", "1", "--jobs", "1");
    assertSays("naming rate  100.0 %, 1 of 1", done.out());
    assertSays("2 broken rules", done.out());
  }

  @Test
  @DisplayName("dev new refuses what would break a rule, and writes nothing")
  void devNewRefused() throws IOException {
    String list = Files.readString(exercises.list());
    for (List<String> wrong :
        List.of(
            List.of("ex01twice", "Twice", "1", "t", "is there already"),
            List.of("ex1lamb", "Lamb", "1", "t", "id must be ex, two digits and a word"),
            List.of("ex01lamb", "Lamb", "1", "t", "each exercise must have a number"),
            List.of("ex02lamb", "lamb", "1", "t", "the class must be a name such as"),
            List.of("ex02lamb", "Lamb", "9", "t", "--lesson must be one of"),
            List.of("ex02lamb", "Lamb", "1", "a \"b\"", "the title must be plain words"))) {
      Result result =
          descent(
              "dev",
              "new",
              wrong.get(0),
              wrong.get(1),
              "--lesson",
              wrong.get(2),
              "--title",
              wrong.get(3));
      assertEquals(2, result.exit(), wrong.toString());
      assertSays(wrong.get(4), result.err());
      assertEquals("", result.out());
      assertEquals(list, Files.readString(exercises.list()));
      assertFalse(Files.exists(home.resolve("exercises/starts/ex02lamb")));
    }
  }
}
