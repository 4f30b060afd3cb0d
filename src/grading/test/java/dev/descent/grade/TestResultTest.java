package dev.descent.grade;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TestResultTest {
  private static final GradedTest TEST =
      new GradedTest("plot", "the plot is a picture", 3, 2, List.of("task-3"));

  @TempDir Path home;
  private Exercise twice;

  @BeforeEach
  void load() throws IOException {
    TestHome.copyTo(home);
    twice = Exercises.load(home).get("twice");
  }

  private TestResult result(Throwable thrown) {
    return new TestResult(TEST, Failure.of(thrown, twice, List.of()), null, null);
  }

  @Test
  @DisplayName("what the machine lacks costs no points, and is no mistake")
  void machine() {
    TestResult result = result(new UnfitMachineException("no fonts here"));
    assertFalse(result.isWrong());
    assertEquals(
        Optional.of("no fonts here; counted as passed without a try: the plot is a picture"),
        result.untried());
    TestGrade grade = result.grade(List.of(), "Twice.java:9");
    assertEquals(2, grade.earned());
    assertNull(grade.message());
    assertNull(grade.place());
  }

  @Test
  @DisplayName("an answer that throws the same itself has failed, and so has any other exception")
  void answer() {
    UnfitMachineException thrown = new UnfitMachineException("no fonts here");
    String name = twice.className();
    thrown.setStackTrace(
        new StackTraceElement[] {new StackTraceElement(name, "twice", "Twice.java", 7)});
    for (TestResult result : List.of(result(thrown), result(new IllegalStateException("no")))) {
      assertTrue(result.isWrong());
      assertEquals(Optional.empty(), result.untried());
      assertEquals(0, result.grade(List.of(), null).earned());
    }
  }
}
