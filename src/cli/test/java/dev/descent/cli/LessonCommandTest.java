package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code descent lesson} and {@code descent plot}, with the lessons of TinyLessons. */
class LessonCommandTest {
  @TempDir Path folder;

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

  private List<String> files() throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void withoutALessonItListsThem() {
    Result result = descent("lesson");
    assertEquals(0, result.exit(), result.toString());
    assertTrue(result.out().contains("Lesson 1    Tiny"), result.out());
    assertTrue(result.out().contains("Practice 1  Breaks"), result.out());
    assertTrue(result.out().contains("Chance in 40"), result.out());
  }

  @Test
  void aLessonShowsItsPartsInOrderThenItsPromises() throws IOException {
    Result result = descent("lesson", "1", "--quick", "--out", folder.toString(), "--jobs", "2");
    assertEquals(0, result.exit(), result.toString());
    String out = result.out();
    int from = 0;
    for (String part :
        List.of(
            "Lesson 1: Tiny\n==============\n",
            "1. Chance in 40\n---------------\n",
            "1-first drew 0.",
            "quickly.",
            "[Figure: Line] ",
            "2. Chance in 1\n",
            "1-second drew 0.",
            "You should see\n",
            "  ✓ 1-first draws below 1",
            "  ✓ 1-second draws below 1",
            "2 figures",
            "All of it on one page: " + folder.resolve("index.html"))) {
      int at = out.indexOf(part, from);
      assertTrue(at >= from, () -> part + " is not in its place in: " + out);
      from = at + part.length();
    }
    assertEquals(
        List.of("1-first.png", "1-first.svg", "1-second.png", "1-second.svg", "index.html"),
        files());
    String page = Files.readString(folder.resolve("index.html"));
    from = 0;
    for (String part :
        List.of(
            "<h1>Lesson 1: Tiny</h1>",
            "<h3>Chance in 40</h3>",
            "<p>1-first drew 0.",
            "<img alt=\"",
            "<li>✓ 1-first draws below 1",
            "<h3>Chance in 1</h3>",
            "<li>✓ 1-second draws below 1")) {
      int at = page.indexOf(part, from);
      assertTrue(at >= from, () -> part + " is not in its place in: " + page);
      from = at + part.length();
    }
  }

  @Test
  void theSeedDecidesHoweverManyWorkersRun() {
    String[] common = {"lesson", "1", "--out", folder.toString(), "--seed"};
    String one = descent(append(common, "5", "--jobs", "1")).out();
    assertEquals(one, descent(append(common, "5", "--jobs", "2")).out());
    assertNotEquals(one, descent(append(common, "6", "--jobs", "2")).out());
  }

  private static String[] append(String[] first, String... others) {
    return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
  }

  @Test
  void aBrokenPromiseIsMarkedAndGivesExitCode1() {
    Result result = descent("lesson", "2", "--out", folder.toString());
    assertEquals(1, result.exit(), result.toString());
    assertTrue(result.out().contains("  ✓ one is kept\n  ✗ two is not kept\n"), result.out());
    assertTrue(result.out().contains("this run does not show"), result.out());
  }

  @Test
  void readShowsTheTextWithoutRunning() throws IOException {
    Result result = descent("lesson", "1", "--read", "--out", folder.toString());
    assertEquals(0, result.exit(), result.toString());
    assertEquals(
        """
        # Lesson 1: Tiny

        [Figure: A line that rises]

        Of two promises 1 is kept, when it was recorded 7.

        Predict. Which promise is kept, of `one` and `two`?

        - a) `one`
        - b) `two`

        Predict. How many are kept?

        Check. In which order do they come?

        - a) one
        - b) `two`

        ## Answers

        - Which promise is kept, of `one` and `two`? `one`: it says so. It is 1 of
          them, recorded as 7.
        - How many are kept? 1: one is.
        - In which order do they come? `two`, then one. `two`: no alphabet. one: it is
          the last.
        """,
        result.out().replaceAll("\n{3,}", "\n\n"));
    assertEquals(List.of(), files());
  }

