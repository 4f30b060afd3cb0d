package dev.descent.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ProgressTest {
  @TempDir Path home;

  private Exercises exercises;
  private Progress progress;

  @BeforeEach
  void start() throws IOException {
    StringBuilder toml = new StringBuilder();
    for (int i : new int[] {4, 2, 3}) { // the first has the highest number
      String hints = "[" + "\"h\", ".repeat(200) + "]";
      toml.append("[[exercise]]\nid = \"ex0" + i + "a\"\nlesson = \"1\"\ntitle = \"t\"\n");
      toml.append("class = \"A\"\npoints = 2\nhints = " + hints + "\n");
    }
    Files.createDirectories(home.resolve("exercises"));
    Files.writeString(home.resolve("exercises/exercises.toml"), toml);
    exercises = Exercises.load(home);
    progress = new Progress(exercises);
  }

  private Exercise exercise(int number) {
    return exercises.get(Integer.toString(number));
  }

  @Test
  @DisplayName(
      "the current exercise is the first open one, the next the one behind, then from the front")
  void order() {
    assertEquals(exercise(4), progress.current().orElseThrow());
    progress.checked(exercise(4), 2, true);
    assertEquals(exercise(2), progress.current().orElseThrow());
    assertEquals(exercise(3), progress.after(exercise(2)).orElseThrow());
    assertEquals(exercise(2), progress.after(exercise(3)).orElseThrow());
    progress.checked(exercise(2), 2, true);
    progress.checked(exercise(3), 2, true);
    assertTrue(progress.current().isEmpty());
    assertEquals(6, progress.points());
    progress.checked(exercise(4), 1, false);
    assertEquals(exercise(4), new Progress(exercises).current().orElseThrow());
    assertEquals(2, progress.passed());
  }

  @Test
  @DisplayName("changes side by side lose nothing")
  void together() {
    List<CompletableFuture<Void>> all =
        List.of(
            CompletableFuture.runAsync(() -> repeat(() -> progress.hinted(exercise(4)))),
            CompletableFuture.runAsync(() -> repeat(() -> progress.hinted(exercise(2)))),
            CompletableFuture.runAsync(
                () -> repeat(() -> new Progress(exercises).checked(exercise(3), 2, true))));
    all.forEach(CompletableFuture::join);
    assertEquals(100, progress.of(exercise(4)).hints());
    assertEquals(100, progress.of(exercise(2)).hints());
    assertTrue(progress.of(exercise(3)).passed());
  }

  private static void repeat(Runnable change) {
    for (int i = 0; i < 100; i++) {
      change.run();
    }
  }

  @Test
  @DisplayName("a file that is no progress is refused in one line")
  void broken() throws IOException {
    Path file = home.resolve(".descent/progress.json");
    Files.createDirectories(file.getParent());
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{}",
            "{\"format\":\"descent-progress/1\"}",
            "{\"format\":\"descent-progress/1\",\"exercises\":{\"ex01a\":null}}")) {
      Files.writeString(file, text);
      String message =
          assertThrows(BadInputException.class, () -> progress.current(), text).getMessage();
      assertTrue(message.startsWith(file.toString()), message);
      assertEquals(1, message.lines().count(), message);
    }
  }
}
