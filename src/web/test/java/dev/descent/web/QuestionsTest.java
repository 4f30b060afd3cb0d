package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The questions of a lesson on its page, and the numbers of its text. */
@InBrowser
class QuestionsTest {
  private static final String FIRST = "[data-question='Promises.first'] ";
  private static final String KEPT = "[data-question='Promises.kept'] ";
  private static final String ORDER = "[data-kind='ORDER'] ";

  @TempDir private static Path home;
  private static OpenCourse course;

  @BeforeAll
  static void openCourse() throws IOException {
    course = OpenCourse.in(home);
  }

  @AfterAll
  static void closeCourse() {
    course.close();
  }

  private static Tab lesson(Tab tab) {
    tab.enter(course).js("localStorage.removeItem('descent-answers')");
    return tab.open(course, "lesson-2.html");
  }

  private static void choose(Tab tab, String form, String label) {
    tab.click(form + "input[value='" + label + "']");
    tab.click(form + "[type='submit']");
  }

  @Test
  @DisplayName("an answer is judged, the belief behind a wrong one explained, and both are kept")
  void answers(Tab tab) {
    lesson(tab);
    assertFalse(tab.isShown(FIRST + ".told"));
    tab.assertGood("questions that nobody has answered");
    tab.click(FIRST + "[type='submit']");
    assertFalse(tab.isShown(FIRST + ".told"), "nothing is chosen");
    choose(tab, FIRST, "two");
    assertEquals("Not so. It is one.", tab.text(FIRST + ".verdict"));
    assertEquals(List.of("two: it says that it is not."), tab.texts(FIRST + ".believed"));
    assertTrue(tab.text(FIRST + ".told").contains("It is 1 of them, recorded as 7."));
    choose(tab, FIRST, "one");
    assertEquals("Right: one.", tab.text(FIRST + ".verdict"));
    for (String none : List.of("1,0", "1e999", "0x1", "Infinity", "one")) {
      tab.put(KEPT + "input", none);
      tab.click(KEPT + "[type='submit']");
      assertFalse(tab.isShown(KEPT + ".told"), none + " is no number");
    }
    tab.put(KEPT + "input", "2.01");
    tab.click(KEPT + "[type='submit']");
    assertEquals("Not so. It is 1.", tab.text(KEPT + ".verdict"));
    assertEquals(List.of("2: the second is broken."), tab.texts(KEPT + ".believed"));
    tab.click(ORDER + ".show");
    assertEquals("It is two, then one.", tab.text(ORDER + ".verdict"));
    tab.find(ORDER + "[data-option='two']").sendKeys("1");
    tab.find(ORDER + "[data-option='one']").sendKeys("2");
    tab.click(ORDER + "[type='submit']");
    assertEquals("Right: two, then one.", tab.text(ORDER + ".verdict"));
    tab.assertGood("questions with answers");
    tab.emulate("dark", 390);
    tab.assertGood("the same on a telephone by night");
    tab.reload().awaitNews();
    assertEquals("Right: one.", tab.text(FIRST + ".verdict"));
    assertEquals("Not so. It is 1.", tab.text(KEPT + ".verdict"));
    assertEquals("Right: two, then one.", tab.text(ORDER + ".verdict"));
    tab.open(course, "lesson-1.html");
    assertFalse(tab.isShown(FIRST + ".told"), "another lesson's question");
  }

  @Test
  @DisplayName("what was kept and changed by somebody harms nothing")
  void changed(Tab tab) {
    for (String kept :
        List.of(
            "no JSON",
            "{\"2/Promises.first\": \"one\"}",
            "[]",
            "{\"2/Promises.first\": [\"x'y\"]}")) {
      tab.enter(course).js("localStorage.setItem('descent-answers', arguments[0])", kept);
      tab.open(course, "lesson-2.html");
      assertFalse(tab.isShown(FIRST + ".told"), kept);
      choose(tab, FIRST, "one");
      assertEquals("Right: one.", tab.text(FIRST + ".verdict"), kept);
    }
  }

  @Test
  @DisplayName(
      "what a part shows waits for the predictions, and the text has a whole run's numbers")
  void waitsAndFills(Tab tab) {
    lesson(tab);
    assertEquals(List.of("1", "7"), tab.texts("section > p .slot"));
    tab.click("#run-whole");
    tab.awaitState("done");
    assertTrue(tab.text("#state").contains("Its numbers stand in the text, too."));
    assertEquals(List.of("1", "1"), tab.texts("section > p .slot"));
    assertEquals(
        "recorded: 7", tab.find("[data-slot='Promises.broken'].own").getAttribute("title"));
    assertFalse(tab.isShown(".blocks .promise"), "nobody has predicted it");
    tab.assertGood("a part that waits");
    choose(tab, FIRST, "one");
    assertFalse(tab.isShown(".blocks .promise"), "there is another question");
    tab.click(KEPT + ".show");
    assertTrue(tab.isShown(".blocks .promise"));
    tab.reload().awaitNews();
    assertFalse(tab.isShown(".blocks .promise"), "what was shown without an answer is asked again");
    assertEquals(List.of("1", "1"), tab.texts("section > p .slot"));
    tab.click(".predict-first button");
    assertTrue(tab.isShown(".blocks .promise"));
    tab.click("#run-quick");
    tab.await("the quick run", () -> tab.text("#state").startsWith("Done: the quick run"));
    assertEquals(List.of("1", "7"), tab.texts("section > p .slot"), "a quick run's are others");
    assertTrue(tab.all(".own").isEmpty());
  }
}