  private Result predict(String typed) {
    InputStream before = System.in;
    try {
      System.setIn(new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)));
      return descent("lesson", "2", "--predict", "--out", folder.toString());
    } finally {
      System.setIn(before);
    }
  }

  @Test
  void predictAsksBeforeItShowsAndSaysWhatIsRight() {
    String out = predict("A\n1\nba\n").out();
    int from = 0;
    for (String part :
        List.of(
            "1. Promises\n",
            "Predict. Which promise is kept, of `one` and `two`?\n\n- a) `one`\n- b) `two`\n",
            "Your answer, a to b, or Enter for none: ",
            "Your answer, a number, or Enter for none: ",
            "Right. one: it says so. It is 1 of them, recorded as 1.",
            "Right. 1: one is.",
            "You should see",
            "Check. In which order do they come?\n\n- a) one\n- b) `two`\n",
            "Your answer, the letters in their order, or Enter for none: ",
            "Right. `two`, then one. `two`: no alphabet. one: it is the last.",
            "Right: 3 of 3 that you answered.")) {
      int at = out.indexOf(part, from);
      assertTrue(at >= from, () -> part + " is not in its place in: " + out);
      from = at + part.length();
    }
  }

  @Test
  void predictExplainsTheBeliefBehindAWrongAnswer() {
    String out = predict("b\n2.01\nab\n").out();
    assertTrue(
        out.contains("Not so. You said `two`: it says that it is not. It is one: it says so."),
        out);
    assertTrue(out.contains("Not so. You said 2: the second is broken. It is 1: one is."), out);
    assertTrue(out.contains("Not so. It is `two`, then one. `two`: no alphabet."), out);
    assertTrue(out.contains("Right: 0 of 3 that you answered."), out);
  }

  @Test
  void predictAsksAgainWhereALineIsNoAnswerAndLeavesOutWhatIsLeftOut() {
    String out = predict("c\nab\nhm\n\nmany\n7\n").out();
    assertEquals(4, out.split("a to b, or Enter", -1).length - 1, out);
    assertTrue(out.contains("Not so. It is 1: one is."), out);
    assertTrue(out.contains("\n  `two`, then one. `two`: no alphabet."), out);
    assertTrue(out.contains("Right: 0 of 1 that you answered."), out);
  }

  @Test
  void predictSaysWhyALineIsNoAnswer() {
    String out = predict("2\nA\n1,0\n" + "9".repeat(400) + "\n1e999\n1\nba\n").out();
    assertEquals(1, out.split("one letter, please", -1).length - 1, out);
    assertEquals(3, out.split("a number alone, please", -1).length - 1, out);
    assertTrue(out.contains("Right: 3 of 3 that you answered."), out);
  }

  @Test
  void aPartThatBreaksIsOneLine() {
    Result result = descent("lesson", "p1", "--out", folder.toString());
    assertEquals(3, result.exit(), result.toString());
    assertTrue(result.err().startsWith("descent: Practice 1, part 1: "), result.err());
    assertTrue(result.err().contains("the glass fell"), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
  }

  @ParameterizedTest
  @CsvSource({
    "lesson 9, 'no lesson ''9''; there are 0, 1, 2, 3, 4, 5, 6, 7, p1, p2, p3, p4'",
    "lesson --quick, which lesson?",
    "lesson --predict, which lesson?",
    "lesson 1 --read --predict, '--predict runs the lesson'",
    "lesson 1 --seed 0, '--seed must be at least 1, got 0'",
    "lesson 1 --jobs 0, '--jobs must be at least 1, got 0'",
    "plot 1-third, 'no figure or lesson ''1-third'''",
    "plot 1-first --format bmp, bmp",
    "plot 1-first --for tea, tea",
  })
  void wrongUsageIsExitCode2(String command, String sentence) throws IOException {
    Result result = descent((command + " --out " + folder).split(" "));
    assertEquals(2, result.exit(), result.toString());
    assertTrue(result.err().contains(sentence), result.err());
    assertEquals(1, result.err().lines().count(), result.err());
    assertEquals(List.of(), files());
  }

  @Test
  void plotListsWhatThereIs() {
    Result result = descent("plot", "--list");
    assertEquals(0, result.exit(), result.toString());
    assertEquals(
        List.of(
            "Lesson 1: Tiny",
            "  1-first                    Chance in 40",
            "  1-second                   Chance in 1"),
        result.out().lines().toList());
  }

  @Test
  void plotDrawsWhatIsNamedAndTheSameBytes() throws IOException {
    Result result = descent("plot", "1-second", "--format", "svg", "--out", folder.toString());
    assertEquals(0, result.exit(), result.toString());
    assertEquals(List.of("1-second.svg", "index.html"), files());
    assertEquals(
        folder.resolve("1-second.svg") + "\n" + folder.resolve("index.html") + "\n", result.out());
    String html = Files.readString(folder.resolve("index.html"));
    assertTrue(html.contains("<p>1-second drew 0."), html);
    assertFalse(html.contains("1-first"), html);
    byte[] alone = Files.readAllBytes(folder.resolve("1-second.svg"));

    assertEquals(0, descent("plot", "1", "1", "--out", folder.toString()).exit());
    assertEquals(
        List.of("1-first.png", "1-first.svg", "1-second.png", "1-second.svg", "index.html"),
        files());
    assertArrayEquals(alone, Files.readAllBytes(folder.resolve("1-second.svg")));
  }

  @Test
  void plotForSlidesIsLargerAndSaysSoOnItsPage() throws IOException {
    Result result =
        descent("plot", "1-second", "--for", "slides", "--format", "png", "--out", folder + "");
    assertEquals(0, result.exit(), result.toString());
    assertEquals(List.of("1-second.png", "index.html"), files());
    assertEquals(1920, ImageIO.read(folder.resolve("1-second.png").toFile()).getWidth());
    String html = Files.readString(folder.resolve("index.html"));
    assertTrue(html.contains("./descent plot 1-second --for slides --seed 1"), html);
  }

  @Test
  void plotAllComesWithAPageThatShowsEveryFigureAndTheSameBytes() throws IOException {
    Path page = folder.resolve("index.html");
    Result result = descent("plot", "all", "--out", folder.toString());
    assertEquals(0, result.exit(), result.toString());
    assertEquals(
        Stream.of("1-first.png", "1-first.svg", "1-second.png", "1-second.svg", "index.html")
            .map(name -> folder.resolve(name).toString())
            .toList(),
        result.out().lines().toList());
    String html = Files.readString(page);
    assertEquals(2, html.split("data:image/svg\\+xml;base64", -1).length - 1);
    assertTrue(html.contains("<li><a href=\"#h1\">Lesson 1: Tiny</a></li>"), html);
    assertTrue(html.contains("<h2 id=\"h1\">Lesson 1: Tiny</h2>"), html);
    assertTrue(html.contains("Line (1-first)"), html);

    byte[] before = Files.readAllBytes(page);
    assertEquals(0, descent("plot", "--out", folder.toString(), "--jobs", "1").exit());
    assertArrayEquals(before, Files.readAllBytes(page));
    assertEquals(
        0, descent("plot", "--out", folder.toString(), "--format", "png", "--seed", "2").exit());
    assertTrue(Files.readString(page).contains("data:image/png;base64"));
  }
}
