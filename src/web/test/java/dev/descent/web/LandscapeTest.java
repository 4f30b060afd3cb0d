package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.landscape.Surfaces;
import dev.descent.landscape.WalkJob;
import dev.descent.landscape.WalkRequest;
import dev.descent.plot.Contours.Area;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.interactions.Actions;

/** Walks over the landscape, through the real server. */
@InBrowser
class LandscapeTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keeps what the page asks for and is answered. */
  private static final String LISTEN =
      "const real = window.fetch; window.walks = []; window.fetch = async (path, about) => { const"
          + " answer = await real(path, about); window.walks.push({ path, asked: about?.body, text:"
          + " await answer.clone().text() }); return answer; }";

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

  private static Tab landscape(Tab tab, String settings) {
    tab.driver()
        .executeCdpCommand(
            "Page.addScriptToEvaluateOnNewDocument", java.util.Map.of("source", LISTEN));
    tab.enter(course).open(course.page("landscape.html" + settings));
    return settled(tab);
  }

  /** Waits until the walks of what is set are drawn, and the address has it. */
  private static Tab settled(Tab tab) {
    tab.await(
        "walks",
        () ->
            tab.isShown("#walk-plane[data-state=done]")
                && tab.text("#walk-trouble").isEmpty()
                && Boolean.TRUE.equals(tab.js("return location.hash.includes('surface=')")));
    return tab;
  }

  private static String hash(Tab tab) {
    return tab.js("return location.hash");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "#surface=rosenbrock&show=sgd.momentum.adagrad.adadelta.rmsprop.adam&steps=60",
        "#surface=himmelblau&show=rmsprop.adam&x=-1.5&y=2.25&adam.lr=0.3&adam.beta1=0.5",
        "#surface=ravine&show=sgd&sgd.lr=0.5&steps=1000",
      })
  @DisplayName("every place of a path is one that the updater classes reach")
  void walks(String settings, Tab tab) throws IOException {
    landscape(tab, settings);
    JsonNode heard = JSON.readTree(tab.<String>js("return JSON.stringify(walks.at(-1))"));
    assertEquals("api/walks", heard.get("path").asText());
    WalkRequest request = JSON.readValue(heard.get("asked").asText(), WalkRequest.class);
    JsonNode expected = JSON.valueToTree(new WalkJob().run(request, none -> {}));
    JsonNode answered = JSON.readTree(heard.get("text").asText());
    assertEquals(JSON.readTree(JSON.writeValueAsString(expected)), answered, settings);

    Area area = Surfaces.of(request.surface()).area();
    List<String> lines =
        tab.js(
            "return [...document.querySelectorAll('#walk-plane .walk-line')].map((line) =>"
                + " line.getAttribute('points'))");
    double width = tab.number("return document.getElementById('walk-aim').offsetWidth");
    double height = tab.number("return document.getElementById('walk-aim').offsetHeight");
    for (int n = 0; n < request.walkers().size(); n++) {
      JsonNode walk = expected.get("walks").get(n);
      String[] points = lines.get(n).split(" ");
      assertEquals(walk.get("f").size(), points.length, settings + " " + walk.get("walker"));
      for (int i = 0; i < points.length; i++) {
        double x = walk.at("/place/x/" + i).asDouble();
        double y = walk.at("/place/y/" + i).asDouble();
        if (x >= area.xMin() && x <= area.xMax() && y >= area.yMin() && y <= area.yMax()) {
          String[] point = points[i].split(",");
          double right = 46 + (x - area.xMin()) / (area.xMax() - area.xMin()) * width;
          double down = 10 + (area.yMax() - y) / (area.yMax() - area.yMin()) * height;
          assertEquals(right, Double.parseDouble(point[0]), 1, settings + " place " + i);
          assertEquals(down, Double.parseDouble(point[1]), 1, settings + " place " + i);
        }
      }
    }
    assertEquals(
        request.walkers().size(), tab.texts("#walk-compare tbody tr").size(), "rows of the table");
  }

  @Test
  @DisplayName("a click and the arrow keys set the start, and a link brings all of it back")
  void start(Tab tab, Tab other) {
    landscape(tab, "");
    String before = hash(tab);
    WebElement aim = tab.find("#walk-aim");
    tab.js("arguments[0].scrollIntoView({ block: 'center', behavior: 'instant' })", aim);
    new Actions(tab.driver()).moveToElement(aim, 40, -30).click().perform();
    tab.await("another start", () -> !hash(tab).equals(before));
    assertTrue(hash(tab).matches("#.*&x=.*&y=.*"), hash(tab));
    String clicked = label(tab);
    aim.sendKeys(Keys.ARROW_RIGHT);
    tab.await("a step to the right", () -> !label(tab).equals(clicked));
    aim.sendKeys(Keys.chord(Keys.SHIFT, Keys.ARROW_UP));
    tab.put("#walk-sgd-lr-field", "0.02");
    tab.put("#walk-steps-field", "70");
    tab.click("#walk-legend button:nth-child(6)");
    tab.click("#walk-play .walk-buttons button:nth-child(1)");
    for (int i = 0; i < 3; i++) {
      tab.click("#walk-play .walk-buttons button:nth-child(4)");
    }
    assertEquals("3 of 70", tab.text("#walk-play output"));
    tab.await("the address", () -> hash(tab).contains("at=3") && hash(tab).contains("sgd.lr=0.02"));
    settled(tab);
    other.open(course.page("landscape.html" + hash(tab)));
    settled(other);
    String shown =
        "return [document.getElementById('walk-compare').innerText,"
            + " document.getElementById('walk-numbers').innerText,"
            + " document.getElementById('walk-caption').innerText,"
            + " document.querySelector('#walk-play output').value].join('\\n')";
    assertEquals(tab.<String>js(shown), other.<String>js(shown));
    assertEquals(label(tab), label(other));
    tab.assertGood("the landscape at a step");
  }

  private static String label(Tab tab) {
    return String.valueOf(tab.find("#walk-aim").getAttribute("aria-label"));
  }

  @Test
  @DisplayName("Play walks to the last step; where less motion is wished there is no Play")
  void play(Tab tab) {
    landscape(tab, "#surface=bowl&show=adam&steps=20");
    assertFalse(tab.isShown("#walk-play .walk-go"));
    tab.move();
    tab.await("Play", () -> tab.isShown("#walk-play .walk-go"));
    assertEquals("20 of 20", tab.text("#walk-play output"));
    tab.click("#walk-play .walk-go");
    assertEquals("Pause", tab.text("#walk-play .walk-go"));
    tab.await("the first steps", () -> !tab.text("#walk-play output").equals("20 of 20"));
    tab.await("the last step", () -> tab.text("#walk-play output").equals("20 of 20"));
    assertEquals("Play", tab.text("#walk-play .walk-go"));
  }

  @Test
  @DisplayName("a question sets the page up; what an address has wrongly is said")
  void question(Tab tab) {
    landscape(tab, "#surface=moon&show=sgd&x=99");
    assertTrue(
        tab.text(".walk-task").contains("There is no surface moon."), tab.text(".walk-task"));
    tab.click("#walk-questions button:nth-child(4)");
    tab.await("the saddle", () -> hash(tab).startsWith("#surface=saddle&show=sgd.momentum.adam"));
    settled(tab);
    tab.awaitText(".walk-task", "watch y");
    assertNotEquals("", tab.text("#walk-caption"));
    tab.put("#walk-adam-lr-field", "7e9");
    tab.awaitText("#walk-adam-lr-what", "Not a value");
    assertEquals("true", tab.find("#walk-adam-lr-field").getAttribute("aria-invalid"));
  }

  @Test
  @DisplayName("a field that is emptied has the value in use again when it is left, also 0")
  void emptied(Tab tab) {
    landscape(tab, "#surface=bowl&show=sgd&x=0");
    for (String field : List.of("#walk-x-field", "#walk-y-field")) {
      String used = tab.find(field).getAttribute("value");
      tab.put(field, Keys.BACK_SPACE.toString());
      assertEquals("true", tab.find(field).getAttribute("aria-invalid"), field);
      tab.press(Keys.TAB);
      tab.await("its value", () -> used.equals(tab.find(field).getAttribute("value")));
      assertNull(tab.find(field).getAttribute("aria-invalid"), field);
    }
  }
}
