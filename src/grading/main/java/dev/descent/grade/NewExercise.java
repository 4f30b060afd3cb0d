package dev.descent.grade;

import dev.descent.AtomicFile;
import dev.descent.BadInputException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of a new exercise, each with as little as it may have. The author goes on from there:
 * {@link AuthorCheck} says what is still to be done.
 */
public final class NewExercise {
  private static final String START =
      """
      package %1$s;

      import dev.descent.exercise.Todo;
      import org.nd4j.linalg.api.ndarray.INDArray;

      /**
       * %3$s.
       *
       * <pre>
       *   y = 2 x
       * </pre>
       *
       * with x and y of shape [n].
       *
       * <p>PyTorch: {@code 2 * x}. Lesson %4$s.
       */
      public final class %2$s {
        private %2$s() {}

        /**
         * Twice as much.
         *
         * @param x shape [n]; must stay as it is
         * @return y, shape [n]
         */
        public static INDArray twice(INDArray x) {
          // TODO 1: multiply by 2. x.mul(a) is a new array, a times x.
          throw new Todo(1);
        }
      }
      """;

  private static final String TESTS =
      """
      package %1$s;

      import dev.descent.exercise.Check;
      import dev.descent.exercise.Graded;
      import dev.descent.exercise.Points;
      import dev.descent.exercise.RandomInputs;
      import dev.descent.exercise.Tolerance;
      import org.junit.jupiter.api.DisplayName;
      import org.junit.jupiter.api.Tag;
      import org.junit.jupiter.api.Test;
      import org.nd4j.linalg.api.ndarray.INDArray;

      @Graded
      class %2$sTest {
        @Test
        @Tag("task-1")
        @Points(1)
        @DisplayName("every value is twice as large")
        void twice(RandomInputs draw, Check check) {
          for (int n : new int[] {1, 3, draw.whole(5, 9)}) {
            INDArray x = draw.normal(n);
            double[] expected = x.toDoubleVector();
            for (int i = 0; i < n; i++) {
              expected[i] *= 2;
            }
            check.keep("x", x);
            check.equal("y", expected, %2$s.twice(x), Tolerance.ROUNDING);
            check.kept();
          }
        }
      }
      """;

  private static final String ENTRY =
      """

      [[exercise]]
      id = "%1$s"
      lesson = "%2$s"
      title = "%3$s"
      class = "%4$s"
      points = 1
      hints = [
        "x.mul(2)",
      ]
      """;

  private static final String MISTAKES =
      """
      # Known wrong answers, four or more. Each is the solution with code replaced that is in it exactly once:
      #
      # [Once]
      # says = "This is x itself: it is 2 x."
      # replace = "x.mul(2)"
      # with = "x.dup()"
      """;

  private NewExercise() {}

  /**
   * Writes all files.
   *
   * @param id such as {@code ex30word}
   * @param lesson id of the lesson it follows from
   * @param type simple name of the class
   * @return what was written, relative to the project
   * @throws BadInputException if a file is there already, or the list would break a rule
   */
  public static List<Path> write(
      Exercises exercises, String id, String lesson, String type, String title) {
    if (!type.matches("[A-Z][A-Za-z0-9]*")) {
      throw new BadInputException("the class must be a name such as Momentum, got " + type);
    }
    if (title.matches(".*[\"\\\\|\\p{Cntrl}].*")) {
      throw new BadInputException("the title must be plain words, got " + title);
    }
    Exercise made =
        new Exercise(id, lesson, title, type, 1, 0, List.of("x.mul(2)"), List.of(), false);
    Path home = exercises.home();
    Map<Path, String> files = new LinkedHashMap<>();
    String start = START.formatted(made.packageName(), type, title, lesson);
    files.put(exercises.start(made), start);
    files.put(exercises.file(made), start);
    files.put(exercises.tests(made), TESTS.formatted(made.packageName(), type));
    files.put(exercises.solution(made), start);
    files.put(exercises.mistakesFile(made), MISTAKES);
    for (Path file : files.keySet()) {
      if (Files.exists(file)) {
        throw new BadInputException(home.relativize(file) + " is there already");
      }
    }
    Path list = exercises.list();
    String listed = text(list) + ENTRY.formatted(id, lesson, title, type);
    Exercises.requireRules(listed, list);
    files.put(list, listed);
    Path table = home.resolve("exercises/README.md");
    if (Files.exists(table)) {
      files.put(table, withRow(text(table), made));
    }
    files.forEach((file, text) -> AtomicFile.write(file, text.getBytes(StandardCharsets.UTF_8)));
    return files.keySet().stream().map(home::relativize).toList();
  }

  /** The row of an exercise in the table of {@code exercises/README.md}. */
  static String row(Exercise exercise) {
    return "| [%s](src/main/java/dev/descent/exercises/%s/%s.java) | %s | %d | %s |"
        .formatted(
            exercise.id(),
            exercise.id(),
            exercise.type(),
            exercise.title(),
            exercise.points(),
            exercise.lesson());
  }

  /** The row goes behind the last one. */
  private static String withRow(String text, Exercise exercise) {
    int last = text.lastIndexOf("\n| [ex");
    int end = last < 0 ? text.length() : text.indexOf('\n', last + 1) + 1;
    return text.substring(0, end) + row(exercise) + "\n" + text.substring(end);
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new BadInputException(file + ": cannot be read (" + e + ")", e);
    }
  }
}
