package dev.descent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExerciseNamesTest {
  private static final String ENTRY =
      """
      [[exercise]]
      id = "%s"
      lesson = "%s"
      title = "%s"
      class = "%3$s"
      points = 1
      hints = ["none"]
      """;

  @TempDir Path home;

  private Exercises exercises;

  @BeforeEach
  void project() throws IOException {
    Path list = home.resolve("exercises/exercises.toml");
    Files.createDirectories(list.getParent());
    Files.writeString(
        list,
        ENTRY.formatted("ex12views", "0", "Views")
            + ENTRY.formatted("ex01step", "1", "GradientStep")
            + ENTRY.formatted("ex02adam", "3", "Adam")
            + ENTRY.formatted("ex03adaptive", "3", "Adaptive")
            + ENTRY.formatted("ex11earlystopping", "p3", "EarlyStopping"));
    exercises = Exercises.load(home);
    Path adam = exercises.file(exercises.get("2"));
    Files.createDirectories(adam.getParent());
    Files.writeString(adam, "class Adam {}");
  }

  private String named(String... words) {
    return exercises.named(List.of(words)).stream()
        .map(exercise -> Integer.toString(exercise.number()))
        .collect(Collectors.joining(" "));
  }

  @ParameterizedTest
  @CsvSource({
    "ex02adam, 2",
    "EX02, 2",
    "02, 2",
    "2, 2",
    "adam, 2",
    "Adam, 2",
    "Adam.java, 2",
    "AdamTest.java, 2",
    "adapt, 3",
    "early, 11",
    "ex11, 11",
    "ex2, 2",
    "gradient, 1",
    "'2,11', 2 11",
    "'adam, 11', 2 11",
    "1-3, 1 2 3",
    "ex01-ex03, 1 2 3",
    "lesson3, 2 3",
    "'lesson 3', 2 3",
    "Lesson-1, 1",
    "p3, 11",
    "practice3, 11",
    "all, 12 1 2 3 11",
    "3-12, 12 3 11",
    "lesson0, 12",
  })
  void manyWaysToNameThem(String word, String expected) {
    assertEquals(expected, named(word));
  }

  @Test
  @DisplayName("each counts once, in the order of the words")
  void once() {
    assertEquals("11 2 3", named("11", "11", "early", "lesson3", "2-3"));
  }

  @Test
  @DisplayName("the file that a student edits, its folder and its tests")
  void files() {
    Exercise adam = exercises.get("adam");
    for (Path path :
        List.of(exercises.file(adam), exercises.file(adam).getParent(), exercises.tests(adam))) {
      assertEquals("2", named(path.toString()));
      assertEquals(
          "2", named(path.resolveSibling("other").resolve("..").resolve(path.getFileName()) + ""));
    }
    assertEquals("2", named("exercises/somewhere/Adam.java"), "which is not there");
  }

  @Test
  @DisplayName("one exercise, where one is wanted")
  void one() {
    for (String several : List.of("lesson3", "1,2", "1-3", "p3")) {
      assertEquals(
          "one exercise must be given, got " + several,
          assertThrows(BadInputException.class, () -> exercises.get(several)).getMessage());
    }
    Exercise adam = exercises.get("adam");
    assertEquals(adam, exercises.get(adam.title()));
  }

  @Test
  @DisplayName("another file of that name would not be looked at, and is refused")
  void otherFile() throws IOException {
    Path other = Files.writeString(home.resolve("Adam.java"), "class Adam {}");
    String refused = refusal(other.toString());
    assertEquals(
        other
            + " must be the file of an exercise, as "
            + exercises.file(exercises.get("adam"))
            + " is, and is another one",
        refused);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "adm | no exercise 'adm'; did you mean adam?",
        "earlystoping | no exercise 'earlystoping'; did you mean earlystopping?",
        "13 | no exercise '13'; give a number or a name that ./descent list shows, from ex01step to ex12",
        "1-13 | no exercise '13'; give",
        "3-1 | exercises must be from a lower to a higher, got 3-1",
        "lesson9 | no exercise belongs to a lesson 9, got lesson9",
        "ada | 'ada' must be the beginning of one exercise's name, got that of ex02adam, ex03",
        "'' | no exercise ''",
      })
  void whatIsNotKnownIsSaid(String word, String expected) {
    String refused = refusal(word == null ? "" : word);
    assertTrue(refused.startsWith(expected), refused);
  }

  private String refusal(String word) {
    return assertThrows(BadInputException.class, () -> named(word)).getMessage();
  }
}
