package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FeedbackPageTest {
  @TempDir Path dir;
  private Exercises exercises;

  @BeforeEach
  void load() throws IOException {
    exercises = SampleClass.exercises(dir);
  }

  private String markdown(StudentGrade student) {
    return new FeedbackPage(student, exercises).markdown();
  }

  @Test
  void saysWhatWasExpectedFoundAndMeant() {
    String page = markdown(SampleClass.wrong());
    assertTrue(page.startsWith("# Feedback for Bob\n\n**0 of 5 points**\n"), page);
    assertTrue(page.contains("| ex01step | 0 of 3 | 0 of 2 tests passed | A step |\n"), page);
    assertTrue(
        page.contains(
            """
            ### Why not: what must hold: moves

            ```text
            p is wrong
              expected  1
              found     2
            ```

            → Your step goes uphill: `p.subi(g)`.

            Look at `Step.java:7`
            """),
        page);
    assertTrue(page.contains("](ex02train-1.png)\n"), page);
    assertTrue(page.contains("- kit: Descent 0.1.0\n"), page);
    assertTrue(page.contains("- seed: 42\n- kept apart by: allow-list\n"), page);
    String html = new FeedbackPage(SampleClass.wrong(), exercises).html();
    assertTrue(html.contains("<pre tabindex=\"0\"><code>p is wrong\n  expected  1\n"), html);
    assertTrue(html.contains("→ Your step goes uphill: p.subi(g)."), html);
    assertEquals(2, html.split("data:image/png", -1).length, "a figure");
  }

  @Test
  void whatIsNotThereIsSaidPlainly() {
    String page = markdown(SampleClass.missing());
    assertTrue(page.contains("| ex01step | 0 of 3 | not handed in | A step |\n"), page);
    assertFalse(page.contains("is missing"), page);
    assertTrue(page.contains("| ex02train | 0 of 2 | does not compile | A training |\n"), page);
    assertTrue(page.contains("```text\ndoes not compile\nTrain.java:3: ';' expected\n```"), page);
    assertTrue(markdown(SampleClass.untouched()).contains("| 0 of 3 | not begun |"), page);
    String good = markdown(SampleClass.good());
    assertTrue(good.contains("### What your code printed\n\n```text\nloss 0.5\n```\n"), good);
    assertFalse(good.contains("Notes"), good);
  }

  @Test
  void whatIsPrintedIsCut() {
    String page = markdown(SampleClass.hostile());
    assertTrue(page.contains("… and more\n"), page);
    assertTrue(page.length() < 20_000, "length " + page.length());
  }

  @Test
  void hostileTextIsTextInMarkdown() {
    String page = markdown(SampleClass.hostile());
    assertTrue(
        page.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), "control characters");
    assertFalse(page.contains("\u202E"), "direction");
    // Without its code, the page has nothing but words and its own signs.
    String text = Pattern.compile("(?ms)^(`{3,})text\n.*?^\\1$").matcher(page).replaceAll("CODE");
    text = Pattern.compile("(?<!`)(`+)(?!`).*?(?<!`)\\1(?!`)").matcher(text).replaceAll("CODE");
    assertFalse(text.matches("(?s).*[<>`\\[@_\\\\].*"), text);
    assertFalse(Pattern.compile("://|www\\.").matcher(text).find(), text);
    assertFalse(Pattern.compile("(?m)^# out").matcher(text).find(), text);
    assertTrue(text.contains("plain note"), text);
  }

  @Test
  void hostileTextIsTextInHtml() {
    String page = new FeedbackPage(SampleClass.hostile(), exercises).html();
    assertFalse(page.contains("<script"), "a script");
    assertFalse(page.contains("<img src=x"), "a picture");
    assertFalse(page.contains("href"), "a link");
    assertFalse(page.contains("\u001B") || page.contains("\u202E"), "control characters");
    assertTrue(page.contains("&lt;script&gt;alert(1)&lt;/script&gt;"), page);
  }

  @Test
  void sameGradesSameBytes() throws IOException {
    for (StudentGrade student : SampleClass.all()) {
      Path one = CourseFiles.writeStudent(student, exercises, dir.resolve("one"));
      Path two = CourseFiles.writeStudent(student, exercises, dir.resolve("two"));
      for (String file :
          List.of("feedback.html", "feedback.md", "TEST-descent.xml", "results.json")) {
        assertEquals(-1, Files.mismatch(one.resolve(file), two.resolve(file)), file);
      }
    }
  }
}
