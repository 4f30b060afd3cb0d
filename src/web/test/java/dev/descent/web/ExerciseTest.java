package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An exercise, saved in an editor while its page is open. */
@InBrowser
class ExerciseTest {
  private static final String PAGE = "exercise-ex01twice.html";

  @TempDir private static Path home;
  private static OpenCourse course;
  private static Exercise twice;
  private static String solution;

  @BeforeAll
  static void openCourse() throws IOException {
    course = OpenCourse.in(home);
    twice = course.exercises().get("1");
    solution = Files.readString(course.exercises().solution(twice));
  }

  @AfterAll
  static void closeCourse() {
    course.close();
  }

  private static void save(String text) throws IOException {
    Files.writeString(course.exercises().file(twice), text);
  }

  @Test
  @DisplayName(
      "each save brings its verdict to the page: to do, wrong by name, not compiled, solved")
  void saved(Tab tab, Tab first) throws IOException {
    first.enter(course).awaitNews();
    assertEquals("open: ", first.text("[data-exercise=ex01twice] .spoken"));
    first.js("window.same = true; document.querySelector('[data-exercise=ex01twice] a').focus()");
    tab.open(course, PAGE);
    tab.awaitText("#verdict", "TODO 1 is still to be done");
    tab.js("window.same = true");

    save(solution.replace("x.mul(2)", "x.dup()"));
    tab.awaitText("#verdict .named", "This is x itself.");
    tab.awaitState("done");
    assertEquals("", tab.text("#checking"));
    assertTrue(tab.text("#verdict .points").startsWith("2 of 6 points"), tab.text("#verdict"));
    List<String> tests = tab.texts("#verdict .tests > li");
    assertTrue(tests.get(0).startsWith("✗does not hold: twice x is x and x"), tests.toString());
    assertTrue(tests.get(1).startsWith("✓holds: x moves by what is asked"), tests.toString());
    assertTrue(tests.get(2).startsWith("·not checked: "), tests.toString());
    tab.await("the words", () -> tab.text("[role=status]").contains("First that does not hold"));
    tab.assertGood("a wrong answer");

    save(solution.replace("return x.add(by);", "return x.add(by)"));
    tab.awaitText("#verdict .problem", "';' expected");
    tab.assertGood("an answer that is none");

    save(solution);
    tab.awaitText("#verdict .points", "6 of 6 points: solved.");
    assertEquals(true, tab.js("return window.same"), "the page was not loaded anew");
    first.await(
        "the mark", () -> first.text("[data-exercise=ex01twice] .spoken").equals("solved: "));
    first.awaitText(".standing", "1 of 1 exercise, 6 of 6 points");
    assertEquals("solved", first.find("[data-exercise=ex01twice]").getAttribute("class"));
    first.awaitText("[data-exercise=ex01twice] .quiet", "6 of 6 points");
    assertEquals(true, first.js("return window.same"), "nor was this one");
    assertEquals(
        true, first.js("return document.activeElement.matches('[data-exercise] a')"), "focus");
    tab.emulate("dark", 390);
    tab.assertGood("a right answer, on a telephone by night");

    tab.reload().awaitNews();
    tab.awaitText("#verdict .points", "6 of 6 points: solved.");
  }

  @Test
  @DisplayName("hints come one by one, and stay")
  void hints(Tab tab) {
    tab.enter(course).open(course, PAGE);
    tab.js("navigator.clipboard.writeText = () => Promise.reject(new Error('refused'))");
    tab.click("#copy button");
    tab.await("Copied", () -> tab.text("#copy button").equals("Copied"));
    assertEquals(true, tab.js("return document.activeElement.matches('#copy button')"), "focus");
    assertEquals("0 of 2 shown", tab.text("#hints-shown"));
    assertEquals(List.of(), tab.texts("#hints li"));
    tab.click("#hint");
    tab.awaitText("#hints-shown", "1 of 2 shown");
    assertEquals(List.of("Think of 2."), tab.texts("#hints li"));
    tab.reload().awaitNews();
    assertEquals(List.of("Think of 2."), tab.texts("#hints li"));
    tab.click("#hint");
    tab.awaitText("#hints-shown", "2 of 2 shown");
    assertEquals(List.of("Think of 2.", "x.mul(2)"), tab.texts("#hints li"));
    assertFalse(tab.isShown("#hint"));
    tab.reload().awaitNews();
    assertEquals("2 of 2 shown", tab.text("#hints-shown"));
    assertFalse(tab.isShown("#hint"));
  }
}
