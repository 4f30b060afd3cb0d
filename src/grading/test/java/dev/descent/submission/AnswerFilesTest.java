package dev.descent.submission;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which file of a submission is the answer. */
class AnswerFilesTest extends HandedIn {
  private static final String PACKAGE = "package dev.descent.exercises.ex01twice;";

  /** An answer that nobody else has given. */
  private static String answer(String words) {
    return PACKAGE + "\n\n/** " + words + " */\npublic final class Twice {}\n";
  }

  private String start() throws IOException {
    return Files.readString(exercises.start(exercises.all().get(0)));
  }

  private void file(String path, String content, String time) throws IOException {
    file(path, content);
    Files.setLastModifiedTime(dir.resolve(path), FileTime.from(Instant.parse(time)));
  }

  private static final List<String> NAMES =
      List.of(
          "Twice.java",
          "twice.java",
          "TWICE.JAVA",
          "Twice (1).java",
          "Twice(2).java",
          "Twice-1.java",
          "Twice_2.java",
          "Twice 2.java",
          "Twice - Copy.java",
          "Twice - Copy (2).java",
          "Twice - Kopie.java",
          "Twice copy.java",
          "Twice copy 2.java",
          "Twice.java.txt",
          "Twice (1).java.txt");

  private static final List<String> FOLDERS =
      List.of(
          "",
          "a/b c/",
          "ex01twice/",
          MAIN + "ex01twice/",
          "descent (1)/" + MAIN + "ex01twice/",
          "solutions/",
          "solutions/src/main/java/dev/descent/exercises/ex01twice/",
          "solutions/mistakes/ex01twice/Once/",
          "exercises/starts/ex01twice/",
          "starts/",
          "target/",
          "build/",
          "bin/",
          "exercises/src/test/java/dev/descent/exercises/ex01twice/",
          "dev/descent/layer/",
          ".work/");

  static List<String> folders() {
    return FOLDERS;
  }

  @ParameterizedTest
  @MethodSource("folders")
  @DisplayName("an edited file is the answer wherever it lies and whatever it is called")
  void anyPlace(String place) throws IOException {
    for (String name : NAMES) {
      String path = place + name;
      file("jane/" + path, answer(name));
      assertTaken(only(), path, answer(name));
      Files.delete(dir.resolve("jane/" + path));
      assertTaken(
          inArchive(new TestZip().add("a/" + path, answer(name))),
          "all.zip/a/" + path,
          answer(name));
    }
  }

  @ParameterizedTest
  @MethodSource("folders")
  @DisplayName("it is so beside a kit where nothing was changed, newer or older")
  void besideKit(String place) throws IOException {
    for (String name : NAMES) {
      String path = place + name;
      String kit = path.equals(PLACE) ? "z/" : "";
      String time = (name.length() % 2 == 0 ? "2026" : "2027") + "-12-01T10:00:00Z";
      file("jane/" + path, answer(name), "2026-12-15T10:00:00Z");
      file("jane/" + kit + PLACE, start().replace("\n", "\r\n"), time);
      file("jane/" + kit + "exercises/starts/ex01twice/Other.java", "\uFEFF" + start(), time);
      Submission read = only();
      assertTaken(read, path, answer(name));
      assertTrue(
          read.notes().stream().anyMatch(note -> note.endsWith("where nothing was changed")),
          () -> read.notes().toString());
      Files.delete(dir.resolve("jane/" + path));
      TestZip zip = new TestZip().add("a/" + path, answer(name)).add("a/" + kit + PLACE, start());
      assertTaken(inArchive(zip), "all.zip/a/" + path, answer(name));
    }
  }

