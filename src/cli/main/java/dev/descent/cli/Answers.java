package dev.descent.cli;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.AtomicFile;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.Question;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
  private final PrintWriter out;
  private boolean isLost;

  /** By the lesson's id, a slash, and the question. */
  private final Map<String, List<String>> last = new TreeMap<>();

  /**
   * Reads those that are kept.
   *
   * @param home of the project
   * @param out where to say that they cannot be read or kept
   */
  Answers(Path home, PrintWriter out) {
    this.out = out;
    file = home.resolve(".descent/answers.json");
    if (Files.exists(file)) {
      try {
        last.putAll(
            JSON.readValue(file.toFile(), new TypeReference<Map<String, List<String>>>() {}));
      } catch (IOException e) { // nothing depends on them: they begin anew
        last.clear();
        out.println("Your earlier answers cannot be read; they stay in " + setAside() + ".");
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
      if (!isLost) {
        out.println("Your answers are not kept: " + file + " cannot be written.");
      }
      isLost = true;
    }
  }

  private Path setAside() {
    Path aside = file.resolveSibling("answers.json.bak");
    try {
      return Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      return file;
    }
  }

  private static String name(Lesson lesson, Question question) {
    return lesson.id() + "/" + (question.run() != null ? question.run() : question.prompt());
  }
}
