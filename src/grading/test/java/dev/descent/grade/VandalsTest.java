package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Graded tests that trust what an answer can touch, and the same tests as they should be. */
class VandalsTest {
  private static final String ANSWER =
      """
      package dev.descent.exercises.ex01twice;

      import java.util.List;
      import org.nd4j.linalg.api.ndarray.INDArray;

      public final class Twice {
        public record Pair(double first, double second) {}

        public static INDArray twice(INDArray x) {
          return x.mul(2);
        }

        public static INDArray rows(INDArray x, int from) {
          return x.getRows(from, from + 1);
        }

        public static List<Double> both(Pair pair) {
          return List.of(2 * pair.first(), 2 * pair.second());
        }

        public static void inPlace(List<INDArray> arrays) {
          arrays.forEach(x -> x.muli(2));
        }

        public static int sum(int[] x) {
          int sum = 0;
          for (int i : x) {
            sum += i;
          }
          return sum;
        }
      }
      """;

  /** Between marks: what is proper before the bar, what is trusting after it. */
  private static final String TESTS =
      """
      package dev.descent.exercises.ex01twice;

      import dev.descent.exercise.*;
      import java.util.*;
      import java.util.stream.*;
      import org.junit.jupiter.api.*;
      import org.nd4j.linalg.api.ndarray.INDArray;

      @Graded
      class TwiceTest {
        private static double[] twice(INDArray x) {
          return Arrays.stream(x.toDoubleVector()).map(v -> v + v).toArray();
        }

        @Test
        @Tag("task-1")
        @Points(1)
        void twice(RandomInputs draw, Check check) {
          INDArray x = draw.normal(3);
          double[] before = twice(x);
          /*twice*/ check.keep("x", x); | /**/
          INDArray found = Twice.twice(x);
          /*named*/ check.kept(); | /**/
          check.equal("y", /*twice*/ before | twice(x) /**/, found, Tolerance.ROUNDING);
        }

        @Test
        @Tag("task-1")
        @Points(1)
        void rows(RandomInputs draw, Check check) {
          INDArray x = draw.normal(4, 2);
          double[][] before = x.toDoubleMatrix();
          /*rows*/ check.keep("x", x); | before = null; /**/
          INDArray found = Twice.rows(x, 1);
          check.kept();
          double[][] all = before == null ? x.toDoubleMatrix() : before;
          check.equal("y", Arrays.copyOfRange(all, 1, 3), found, Tolerance.ROUNDING);
        }

        @Test
        @Tag("task-1")
        @Points(1)
        void both(RandomInputs draw, Check check) {
          double[] a = {draw.number(1, 2), draw.number(3, 4)};
          Twice.Pair pair = new Twice.Pair(a[0], a[1]);
          List<Double> found = Twice.both(pair);
          check.same("how many", 2, found.size());
          for (int i = 0; i < /*shrink*/ 2 | found.size() /**/; i++) {
            double[] b = /*lie*/ a | {pair.first(), pair.second()} /**/;
            check.equal("number " + i, 2 * b[i], found.get(i), Tolerance.ROUNDING);
          }
        }

        @Test
        @Tag("task-1")
        @Points(1)
        void inPlace(RandomInputs draw, Check check) {
          List<INDArray> list = new ArrayList<>(List.of(draw.normal(3), draw.normal(2)));
          List<INDArray> arrays = List.copyOf(list);
          List<double[]> expected = list.stream().map(x -> twice(x)).toList();
          Twice.inPlace(list);
          for (int i = 0; i < 2; i++) {
            INDArray found = /*replace*/ arrays | list /**/.get(i);
            check.equal("array " + i, expected.get(i), found, Tolerance.ROUNDING);
          }
        }

        @Test
        @Tag("task-1")
        @Points(1)
        void sum(RandomInputs draw, Check check) {
          int[] x = {draw.whole(1, 9), draw.whole(1, 9)};
          int before = x[0] + x[1];
          /*sum*/ check.keep("x", x); | /**/
          int found = Twice.sum(x);
          check.same("the sum", /*sum*/ before | x[0] + x[1] /**/, found);
          check.kept();
        }
      }
      """;

  @TempDir static Path home;

  private static WorkerPool pool;
  private static Exercise twice;
  private static Grader grader;
  private static Path tests;

  @BeforeAll
  static void start() throws IOException {
    TestHome.copyTo(home);
    Files.delete(home.resolve("solutions/mistakes/ex01twice.toml"));
    Exercises exercises = Exercises.load(home);
    twice = exercises.get("twice");
    Files.writeString(exercises.start(twice), ANSWER);
    Files.writeString(exercises.solution(twice), ANSWER);
    tests = exercises.tests(twice);
    pool = new WorkerPool(1, KitWorker.options(false, line -> {}));
    grader = new Grader(exercises, pool);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  /** The problems where the test with this mark is the trusting one. */
  private static List<String> problems(String trusting) throws IOException {
    String proper = TESTS.replaceAll("/\\*" + trusting + "\\*/[^|]*\\|(.*?)/\\*\\*/", "$1");
    Files.writeString(tests, proper.replaceAll("/\\*\\w+\\*/([^|]*)\\|.*?/\\*\\*/", "$1"));
    return grader.vandals(twice, 1).problems();
  }

  @Test
  @DisplayName("tests that keep copies of what they hand in are reported by no vandal")
  void proper() throws IOException {
    assertEquals(List.of(), problems("none"));
  }

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "twice, 'destroys what it is given, then computes, with zeros, passes twice'",
    "rows, 'destroys what it is given, then computes, with zeros, passes rows'",
    "sum, 'destroys what it is given, then computes, with zeros, passes sum'",
    "sum, 'throws its result away, passes sum'",
    "lie, 'has records that do not give what is in them, with zeros; and throws its result away, passes both'",
    "shrink, 'returns lists that are empty when they are looked at again'",
    "replace, 'puts copies into lists, maps and data sets it is given'",
    "named, 'is not named: the solution, which computes, then destroys what it was given, with NaN:"
        + " Twice.twice(0), gets all points'"
  })
  @DisplayName("a test that trusts what an answer can touch is reported")
  void trusting(String mark, String words) throws IOException {
    List<String> problems = problems(mark);
    assertTrue(problems.stream().anyMatch(it -> it.contains(words)), problems.toString());
  }
}
