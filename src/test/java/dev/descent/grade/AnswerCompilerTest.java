package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.CompileJob.Compiled;
import dev.descent.pool.WorkerPool;
import dev.descent.train.TrainingJob;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Answers compiled at once say the same as each one with its tests. */
class AnswerCompilerTest {
  private static final String ALONE = "alone";

  @TempDir static Path prepared;
  @TempDir Path folder;

  private static Exercises exercises;
  private static WorkerPool pool;
  private static AnswerCompiler plain;
  private static AnswerCompiler quick;

  @BeforeAll
  static void start() {
    exercises = Exercises.load(Path.of("..").toAbsolutePath().normalize());
    pool = new WorkerPool(1, TrainingJob.workers(false, line -> {}));
    plain = new AnswerCompiler(exercises, pool, true);
    quick = new AnswerCompiler(exercises, pool, true);
    quick.prepare(exercises.all(), prepared);
  }

  @AfterAll
  static void stop() {
    pool.close();
  }

  /** What was compiled with its tests, beside answers that are as they should be. */
  private void check(String name, String answer, boolean problem) throws IOException {
    Exercise exercise = exercises.get(name);
    Map<Exercise, Path> sources = new LinkedHashMap<>();
    for (Exercise other : List.of(exercises.get("ex10momentum"), exercises.get("ex12adaptive"))) {
      sources.put(other, exercises.solution(other));
    }
    Path file = folder.resolve(exercise.type() + ".java");
    sources.put(exercise, Files.writeString(file, answer));
    List<Compiled> found = quick.compile(sources, folder.resolve("quick"));
    List<Compiled> expected = plain.compile(sources, folder.resolve("plain"));
    for (int i = 0; i < found.size(); i++) {
      assertEquals(expected.get(i).problem(), found.get(i).problem());
      assertEquals(expected.get(i).places(), found.get(i).places());
    }
    assertEquals(problem, found.get(2).problem() != null, found.get(2).problem());
    assertNull(found.get(0).problem());
    assertTrue(found.get(0).testClasses().startsWith(prepared.toString()), "quick");
    assertTrue(!found.get(2).testClasses().startsWith(prepared.toString()), ALONE);
  }

  private static String solution() throws IOException {
    return Files.readString(exercises.solution(exercises.get("ex11adam")));
  }

  private static String with(String member) throws IOException {
    String text = solution();
    int end = text.lastIndexOf('}');
    return text.substring(0, end) + member + "\n}\n";
  }

  @Test
  @DisplayName("every right answer is compiled quickly, and its tests are not again")
  void right() {
    Map<Exercise, Path> sources = new LinkedHashMap<>();
    exercises.all().forEach(exercise -> sources.put(exercise, exercises.solution(exercise)));
    List<Compiled> found = quick.compile(sources, folder);
    assertEquals(List.of(), found.stream().map(Compiled::problem).filter(p -> p != null).toList());
    long again =
        found.stream().filter(one -> !one.testClasses().startsWith(prepared.toString())).count();
    assertTrue(again <= 2, again + " compiled with their tests");
  }

  @Test
  @DisplayName("an error, another package, what the guard refuses")
  void problems() throws IOException {
    check("ex11adam", solution().replace("return", "retrun"), true);
    check("ex11adam", solution().replace("return ", "return nothing + "), true);
    check("ex11adam", solution().replace("ex11adam", "ex10momentum"), true);
    check("ex11adam", with("  private int code = System.getenv().size();"), true);
  }

  @Test
  @DisplayName("a class of another exercise, a constant of it even, is not there")
  void others() throws IOException {
    check("ex11adam", with("  dev.descent.exercises.ex10momentum.Momentum other;"), true);
  }

  @Test
  @DisplayName("what looks otherwise to the tests is compiled with them")
  void outline() throws IOException {
    check("ex11adam", with("  void more() {}"), false);
    check("ex11adam", with("  static final int MORE = 1;"), false);
    check("ex11adam", solution() + "\nclass Check {}\n", false);
  }
}
