package dev.descent.lesson;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * A lesson, or one of the practices that follow the lessons.
 *
 * @param id its name on the command line: 0 to 7, p1 to p4
 * @param title in a few words
 * @param parts at least one, all of the same package, where the lesson's README.md is, too
 */
public record Lesson(String id, String title, List<Part> parts) {

  public Lesson {
    parts = List.copyOf(parts);
    if (parts.isEmpty()) {
      throw new IllegalArgumentException("parts of lesson " + id + " must not be empty, got none");
    }
  }

  /** "Lesson 3" or "Practice 1". */
  public String name() {
    return id.startsWith("p") ? "Practice " + id.substring(1) : "Lesson " + id;
  }

  /** The names of all its figures. */
  public List<String> figures() {
    return parts.stream().flatMap(part -> part.figures().stream()).toList();
  }

  /** The folder of its text and its code, in the project. */
  public Path folder() {
    String home = parts.get(0).getClass().getPackageName().replace('.', '/');
    return Path.of("lessons/src/main/java").resolve(home);
  }

  /** The text to read: the lesson's README, in Markdown. */
  public LessonText text() {
    Class<?> home = parts.get(0).getClass();
    try (InputStream in = home.getResourceAsStream("README.md")) {
      if (in == null) {
        throw new IllegalStateException("no README.md beside " + home.getName());
      }
      return new LessonText(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException("reading the text of lesson " + id, e);
    }
  }
}
