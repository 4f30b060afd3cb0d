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
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** Lessons that are run on their page. */
@InBrowser
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LessonRunTest {
  private static final String FIRST = "[data-run='0'] .blocks > ";
  private static final String SECOND = "[data-run='1'] .blocks > ";

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

  private static Tab lesson(Tab tab, String id) {
    return tab.enter(course).open(course, "lesson-" + id + ".html");
  }

  private static void assertWhole(Tab tab, String how) {
    assertEquals(List.of("In this run: Chance in 40", "In this run: Chance in 1"), tab.texts("h2"));
    for (String place : List.of(FIRST, SECOND)) {
      String name = place.equals(FIRST) ? "1-first" : "1-second";
      assertEquals(3, tab.all(place + "*").size(), "blocks of " + name);
      assertTrue(tab.text(place + "p").matches(name + " drew 0\\.\\d{6}, " + how + "\\."));
      assertEquals("Line", tab.text(place + "figure figcaption"));
      assertTrue(tab.text(place + ".promise.kept").startsWith("✓ You should see: " + name));
    }
    assertPicture(tab, FIRST);
    assertPicture(tab, SECOND);
  }

  private static void assertPicture(Tab tab, String place) {
    tab.js("document.querySelector(arguments[0]).scrollIntoView()", place + "figure"); // it is lazy
    tab.await(
        "picture",
        () ->
            tab.js(
                "return document.querySelector(arguments[0]).naturalWidth > 0",
                place + "figure img"));
    String words = tab.find(place + "figure img").getAttribute("alt");
    assertFalse(words == null || words.isBlank());
  }

  @Test
  @Order(1)
  @DisplayName(
      "a lesson runs to its end, with all blocks once, though the page is loaded anew in the middle")
  void run(Tab tab) {
    lesson(tab, "1");
    assertTrue(tab.text("#state").startsWith("Not run yet"));
    assertTrue(tab.texts(".run").isEmpty());
    tab.js( // what is there for a moment only
        "window.spoken = []; new MutationObserver(() => window.spoken.push(...[...document"
            + ".querySelectorAll('[role=status]')].map((it) => it.textContent))).observe("
            + "document.body, { subtree: true, childList: true }); window.said = []; const state ="
            + " document.getElementById('state'); new MutationObserver(() =>"
            + " window.said.push(`${state.textContent} ${document.getElementById('run-whole')"
            + ".disabled}`)).observe(state, { childList: true })");
    tab.click("#run-quick");
    tab.await("block of the short part", () -> tab.isShown(SECOND + "p"));
    List<String> said = tab.js("return window.said");
    List<String> spoken = tab.js("return window.spoken");
    tab.reload().awaitNews();
    assertEquals("Running, quick … true", said.get(0));
    assertTrue(
        said.stream().anyMatch(it -> it.matches("Running: waiting, \\d+ of (1|40) true")),
        said.toString());
    assertFalse(
        String.join(", ", said).matches(".* of 40 .* of 1 .* of 40 .*"),
        "the bar stays with a part: " + said);
    assertEquals(
        "Running, quick …", spoken.stream().filter(it -> !it.isEmpty()).findFirst().orElse(""));
    assertTrue(spoken.stream().noneMatch(it -> it.contains("waiting")), "read out: " + spoken);
    tab.awaitState("done");
    assertTrue(tab.text("#state").startsWith("Done: the quick run, seed 1."));
    assertFalse(tab.isShown("#stop") || tab.isShown("#progress"));
    assertTrue(tab.find("#run-quick").isEnabled());
    assertWhole(tab, "quickly");
    tab.assertGood("a lesson that was run");
    tab.emulate("dark", 390);
    tab.assertGood("the same on a telephone by night");
  }

  @Test
  @Order(2)
  @DisplayName("the last run is there when one comes back, also after the server has started anew")
  void again(Tab tab) {
    lesson(tab, "1");
    assertTrue(tab.text("#state").startsWith("Done: the quick run, seed 1."));
    assertWhole(tab, "quickly");
    tab.open("about:blank");
    course.close();
    course = OpenCourse.again(home, course.port());
    lesson(tab, "1");
    tab.awaitState("done");
    assertWhole(tab, "quickly");
  }

  @Test
  @Order(3)
  @DisplayName("a second run takes the place of the first, and its figures that of the old ones")
  void second(Tab tab) {
    lesson(tab, "1");
    assertWhole(tab, "quickly");
    String pictures =
        "return performance.getEntriesByType('resource')"
            + ".filter((it) => it.name.includes('1-first') && it.transferSize > 0).length";
    assertEquals(1, tab.number(pictures));
    tab.js( // it is over too soon to look for it from here
        "const places = [...document.querySelectorAll('.run')]; new MutationObserver(() =>"
            + " (window.emptied ||= places.every((it) => it.hidden))).observe(document.body,"
            + " { subtree: true, attributes: true })");
    tab.click("#run-whole");
    tab.await("second run", () -> tab.text(FIRST + "p").contains("fully"));
    tab.awaitState("done");
    assertEquals(true, tab.js("return window.emptied"), "the old blocks go before new ones come");
    assertWhole(tab, "fully");
    assertEquals(2, tab.number(pictures), "the figure of another run has to be fetched");
  }

  @Test
  @Order(4)
  @DisplayName("Stop stops")
  void stop(Tab tab) {
    lesson(tab, "1");
    tab.js( // as soon as it is there, which is not for long
        "const stop = document.getElementById('stop'); new MutationObserver(() => stop.hidden ||"
            + " stop.click()).observe(stop, { attributes: true })");
    tab.click("#run-whole");
    tab.awaitState("stopped");
    assertTrue(tab.text("#state").startsWith("Stopped: the whole run, seed 1."));
    assertTrue(tab.find("#run-quick").isEnabled());
    tab.reload().awaitNews();
    assertTrue(tab.text("#state").startsWith("Stopped: the whole run, seed 1."));
  }

  @Test
  @DisplayName("a part that breaks is said, a promise that is not kept as well")
  void broken(Tab tab) {
    lesson(tab, "p1");
    tab.click("#run-quick");
    tab.awaitState("failed");
    String said = tab.text("#state");
    assertTrue(
        said.startsWith("Failed: the quick run, seed 1. Breaks: ")
            && said.contains("the glass fell"),
        said);
    tab.open(course, "lesson-2.html");
    tab.click("#run-quick");
    tab.awaitState("done");
    tab.click(".predict-first button");
    assertEquals(
        List.of("✓ You should see: one is kept", "✗ Not in this run: two is not kept"),
        tab.texts(FIRST + ".promise"));
    tab.assertGood("a lesson with a promise that is not kept");
  }
}