  private Submission inArchive(TestZip zip) throws IOException {
    zip.write(dir.resolve("jane/all.zip"));
    Submission read = only();
    Files.delete(dir.resolve("jane/all.zip"));
    return read;
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"My answer.java", "Adam.java", "x.txt", "Twice.txt", "ex 1.java", "Ünï.java"})
  @DisplayName("a name says nothing where package and class do")
  void anyName(String name) throws IOException {
    String edited = "/* package a; class B {} */ // package c;\n" + answer("class B { }");
    file("jane/" + name, edited);
    file("jane/exercises/starts/ex01twice/Twice.java", start());
    assertTaken(only(), name, edited);
    assertEquals(List.of(), only().notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "class Twice {}",
        "package com.mine; class Twice {}",
        "package dev.descent.exercises.ex01twice; class Other {}",
        "package dev.descent.exercises; class Twice {}",
        "not Java"
      })
  @DisplayName("a name says what is meant where package and class do not")
  void byName(String text) throws IOException {
    for (String name : NAMES) {
      file("jane/" + name, text);
      assertTaken(only(), name, text);
      Files.delete(dir.resolve("jane/" + name));
    }
    file("jane/Twice.java", text, "2027-01-01T10:00:00Z");
    file("jane/a.java", answer("mine"), "2026-01-01T10:00:00Z");
    assertTaken(only(), "a.java", answer("mine"));
    assertEquals(
        List.of("a.java is taken for ex01twice, and not Twice.java, which is not the same"),
        only().notes());
  }

  @ParameterizedTest
  @CsvSource({
    "MyTwice.java, class Twice {}",
    "Twice2x.java, class Twice {}",
    "Twice.txt, notes on Twice",
    "Twice.java.bak, class Twice {}",
    "src/main/java/dev/descent/layer/Twice.java, x",
    "Twice.java, package dev.descent.layer; class Twice {}",
    ".git/Twice.java, x",
    ".descent/backups/ex01twice/Twice.java, x",
    "__MACOSX/Twice.java, x",
    "._Twice.java, x"
  })
  @DisplayName("what neither says so nor is meant is no answer")
  void noAnswers(String path, String text) throws IOException {
    file("jane/a/" + path, text);
    assertTrue(only().answers().isEmpty());
    Files.move(dir.resolve("jane"), folder.resolve("away"));
    assertTrue(zip(new TestZip().add("a/" + path, text)).answers().isEmpty());
  }

  @Test
  @DisplayName("of several edited files the newest is taken, by the archive's time, too")
  void newest() throws IOException {
    file("jane/" + PLACE, answer("old"), "2026-11-01T10:00:00Z");
    file("jane/Twice (1).java", answer("new"), "2026-11-01T10:02:00Z");
    assertTaken(only(), "Twice (1).java", answer("new"));
    assertEquals(
        List.of(
            "Twice (1).java is taken for ex01twice, and not " + PLACE + ", which is not the same"),
        only().notes());
    Files.move(dir.resolve("jane"), folder.resolve("away"));
    assertTaken(
        zip(
            new TestZip()
                .add(PLACE, answer("old").getBytes(UTF_8), entry -> entry.time(2026, 11, 1, 10, 0))
                .add(
                    "a.java",
                    answer("new").getBytes(UTF_8),
                    entry -> entry.time(2026, 11, 1, 10, 2))
                .add("b.java", answer("bad time").getBytes(UTF_8), entry -> entry.date = 0)),
        "a.java",
        answer("new"));
  }

  @Test
  @DisplayName("of those that are equally new it is the kit's place, then the exercise's folder")
  void equallyNew() throws IOException {
    file("jane/Twice.java", answer("bare"), "2026-11-01T10:00:30Z");
    file("jane/a/ex01twice/Twice.java", answer("folder"), "2026-11-01T10:00:20Z");
    assertTaken(only(), "a/ex01twice/Twice.java", answer("folder"));
    file("jane/b/c/" + PLACE, answer("kit"), "2026-11-01T10:00:00Z");
    assertTaken(only(), "b/c/" + PLACE, answer("kit"));
    assertEquals(
        List.of(
            "b/c/"
                + PLACE
                + " is taken for ex01twice, and not a/ex01twice/Twice.java, Twice.java, which are"
                + " not the same"),
        only().notes());
  }

  @Test
  @DisplayName("after that it is the shallowest, then the first by name; copies do not matter")
  void sameRank() throws IOException {
    file("jane/b/Twice.java", "1");
    file("jane/c/Twice.java", "1\r\n");
    file("jane/a/a/Twice.java", "1");
    assertTaken(only(), "b/Twice.java", "1");
    assertEquals(List.of(), only().notes());
    for (String name : List.of("c", "d", "e", "f", "g")) {
      file("jane/" + name + "/Twice.java", name);
    }
    assertTaken(only(), "b/Twice.java", "1");
    assertEquals(
        List.of(
            "b/Twice.java is taken for ex01twice, and not c/Twice.java, d/Twice.java, e/Twice.java"
                + " and 2 more, which are not the same"),
        only().notes());
  }

  @Test
  @DisplayName("who hands in the whole project has answered where the exercises are")
  void wholeProject() throws IOException {
    String solution = "solutions/src/main/java/dev/descent/exercises/ex01twice/Twice.java";
    String kits = Files.readString(home.resolve(solution));
    file("jane/" + PLACE, start());
    file("jane/" + solution, kits, "2027-01-01T10:00:00Z");
    assertTaken(only(), PLACE, start());
    assertEquals(List.of(solution + " is the kit's own, and no answer"), only().notes());
    file("jane/" + PLACE, answer("mine"), "2026-01-01T10:00:00Z");
    assertTaken(only(), PLACE, answer("mine"));
    // Another version of the project has another solution.
    file("jane/" + solution, kits + "// once", "2027-01-01T10:00:00Z");
    assertTaken(only(), PLACE, answer("mine"));
    // A solution that was copied is an answer like any other.
    file("jane/" + PLACE, kits);
    assertTaken(only(), PLACE, kits);
  }

  @Test
  @DisplayName("what lies in the project and is not its own is no solution of the kit")
  void besideTheProject() throws IOException {
    for (String name : List.of("Twice.java", "class/amy/Twice.java", "out/Twice.java")) {
      Files.createDirectories(home.resolve(name).getParent());
      Files.writeString(home.resolve(name), answer("mine"));
      file("jane/" + name, answer("mine"));
      assertTaken(only(), name, answer("mine"));
      Files.delete(dir.resolve("jane/" + name));
    }
  }

  @Test
  @DisplayName("names and texts that are made to take long do not")
  void slow() throws IOException {
    TestZip zip = new TestZip().add("good/Twice.java", answer("mine"));
    for (int i = 0; i < 5000; i++) {
      zip.add(i + "/Twice" + "-".repeat(950) + ".java", "x");
    }
    for (String part :
        List.of("package ", "package a", "class ", "'\"", "/", "/*", "{", "\"\"\"")) {
      zip.add("x.java", part.repeat(900_000 / part.length()));
    }
    assertTaken(zip(zip), "good/Twice.java", answer("mine"));
  }

  @Test
  @DisplayName("of very many files for an exercise some are looked at")
  void many() throws IOException {
    for (int i = 0; i < 100; i++) {
      file("jane/" + i + "/Twice.java", answer(i + ""));
      file("jane/a" + i + "/Twice.java", start());
      file("jane/b/c" + i + "/Twice.java", answer("0"));
    }
    Submission read = only();
    assertTaken(read, "0/Twice.java", answer("0"));
    assertEquals(
        "20 different files for ex01twice were compared, and 80 more were not",
        read.notes().get(0));
    assertTrue(read.notes().get(1).contains(" and 16 more, which are"), read.notes().get(1));
  }

  @Test
  @DisplayName("a class that two exercises have is told apart by folder, then by package")
  void sameClass() throws IOException {
    Path toml = home.resolve("exercises/exercises.toml");
    String one = Files.readString(toml);
    Files.writeString(toml, one + "\n" + one.replace("ex01twice", "ex02again"));
    Path starts = home.resolve("exercises/starts");
    Files.createDirectories(starts.resolve("ex02again"));
    Files.writeString(
        starts.resolve("ex02again/Twice.java"), start().replace("ex01twice", "ex02again"));
    exercises = Exercises.load(home);
    file("jane/x/Twice.java", "/** Doc. */\n  package dev.descent.exercises.ex02again;\n");
    assertEquals(List.of("ex02again"), List.copyOf(only().answers().keySet()));
    assertEquals(List.of(), only().notes());
    file("jane/ex01twice/Twice.java", "package wrong;");
    Submission both = only();
    assertEquals("ex01twice/Twice.java", both.answers().get("ex01twice").path());
    assertEquals("x/Twice.java", both.answers().get("ex02again").path());
    file("jane/x/Twice.java", "\n".repeat(MB - 20) + "class Twice {}");
    assertEquals(List.of("ex01twice"), List.copyOf(only().answers().keySet()));
    assertEquals(
        List.of(
            "x/Twice.java is not taken: it may be for ex01twice or ex02again, and its package line"
                + " does not say which"),
        only().notes());
  }

  @Test
  @DisplayName("compiled code is no source")
  void compiled() throws IOException {
    file("jane/bin/dev/descent/exercises/ex01twice/Twice.class", "x");
    assertProblem(only(), "is compiled code; hand in the source");
    assertEquals(List.of(), only().notes());
    file("jane/Twice.java", "x");
    assertTaken(only(), "Twice.java", "x");
    assertEquals(
        List.of("bin/dev/descent/exercises/ex01twice/Twice.class is not used"), only().notes());
  }
}
