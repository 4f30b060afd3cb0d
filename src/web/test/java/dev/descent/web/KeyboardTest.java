package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;

/** The pages without a mouse. */
@InBrowser
class KeyboardTest {
  private static final int MOST_STOPS = 200;

  /** What has the focus: its name, whether that is seen, and whether it had it before. */
  private static final String FOCUS =
      "const it = document.activeElement; if (it === document.body) { return null; } const style ="
          + " getComputedStyle(it); const before = it.wasHere === true; it.wasHere = true; return"
          + " [`${it.tagName.toLowerCase()}#${it.id} ${it.textContent.slice(0, 30)}`,"
          + " style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) > 0, before]";

  /** Of radio buttons one is come to, from which the arrows lead to the others. */
  private static final String LEFT_OUT =
      "const isOfGroup = (it) => it.type === 'radio' &&"
          + " [...document.getElementsByName(it.name)].some((other) => other.wasHere);"
          + " return [...document.querySelectorAll('a[href], button, input, select, textarea, summary,"
          + " [tabindex=\"0\"]')].filter((it) => !it.wasHere && !isOfGroup(it) && !it.disabled &&"
          + " it.checkVisibility({ visibilityProperty: true })).map((it) => it.outerHTML.slice(0,"
          + " 100))";

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "index.html",
        "lesson-1.html",
        "lab.html",
        "landscape.html",
        "exercise-ex01twice.html",
        "results.html",
        "doc-own-data.html"
      })
  @DisplayName("Tab comes to all that can be worked, shows where it is, and comes out at the end")
  void tab(String file, Tab tab) {
    tab.enter(course).open(course.page(file));
    if (file.equals("landscape.html")) {
      tab.await("paths", () -> tab.isShown("#walk-plane[data-state=done]"));
    } else {
      tab.awaitNews();
    }
    if (file.startsWith("exercise")) {
      tab.awaitText("#verdict", "TODO 1"); // it brings more to come to
    }
    List<String> stops = new ArrayList<>();
    List<String> unseen = new ArrayList<>();
    while (true) {
      tab.press(Keys.TAB);
      List<Object> focus = tab.js(FOCUS);
      if (focus == null || Boolean.TRUE.equals(focus.get(2))) {
        break; // out of the page, or at its beginning again
      }
      stops.add(focus.get(0).toString());
      if (!Boolean.TRUE.equals(focus.get(1))) {
        unseen.add(focus.get(0).toString());
      }
      if (stops.size() > MOST_STOPS) {
        fail("no end of " + stops);
      }
    }
    assertEquals("a# To the content", stops.get(0));
    assertEquals(List.of(), unseen, "nobody sees that these have the focus");
    assertEquals(List.of(), tab.js(LEFT_OUT), "Tab does not come to these");
  }

  /** Presses Tab until something has the focus. */
  private static void go(Tab tab, String css) {
    for (int i = 0; i < MOST_STOPS; i++) {
      if (Boolean.TRUE.equals(tab.js("return document.activeElement.matches(arguments[0])", css))) {
        return;
      }
      tab.press(Keys.TAB);
    }
    fail("Tab does not come to " + css);
  }

  @Test
  @DisplayName("the link to the content leaves the Lab's settings, in the form and in the address")
  void skip(Tab tab) {
    tab.enter(course).open(course, "lab.html");
    tab.put("#lab-epochs", "7");
    String address = tab.js("return location.href");
    assertTrue(address.contains("epochs=7"), address);
    tab.js("document.querySelector('.skip').focus()");
    tab.press(Keys.ENTER);
    tab.await("the content", () -> tab.js("return document.activeElement.id === 'main'"));
    tab.await("the address", () -> address.equals(tab.js("return location.href")));
    assertEquals("7", tab.find("#lab-epochs").getAttribute("value"));
    tab.reload().awaitNews();
    assertEquals("7", tab.find("#lab-epochs").getAttribute("value"));
  }

  @Test
  @DisplayName("an experiment of the Lab from its settings to its values, by keyboard alone")
  void experiment(Tab tab) {
    tab.enter(course).open(course, "lab.html");
    go(tab, "#lab-data");
    tab.press("Two");
    assertEquals("moons", tab.find("#lab-data").getAttribute("value"));
    for (String optimizer : List.of("sgd", "rmsprop")) {
      go(tab, "[data-optimizer='" + optimizer + "'] input[type=checkbox]");
      tab.press(Keys.SPACE);
    }
    go(tab, "#lab-epochs");
    tab.press("3"); // in place of what was there
    go(tab, "#lab-network summary");
    tab.press(Keys.ENTER);
    go(tab, "#lab-hidden");
    tab.press("8"); // in place of what was there
    go(tab, "#lab-start");
    assertEquals("1 training of 3 epochs.", tab.text("#lab-sum"));
    tab.press(Keys.ENTER);
    tab.await("end", () -> tab.isShown("#lab-view[data-state=done]"));

    go(tab, "#lab-chart-loss-plot");
    tab.press(Keys.HOME);
    tab.awaitText("#lab-values-title", "Values at epoch 1");
    tab.press(Keys.ARROW_RIGHT);
    tab.awaitText("#lab-values-title", "Values at epoch 2");
    tab.await("the values", () -> tab.text("[role=status]").startsWith("Epoch 2, loss. Adam"));
    tab.press("+");
    tab.await("Follow again", () -> tab.isShown("#lab-follow"));
    tab.press("0");
    tab.await("all again", () -> !tab.isShown("#lab-follow"));
    go(tab, "[data-column='testLoss'] button");
    tab.press(Keys.ENTER);
    assertEquals("ascending", tab.find("[data-column='testLoss']").getAttribute("aria-sort"));
    assertTrue(
        Boolean.TRUE.equals(
            tab.js("return document.activeElement.closest('[data-column=testLoss]') !== null")),
        "sorting keeps the focus");
  }
}
