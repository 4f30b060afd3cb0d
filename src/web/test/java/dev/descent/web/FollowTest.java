package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What pages do when the server goes and comes, and when many are open. */
@InBrowser
class FollowTest {
  private static final String BLOCKS = "[data-run='0'] .blocks > :not(data)";

  @TempDir private static Path home;
  private static OpenCourse course;

  @BeforeAll
  static void openCourse() throws IOException {
    course = OpenCourse.in(home);
    Path docs = Files.createDirectories(home.resolve("docs"));
    Files.copy(Path.of("../../docs/own-data.md"), docs.resolve("own-data.md"));
  }

  @AfterAll
  static void closeCourse() {
    course.close();
  }

  /** Runs the lesson of a page to its end. */
  private static void run(Tab tab) {
    tab.js("document.body.dataset.state = ''"); // that of the run before
    tab.click("#run-quick");
    tab.awaitState("done");
  }

  /** What a browser writes into its log where a server has gone, or has begun a new session. */
  private static void expectGone(Tab tab) {
    tab.expectInLog("net::ERR_CONNECTION_REFUSED|net::ERR_INCOMPLETE_CHUNKED_ENCODING");
    tab.expectInLog("/api/[a-z/0-9]+ - Failed to load resource: .* 40[13]");
    tab.expectInLog("/(landscape.html.*|favicon.ico) - Failed to load resource: .* 401");
  }

  @Test
  @DisplayName("a page says that the server has gone")
  void gone(Tab tab, Tab landscape, Tab exercise) throws IOException {
    expectGone(tab);
    tab.enter(course).open(course, "lesson-1.html");
    exercise.open(course, "exercise-ex01twice.html");
    landscape.open(course.page("landscape.html"));
    landscape.await("paths", () -> landscape.isShown("#walk-plane[data-state=done]"));
    course.close();
    tab.await("word", () -> tab.isShown("#trouble"));
    tab.awaitText("#trouble", "erver does not answer");
    tab.click("#run-quick");
    tab.awaitText("#state", "the server does not answer");
    exercise.click("#hint");
    exercise.awaitText("#trouble", "erver does not answer");
    landscape.click("#walk-legend button:nth-child(6)");
    landscape.awaitText("#walk-trouble", "the server does not answer");
    tab.assertGood("a page whose server has gone");
    course = OpenCourse.again(home, course.port());
  }

  @Test
  @DisplayName("where the session has ended, a page says what to do, and goes on when it is done")
  void ended(Tab tab, Tab landscape, Tab other) throws IOException {
    expectGone(tab);
    tab.enter(course).open(course, "lesson-1.html");
    landscape.open(course.page("landscape.html"));
    landscape.await("paths", () -> landscape.isShown("#walk-plane[data-state=done]"));
    course.close();
    course = OpenCourse.again(home, course.port());
    tab.awaitText("#trouble", "Open the address that it printed");
    assertTrue(tab.isShown("#trouble"));
    landscape.click("#walk-legend button:nth-child(5)");
    landscape.awaitText("#walk-trouble", "Open the address that");

    other.enter(course); // the session is this browser's again
    tab.await("no trouble", () -> !tab.isShown("#trouble"));
    tab.awaitNews();
    run(tab);
    assertEquals(3, tab.all(BLOCKS).size());
    landscape.click("#walk-legend button:nth-child(6)");
    landscape.await("no trouble", () -> landscape.text("#walk-trouble").isEmpty());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "lesson-1.html",
        "lab.html",
        "exercise-ex01twice.html",
        "doc-own-data.html"
      })
  @DisplayName("a page whose first question to the server is lost asks again")
  void first(String file, Tab tab) {
    tab.driver()
        .executeCdpCommand(
            "Page.addScriptToEvaluateOnNewDocument",
            Map.of(
                "source",
                "const real = window.fetch; window.asked = 0; window.fetch = (...all) =>"
                    + " window.asked++ === 0 ? Promise.reject(new Error('lost')) : real(...all)"));
    tab.enter(course).open(course, file);
    tab.await("no trouble", () -> !tab.isShown("#trouble"));
    assertTrue(tab.number("return window.asked") >= 2);
  }

  @Test
  @DisplayName("eight tabs load, and each has heard what happened when it is looked at")
  void eight(Tab first) {
    first.enter(course);
    List<Tab> tabs = new ArrayList<>(List.of(first));
    for (int i = 1; i < 8; i++) {
      tabs.get(i - 1).hide(true);
      tabs.add(first.another());
      tabs.get(i).open(course, i % 2 == 0 ? "lesson-1.html" : "lesson-2.html");
    }
    Tab last = tabs.get(7);
    run(last);
    last.open(course, "lesson-1.html");
    run(last);
    last.hide(true);
    for (int i = 1; i < 7; i++) {
      Tab tab = tabs.get(i);
      int blocks = i % 2 == 0 ? 3 : 2;
      tab.hide(false);
      tab.awaitNews();
      tab.awaitState("done");
      tab.await("its blocks", () -> tab.all(BLOCKS).size() == blocks);
      tab.hide(true);
    }
  }

  @Test
  @DisplayName("a tab that was hidden while a lesson ran catches up, with each block once")
  void hidden(Tab tab, Tab other) {
    tab.enter(course).open(course, "lesson-1.html");
    other.open(course, "lesson-1.html");
    tab.hide(true);
    String before = tab.text("[data-run='0'] .blocks > p");
    other.click("#run-whole");
    other.await(
        "end",
        () ->
            other.text("[data-run='0'] .blocks").contains("fully")
                && other.all(BLOCKS).size() == 3);
    other.awaitState("done");
    assertEquals(
        before, tab.text("[data-run='0'] .blocks > p"), "nothing comes while it is hidden");
    tab.hide(false);
    tab.awaitText("[data-run='0'] .blocks", "fully");
    tab.awaitState("done");
    assertEquals(3, tab.all(BLOCKS).size());
    assertEquals(
        other.<String>js("return document.querySelector('main').innerText"),
        tab.<String>js("return document.querySelector('main').innerText"));
  }
}
