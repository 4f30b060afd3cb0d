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
  @DisplayName("a file from before there were tries is read, and hints and points stay beside them")
  void tries() throws IOException {
    Files.createDirectories(home.resolve(".descent"));
    Files.writeString(
        home.resolve(".descent/progress.json"),
        """
        {"format":"descent-progress/1",
         "exercises":{"ex02a":{"points":2,"passed":true,"hints":1}}}
        """);
    assertEquals(List.of(), progress.of(exercise(2)).tries());
    for (double value : new double[] {3, 1, 4, 1, 5, 9, 2, 6}) {
      progress.tried(exercise(2), new Progress.Try("sum", value, 1, "2026-12-01"));
    }
    progress.tried(exercise(2), new Progress.Try("sum", 9, 2, "2026-12-02"));
    progress.hinted(exercise(2));
    progress.checked(exercise(2), 1, false);
    Progress.Entry entry = new Progress(exercises).of(exercise(2));
    assertEquals(
        List.of(9.0, 9.0, 6.0, 5.0, 4.0), entry.tries().stream().map(Progress.Try::value).toList());
    assertEquals(1, entry.tries().get(0).seed(), "the older first");
    assertEquals(List.of(1, 2), List.of(entry.points(), entry.hints()));
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
