package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.lesson.Lesson;
import dev.descent.lesson.Question;
import dev.descent.lesson.TinyLessons;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AnswersTest {
  private static final Lesson LESSON = new TinyLessons().lesson("2");
  private static final Question QUESTION = LESSON.text().questions().get(0);

  @TempDir Path home;
  private Path file;
  private final StringWriter said = new StringWriter();

  @BeforeEach
  void place() throws IOException {
    file = Files.createDirectories(home.resolve(".descent")).resolve("answers.json");
  }

  private Answers answers() {
    return new Answers(home, new PrintWriter(said, true));
  }

  @Test
  @DisplayName("an answer is there the next time")
  void kept() {
    answers().keep(LESSON, QUESTION, List.of("one"));
    assertEquals(List.of("one"), answers().last(LESSON, QUESTION));
    assertEquals("", said.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "null",
        "[]",
        "3",
        "\u0000\u0001",
        "{\"2/Promises.first\": null}",
        "{\"2/Promises.first\": \"one\"}",
        "{\"2/Promises.first\": [null]}",
        "{\"2/Promises.first\": [[\"one\"]]}"
      })
  @DisplayName("what cannot be read is set aside, with a word, and what is answered now is kept")
  void damaged(String text) throws IOException {
    Files.writeString(file, text);
    Answers answers = answers();
    assertEquals(List.of(), answers.last(LESSON, QUESTION));
    answers.keep(LESSON, QUESTION, List.of("one"));
    assertEquals(List.of("one"), answers().last(LESSON, QUESTION));
    assertEquals(text, Files.readString(file.resolveSibling("answers.json.bak")));
    assertEquals(1, said.toString().lines().count(), said.toString());
  }

  @Test
  @DisplayName("where answers can neither be set aside nor written, they are lost with one word")
  void lost() throws IOException {
    Files.createDirectories(file.resolve("a folder with something in it"));
    Files.createDirectories(file.resolveSibling("answers.json.bak").resolve("and another"));
    Answers answers = answers();
    answers.keep(LESSON, QUESTION, List.of("one"));
    answers.keep(LESSON, QUESTION, List.of("two"));
    assertEquals(List.of("two"), answers.last(LESSON, QUESTION));
    assertEquals(1, said.toString().lines().count(), said.toString());
    assertTrue(Files.isDirectory(file));
  }
}
