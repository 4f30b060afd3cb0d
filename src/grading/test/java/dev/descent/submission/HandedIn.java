package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercises;
import dev.descent.grade.TestHome;
import dev.descent.submission.Submission.Answer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A class that hands in, in a project with one exercise. A time limit is there for what would hang.
 */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
abstract class HandedIn {
  static final String MAIN = "exercises/src/main/java/dev/descent/exercises/";
  static final String PLACE = MAIN + "ex01twice/Twice.java";
  static final String TEST =
      "exercises/src/test/java/dev/descent/exercises/ex01twice/TwiceTest.java";
  static final int MB = 1 << 20;

  @TempDir Path folder;

  Path home;
  Path dir;
  Exercises exercises;

  @BeforeEach
  void project() throws IOException {
    home = folder.resolve("home");
    dir = folder.resolve("class");
    TestHome.copyTo(home);
    Files.createDirectories(dir);
    exercises = Exercises.load(home);
  }

  void file(String path, String content) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  /** All of a class, read. */
  static List<Submission> all(Submissions read) {
    return read.all().stream().map(HandIn::read).toList();
  }

  Submission only() {
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(1, all(read).size(), () -> read.toString());
    return all(read).get(0);
  }

  Submission zip(TestZip zip) throws IOException {
    zip.write(dir.resolve("jane.zip"));
    return only();
  }

  static Answer answer(Submission submission) {
    assertEquals(1, submission.answers().size(), () -> submission.toString());
    return submission.answers().values().iterator().next();
  }

  static void assertTaken(Submission submission, String path, String content) {
    Answer answer = answer(submission);
    assertEquals(AnswerState.HANDED_IN, answer.state());
    assertEquals(path, answer.path());
    assertEquals(content, new String(answer.content(), StandardCharsets.UTF_8));
  }

  static void assertProblem(Submission submission, String problem) {
    Answer answer = answer(submission);
    assertEquals(AnswerState.UNREADABLE, answer.state());
    assertEquals(problem, answer.problem());
  }

  static void assertNothing(Submission submission, String note) {
    assertEquals(List.of(), List.copyOf(submission.answers().values()));
    assertTrue(
        submission.notes().stream().anyMatch(one -> one.startsWith(note)),
        () -> submission.notes().toString());
  }

  static byte[] spaces(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    return bytes;
  }
}
