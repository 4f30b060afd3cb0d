package dev.descent.web.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import dev.descent.lesson.Curriculum;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LessonFolderTest {
  @TempDir private Path folder;

  @Test
  @DisplayName("where figures cannot be written, that is said before anything is trained")
  void noFolder() throws IOException {
    Path file = Files.writeString(folder.resolve("out"), "");
    try (LessonRuns runs =
        new LessonRuns(
            Curriculum.load(), file.resolve("open"), new News(), 1, (lesson, block) -> "")) {
      BadInputException e = assertThrows(BadInputException.class, () -> runs.start("1", true));
      assertTrue(e.getMessage().contains("out"), e.getMessage());
      assertEquals(Optional.empty(), runs.last("1"));
    }
  }
}
