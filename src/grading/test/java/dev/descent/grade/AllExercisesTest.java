package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.Thorough;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;

/** The exercises of this project, held to their rules as by {@code descent dev check}. */
@Order(1) // it takes longest
class AllExercisesTest {
  private static final int WORKERS = 2;

  private final Exercises exercises = Exercises.load(Path.of("../..").toAbsolutePath().normalize());

  @Test
  @DisplayName("starts earn nothing, right answers everything, mistakes are caught and named")
  void rules() throws InterruptedException {
    assumeTrue(exercises.areWhole(), "a handout has no solutions");
    try (WorkerPool pool = new WorkerPool(WORKERS, StudentJvm.workers())) {
      int seeds = Thorough.count(1, 10, "seeds");
      List<Exercise> checked = Thorough.some(exercises.all(), 5, "exercises");
      List<Exercise> ruined = Thorough.some(checked, 3, "exercises with vandals");
      List<String> lessons = exercises.all().stream().map(Exercise::lesson).toList();
      AuthorCheck check =
          new AuthorCheck(exercises, new Grader(exercises, pool), seeds, lessons, ruined);
      AuthorCheck.Report report = check.run(checked, WORKERS, answer -> {});
      assertEquals(List.of(), report.problems());
      assertEquals(report.wrong(), report.killed());
    }
  }

  @Test
  @DisplayName("all together have 100 points")
  void points() {
    assertEquals(100, exercises.points());
  }

  @Test
  @DisplayName("in a clone that nobody has worked in, the files to edit are the starts")
  void filesAreStarts() throws IOException {
    assumeFalse(
        Files.exists(exercises.home().resolve(".descent")), "somebody works on the exercises here");
    for (Exercise exercise : exercises.all()) {
      assertArrayEquals(
          Files.readAllBytes(exercises.start(exercise)),
          Files.readAllBytes(exercises.file(exercise)),
          exercise.id());
    }
  }

  @Test
  @DisplayName("the table in exercises/README.md lists them")
  void table() throws IOException {
    String readme = Files.readString(exercises.home().resolve("exercises/README.md"));
    for (Exercise exercise : exercises.all()) {
      String row = NewExercise.row(exercise);
      assertTrue(readme.contains(row), row);
    }
  }

  @Test
  @DisplayName("each is named at the end of a lesson")
  void lessonsNameThem() throws IOException {
    StringBuilder texts = new StringBuilder();
    try (Stream<Path> files =
        Files.walk(exercises.home().resolve("lessons/src/main/java/dev/descent/lessons"))) {
      for (Path file : files.filter(file -> file.endsWith("README.md")).toList()) {
        texts.append(Files.readString(file));
      }
    }
    for (Exercise exercise : exercises.all()) {
      assertTrue(
          texts.indexOf("- " + exercise.title() + " (`" + exercise.id() + "`)") > 0, exercise.id());
    }
  }
}
