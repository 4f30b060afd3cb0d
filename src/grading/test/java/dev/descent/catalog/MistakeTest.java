package dev.descent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.BadInputException;
import dev.descent.catalog.Mistake.Slip;
import dev.descent.grade.TestHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A wrong answer is made of a right one and a slip, or of nothing. */
class MistakeTest {
  private static final String RIGHT = "a = b\n    .mul(2);\nc = $b;\nd = a + c;\n";

  @TempDir Path home;

  private static String wrong(Slip first, Slip... more) {
    return new Mistake("says", null, first.replace(), first.with(), List.of(more)).in(RIGHT);
  }

  private static void assertRefused(String words, Slip first, Slip... more) {
    IllegalArgumentException e =
        assertThrows(IllegalArgumentException.class, () -> wrong(first, more));
    assertTrue(e.getMessage().contains(words), e.getMessage());
  }

  @Test
  @DisplayName("code is found however it is broken into lines, and all else stays")
  void lines() {
    assertEquals(
        "a = b.mul(3);\nc = $b;\nd = a + c;\n",
        wrong(new Slip("\n  a = b .mul(2);\n", "a = b.mul(3);")));
    Mistake mistake = new Mistake("says", null, "a = b; c = d;", "e;", null);
    assertEquals("e;\n", mistake.in("a = b; // m̂\n  c = d;\n"), "nor does a comment matter");
  }

  @Test
  @DisplayName("what is special in a pattern or a replacement is not special here")
  void plain() {
    assertEquals(
        "a = b\n    .mul(2);\nc = $0\\1;\nd = a + c;\n", wrong(new Slip("c = $b;", "c = $0\\1;")));
  }

  @Test
  @DisplayName("several slips are all found in the right answer, in any order")
  void several() {
    assertEquals(
        "a = b\n    .mul(2);\nd = a + c;\nc = $b;\n",
        wrong(new Slip("d = a + c;", "c = $b;"), new Slip("c = $b;", "d = a + c;")));
    assertEquals(
        "a = b\n    .mul(2);\n\nd = a + c;\n", wrong(new Slip("c = $b;", "")), "or goes away");
  }

  @Test
  @DisplayName("what is not there once, overlaps or is not said is refused, with the code")
  void refused() {
    assertRefused("exactly once, is there 0 times: c = b;", new Slip("c =\n b;", "x"));
    assertRefused("exactly once, is there 2 times: a", new Slip("a", "x"));
    assertRefused("exactly once, is there 0 times: .mul (2)", new Slip(".mul (2)", "x"));
    assertRefused(
        "must not overlap, got twice: a + c", new Slip("d = a", "x"), new Slip("a + c", "y"));
    assertRefused("must have replace and with", new Slip(" \n", "x"));
    assertRefused("must have replace and with", new Slip("c", null));
    assertRefused("must have replace and with", new Slip(null, null));
  }

  @Test
  @DisplayName("all of this project can be made, and the same of right answers in other lines")
  void ofThisProject() throws IOException {
    Exercises project = Exercises.load(Path.of("../..").toAbsolutePath().normalize());
    assumeTrue(project.areWhole(), "a handout has no solutions");
    Path copy = home.resolve("solutions");
    try (Stream<Path> files = Files.walk(project.home().resolve("solutions"))) {
      for (Path file : files.filter(it -> it.toString().matches(".*[.](java|toml)")).toList()) {
        Path to = copy.resolve(project.home().resolve("solutions").relativize(file).toString());
        Files.createDirectories(to.getParent());
        String text = Files.readString(file);
        boolean isBase = file.toString().endsWith(".java");
        Files.writeString(to, isBase ? text.replaceAll(" *\n *", "\r\n\t  ") : text);
      }
    }
    Files.createDirectories(home.resolve("exercises"));
    Files.copy(project.list(), home.resolve("exercises/exercises.toml"));
    Exercises other = Exercises.load(home);
    for (Exercise exercise : project.all()) {
      for (String name : project.mistakes(exercise).keySet()) {
        assertEquals(
            project.mistake(exercise, name).replaceAll("\\s+", " "),
            other.mistake(exercise, name).replaceAll("\\s+", " "),
            exercise.id() + " " + name);
      }
    }
  }

  @Test
  @DisplayName("a mistake that cannot be made names its file, itself, the rule and the base")
  void file() throws IOException {
    TestHome.copyTo(home);
    Path file = home.resolve("solutions/mistakes/ex01twice.toml");
    Files.writeString(
        file,
        """
        [Gone]
        says = "Gone."
        replace = "x.div(2)"
        with = "x"

        [OfLoop]
        says = "Three times."
        base = "Loop"
        replace = "x.add(x)"
        with = "x.add(x).add(x)"

        [NoBase]
        says = "None."
        base = "Nobody"
        replace = "x"
        with = "y"
        """);
    Exercises exercises = Exercises.load(home);
    Exercise twice = exercises.get("1");
    assertEquals(
        List.of("Gone", "OfLoop", "NoBase"), List.copyOf(exercises.mistakes(twice).keySet()));
    assertEquals("Three times.", exercises.mistakes(twice).get("OfLoop"));
    assertTrue(exercises.mistake(twice, "OfLoop").contains("return x.add(x).add(x);"));
    String gone =
        assertThrows(BadInputException.class, () -> exercises.mistake(twice, "Gone")).getMessage();
    assertTrue(gone.startsWith(file + ", Gone: replace must be in the right answer"), gone);
    assertTrue(gone.contains("x.div(2) (" + exercises.solution(twice) + ")"), gone);
    String noBase =
        assertThrows(BadInputException.class, () -> exercises.mistake(twice, "NoBase"))
            .getMessage();
    assertTrue(noBase.startsWith(file + ", NoBase: the base cannot be read"), noBase);
    Files.writeString(file, "[Once]\nreplace = 'x'\nwith = 'y'\n");
    assertEquals(file + ", line 1, Once: must have says, got none", wrong());
    Files.writeString(file, "[Once]\nsays = 'x'\nwhy = 'y'\n");
    String why = wrong();
    assertEquals(file + ", line 3, Once: there is no field why", why);
    Files.writeString(file, "[Once]\nsays = 'x'\nreplace = ['y']\nwith = 'y'\n");
    String list = wrong();
    assertTrue(list.startsWith(file + ", line 3, Once: replace: "), list);
    assertEquals(1, list.lines().count(), list);
  }

  /** What is wrong with the mistakes of the first exercise. */
  private String wrong() {
    Exercises exercises = Exercises.load(home);
    Exercise twice = exercises.get("1");
    return assertThrows(BadInputException.class, () -> exercises.mistakes(twice)).getMessage();
  }
}
