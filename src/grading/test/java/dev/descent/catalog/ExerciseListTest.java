package dev.descent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.descent.BadInputException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExerciseListTest {
  private static final Path FILE = Path.of("exercises.toml");

  /** The second exercise begins in line 9. */
  private static final String LIST =
      """
      [[exercise]]
      id = "ex01step"
      lesson = "1"
      title = "A step"
      class = "Step"
      points = 2
      hints = ["p.subi(g)"]

      [[exercise]] # the second
      id = "ex02adam"
      lesson = "3"
      title = "Adam"
      class = "Adam"
      points = 5
      seconds = 20
      hints = [
        "m and v",
      ]
      """;

  private static ExerciseList read(String text) {
    return new ExerciseList(FILE, text);
  }

  private static String refusal(String text) {
    return assertThrows(BadInputException.class, () -> read(text)).getMessage();
  }

  @Test
  @DisplayName("a list as it should be")
  void right() {
    List<Exercise> exercises = read(LIST).exercises();
    assertEquals(List.of("ex01step", "ex02adam"), exercises.stream().map(Exercise::id).toList());
    assertEquals(List.of(10, 20), exercises.stream().map(Exercise::seconds).toList());
  }

  @Test
  @DisplayName("the order is that of the list: a later exercise may stand before an earlier one")
  void order() {
    List<Exercise> exercises = read(LIST.replace("ex01step", "ex26step")).exercises();
    assertEquals(List.of("ex26step", "ex02adam"), exercises.stream().map(Exercise::id).toList());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "points = 5 | points = 0 | line 14, ex02adam: points must be at least 1, got 0",
        "points = 5 | points = 'five' | line 14, ex02adam: points must be a whole number, got \"five\"",
        "points = 5 | points = 2.5 | line 14, ex02adam: points must be a whole number, got 2.5",
        "points = 5 | point = 5 | line 14, ex02adam: there is no field point; did you mean points?",
        "seconds = 20 | open = 1 | line 15, ex02adam: open must be true or false, got 1",
        "seconds = 20 | seconds = 0 | line 15, ex02adam: seconds must be at least 1, got 0",
        "class = \"Adam\" | # none | line 9, ex02adam: class must be given, got none",
        "class = \"Adam\" | class = '../../x' | line 13, ex02adam: class must be a name as Java's classes have it, without package and ending, got ../../x",
        "class = \"Adam\" | class = 'Adam.java' | line 13, ex02adam: class must be a name as Java's classes have it, without package and ending, got Adam.java",
        "title = \"Adam\" | title = '' | line 12, ex02adam: title must not be blank, got ''",
        "lesson = \"3\" | lesson = 3 | line 11, ex02adam: lesson must be a text in quotes, got 3",
        "id = \"ex02adam\" | id = 'ex2adam' | line 10, ex2adam: id must be ex, two digits and a word in small letters, got ex2adam",
        "id = \"ex02adam\" | id = 'ex01adam' | line 10, ex01adam: each exercise must have a number of its own, got that of ex01step",
        "id = \"ex02adam\" | # none | line 9, exercise 2 of the file: id must be given, got none",
        "\"m and v\", | 1, 2 | line 16, ex02adam: hints must be texts in quotes, in square brackets, got [1,2]",
        "\"m and v\", | # none | line 16, ex02adam: hints must not be empty, got none",
        "title = \"Adam\" | title = 'A title that does not fit into a list of 40' | line 12, ex02adam: title must have 40 letters at most, got A title that does not fit into a list of 40",
        "seconds = 20 | mistakes = {} | line 15, ex02adam: mistakes must be in a file in solutions/mistakes, got some here",
      })
  void whatBreaksARuleIsNamed(String right, String wrong, String expected) {
    assertEquals("exercises.toml, " + expected, refusal(LIST.replace(right, wrong)));
  }

  @Test
  @DisplayName("a table of another name is no exercise that vanishes")
  void otherTables() {
    assertEquals(
        "exercises.toml, line 9: there is no field exercises; did you mean exercise?",
        refusal(LIST.replace("[[exercise]] #", "[[exercises]] #")));
    assertEquals("exercises.toml: must have an [[exercise]], got none", refusal(""));
  }

  @Test
  @DisplayName("what is no TOML is said with its line")
  void noToml() {
    String refused = refusal(LIST.replace("points = 5", "points = "));
    assertEquals("exercises.toml, line 14: ", refused.substring(0, 25));
  }

  @Test
  @DisplayName("a lesson that does not exist is named: no student would be shown the exercise")
  void lessons() {
    ExerciseList list = read(LIST);
    list.requireLessons(List.of("1", "3", "p1"));
    assertEquals(
        "exercises.toml, line 11, ex02adam: lesson must be one of 1, 2, p1, got 3",
        assertThrows(BadInputException.class, () -> list.requireLessons(List.of("1", "2", "p1")))
            .getMessage());
  }
}
