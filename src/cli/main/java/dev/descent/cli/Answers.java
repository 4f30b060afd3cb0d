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
  private boolean isKept = true;

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
        Map<String, List<String>> read = JSON.readValue(file.toFile(), new TypeReference<>() {});
        if (read == null
            || read.values().stream().anyMatch(it -> it == null || it.contains(null))) {
          throw new IOException("null is no answer");
        }
        last.putAll(read);
      } catch (IOException e) { // nothing depends on them: they begin anew
        setAside();
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
    if (!isKept) {
      return;
    }
    try {
      AtomicFile.write(file, JSON.writeValueAsBytes(last));
    } catch (IOException e) {
      isKept = false;
      out.println("Your answers are not kept: " + file + " cannot be written.");
    }
  }

  /** What cannot be read is somebody's all the same. */
  private void setAside() {
    Path aside = file.resolveSibling("answers.json.bak");
    try {
      Files.move(file, aside, StandardCopyOption.REPLACE_EXISTING);
      out.println("Your earlier answers cannot be read; they stay in " + aside + ".");
    } catch (IOException e) {
      isKept = false;
      out.println("Your answers are not kept: " + file + " cannot be read.");
    }
  }

  private static String name(Lesson lesson, Question question) {
    return lesson.id() + "/" + (question.run() != null ? question.run() : question.prompt());
  }
}
