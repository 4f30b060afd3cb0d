package dev.descent.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.Question;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A student's answers to the questions of the lessons, in the file {@code .descent/answers.json} of
 * the project: the last one to each.
 */
final class Answers {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final Path file;

  /** By the lesson's id, a slash, and the question. */
  private final Map<String, List<String>> last = new TreeMap<>();

  /**
   * Reads those that are kept.
   *
   * @param home of the project
   */
  Answers(Path home) {
    file = home.resolve(".descent/answers.json");
    if (Files.exists(file)) {
      try {
        last.putAll(
            JSON.readValue(file.toFile(), new TypeReference<Map<String, List<String>>>() {}));
      } catch (IOException e) { // nothing depends on them: they begin anew
        last.clear();
      }
    }
  }

  /** The last answer: labels, or a number; empty if there was none. */
  List<String> last(Lesson lesson, Question question) {
    return last.getOrDefault(name(lesson, question), List.of());
  }

  /** Keeps an answer. */
  void keep(Lesson lesson, Question question, List<String> answer) {
    last.put(name(lesson, question), answer);
    try {
      AtomicFile.write(file, JSON.writeValueAsBytes(last));
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String name(Lesson lesson, Question question) {
    return lesson.id() + "/" + (question.run() != null ? question.run() : question.prompt());
  }
}
