package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.submission.Submission.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A submission that is this project; it stands here, below all rooms, as it looks at them all. */
class WholeKitTest {
  @TempDir Path dir;

  @Test
  @DisplayName(
      "a clone of the whole kit has all its exercises, untouched, and nothing else that is to be graded")
  void wholeKit() throws IOException {
    Path kit = Path.of("../..").toRealPath();
    Exercises exercises = Exercises.load(kit);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(kit)) {
      List<Path> chosen =
          files
              .filter(Files::isRegularFile)
              .map(kit::relativize)
              .filter(file -> !file.toString().matches("(.*[/\\\\])?(target|\\.git)([/\\\\].*)?"))
              .filter(file -> file.toString().matches("(exercises|src|lessons|sol|pom).*"))
              .toList();
      for (Path file : chosen) {
        zip.putNextEntry(new ZipEntry("descent-main/" + file.toString().replace('\\', '/')));
        Files.copy(kit.resolve(file), zip);
      }
    }
    Files.write(dir.resolve("jane.zip"), bytes.toByteArray());
    Submission read = Submissions.read(dir, exercises).all().get(0).read();
    assertEquals(1, read.notes().size(), () -> read.notes().toString());
    assertTrue(
        read.notes().get(0).matches(".* and \\d+ more are the kit's own, and no answers"),
        read.notes().get(0));
    assertEquals(
        exercises.all().stream().map(Exercise::id).toList(), List.copyOf(read.answers().keySet()));
    for (Exercise exercise : exercises.all()) {
      Answer answer = read.answers().get(exercise.id());
      assertArrayEquals(Files.readAllBytes(exercises.file(exercise)), answer.content());
    }
  }
}
