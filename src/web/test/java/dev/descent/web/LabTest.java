package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.experiment.Experiment;
import dev.descent.experiment.Loss;
import dev.descent.experiment.Network;
import dev.descent.experiment.Optimizer;
import dev.descent.experiment.Run;
import dev.descent.experiment.Schedule;
import dev.descent.experiment.TrainingJob;
import dev.descent.worker.Engine;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.Keys;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.support.ui.Select;

/** Experiments of the Lab, from its form to their files. */
@InBrowser
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class LabTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** Keeps the charts that a page makes, for what is in them. */
  private static final String KEEP_CHARTS =
      "let made; window.charts = []; Object.defineProperty(window, 'uPlot', { configurable: true,"
          + " get: () => made, set: (real) => { made = new Proxy(real, { construct: (of, given) =>"
          + " { const chart = new of(...given); window.charts.push(chart); return chart; } }); }"
          + " });";

  private static final int EPOCHS = 24; // enough to see one end before it ends
  private static final int BATCH = 32;

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

  private static Tab lab(Tab tab) {
    tab.driver()
        .executeCdpCommand("Page.addScriptToEvaluateOnNewDocument", Map.of("source", KEEP_CHARTS));
    return tab.enter(course).open(course, "lab.html");
  }

  /** Fills the form as a person does: two moons, one hidden layer of 8, these optimizers. */
  private static void fill(Tab tab, Map<String, String> rates, int epochs, int batch) {
    new Select(tab.find("#lab-data")).selectByValue("moons");
    for (Optimizer optimizer : Optimizer.values()) {
      String row = "[data-optimizer='" + optimizer.key() + "'] ";
      if (tab.find(row + "input[type=checkbox]").isSelected()
          != rates.containsKey(optimizer.key())) {
        tab.click(row + "input[type=checkbox]");
      }
      if (rates.containsKey(optimizer.key())) {
        tab.put(row + "input[type=number]", rates.get(optimizer.key()));
      }
    }
    tab.put("#lab-epochs", String.valueOf(epochs));
    for (String group : List.of("#lab-network", "#lab-steps")) {
      if (tab.find(group).getAttribute("open") == null) {
        tab.click(group + " > summary");
      }
    }
    tab.put("#lab-hidden", "8");
    tab.put("#lab-batchSize", String.valueOf(batch));
  }

  private static void start(Tab tab, String... states) {
    String before = id(tab);
    tab.click("#lab-start");
    tab.await("another experiment", () -> !id(tab).equals(before));
    awaitState(tab, states);
  }

  private static void awaitState(Tab tab, String... states) {
    tab.await(
        List.of(states).toString(),
        () -> List.of(states).contains(tab.find("#lab-view").getAttribute("data-state")));
  }

  private static String id(Tab tab) {
    return tab.text("#lab-title").replaceFirst(".*#", "");
  }

  /** The cells of a row of the table by their column's title, each as it is computed with. */
  private static Map<String, String> row(Tab tab, int n) {
    List<List<String>> cells =
        tab.js(
            "const table = document.getElementById('lab-values'); const row ="
                + " table.tBodies[0].rows[arguments[0]]; return [...table.tHead.rows[0].cells].map("
                + "(head, i) => [head.textContent, row.cells[i].title || row.cells[i].textContent])",
            n);
    Map<String, String> row = new LinkedHashMap<>();
    cells.forEach(cell -> row.put(cell.get(0), cell.get(1)));
    return row;
  }

  private static int rows(Tab tab) {
    return tab.all("#lab-values tbody tr").size();
  }

  /** What a chart draws: x, and then each line. */
  private static List<List<Double>> chart(Tab tab, String name) {
    List<List<Number>> data =
        tab.js(
            "const place = document.getElementById(`lab-chart-${arguments[0]}-plot`); return"
                + " charts.findLast(({ root }) => place.contains(root)).data.map((line) =>"
                + " [...line].map((value) => value ?? null))",
            name);
    List<List<Double>> lines = new ArrayList<>();
    for (List<Number> line : data) {
      List<Double> numbers = new ArrayList<>();
      line.forEach(value -> numbers.add(value == null ? null : (Double) value.doubleValue()));
      lines.add(numbers);
    }
    return lines;
  }

  private static JsonNode results(String id) throws IOException {
    return JSON.readTree(Files.readString(home.resolve("out/lab/" + id + "/results.json")));
  }

  @Test
  @Order(1)
  @DisplayName("three optimizers race; what the page shows is what was trained, to the last bit")
  void race(Tab tab, Tab other) throws Exception {
    lab(tab);
    fill(tab, Map.of("sgd", "0.01", "adam", "0.001", "rmsprop", "0.001"), EPOCHS, BATCH);
    start(tab, "running", "done");
    other.open(course, "lab.html");
    tab.await("epochs", () -> rows(tab) == 3 && number(row(tab, 0).get("Epoch")) > 2);
    tab.reload().awaitNews();
    awaitState(tab, "done");
    String id = id(tab);
    tab.await("files", () -> tab.isShown("#lab-files a"));

    JsonNode runs = results(id).get("runs");
    List<List<Double>> losses = chart(tab, "loss");
    List<Double> places = losses.get(0);
    assertEquals(places.stream().distinct().sorted().toList(), places);
    assertEquals(3, runs.size());
    for (int n = 0; n < 3; n++) {
      Map<String, String> row = row(tab, n);
      JsonNode run = runs.get(n);
      JsonNode last = run.get("epochs").get(EPOCHS - 1);
      assertEquals("done", row.get("State").replace("Stop", ""));
      assertEquals(EPOCHS, number(row.get("Epoch")));
      assertEquals(last.get("trainingLoss").asDouble(), number(row.get("Training loss")));
      assertEquals(last.get("validationLoss").asDouble(), number(row.get("Validation loss")));
      assertEquals(
          last.get("validationAccuracy").asDouble(), number(row.get("Validation accuracy")));
      assertEquals(run.get("testLoss").asDouble(), number(row.get("Test loss")));
      assertEquals(run.get("testAccuracy").asDouble(), number(row.get("Test accuracy")));
      assertEquals(last.get("gradientNorm").asDouble(), number(row.get("Gradient norm")));
      for (int kind = 0; kind < 2; kind++) {
        List<Double> drawn =
            losses.get(1 + 2 * n + kind).stream().filter(Objects::nonNull).toList();
        List<Double> trained = new ArrayList<>();
        String name = kind == 0 ? "trainingLoss" : "validationLoss";
        run.get("epochs").forEach(epoch -> trained.add(epoch.get(name).asDouble()));
        assertEquals(trained, drawn, name + " of " + n);
      }
    }
    Run alone = trained(0.001);
    assertEquals(alone.parametersSha256(), runs.get(1).get("parametersSha256").asText());
    assertEquals(alone.testLoss(), number(row(tab, 1).get("Test loss")));

    other.await(
        "the same end", () -> "done".equals(other.find("#lab-view").getAttribute("data-state")));
    other.await("the same files", () -> other.isShown("#lab-files a"));
    String all = "return document.getElementById('lab-view').innerText";
    tab.await("the same in both tabs", () -> tab.<String>js(all).equals(other.js(all)));
    assertFiles(tab);
    tab.assertGood("the Lab with an experiment");
    tab.emulate("dark", 390);
    tab.assertGood("the same on a telephone by night");
  }

  private static double number(String text) {
    return text.equals("–") ? -1 : Double.parseDouble(text);
  }

  /** The same training by itself; in a worker, which computes with the kernels that they have. */
  private static Run trained(double rate) {
    Experiment experiment =
        new Experiment(
            "moons",
            new Network(List.of(8), 0, false),
            Loss.CROSS_ENTROPY,
            Optimizer.ADAM,
            rate,
            Schedule.CONSTANT,
            BATCH,
            EPOCHS,
            1);
    try (WorkerPool pool = new WorkerPool(1, KitWorker.options(false, line -> {}))) {
      return Engine.join(pool.submit(TrainingJob.class, experiment, progress -> {}));
    }
  }

  private static void assertFiles(Tab tab) {
    List<String> names = new ArrayList<>();
    for (WebElement link : tab.all("#lab-files a")) {
      String address = Objects.requireNonNull(link.getAttribute("href"));
      List<Object> answer =
          tab.answer(
              "fetch(arguments[0]).then(async (it) => done([it.status,"
                  + " it.headers.get('Content-Type'), (await it.arrayBuffer()).byteLength]))",
              address);
      assertEquals(200L, answer.get(0), address);
      assertTrue((Long) answer.get(2) > 500, address + " " + answer);
      names.add(address.replaceFirst(".*\\.", "") + " " + answer.get(1).toString().split(";")[0]);
    }
    assertTrue(
        names.containsAll(
            List.of(
                "html text/html",
                "json application/json",
                "csv text/csv",
                "png image/png",
                "svg image/svg+xml")),
        names.toString());
  }

  @Test
  @Order(2)
  @DisplayName("a second experiment lies over the first; a click hides a run, another shows it")
  void compared(Tab tab) {
    lab(tab);
    fill(tab, Map.of("adam", "0.01"), 5, 64);
    tab.put("#lab-name", "Faster");
    start(tab, "done");
    assertEquals("Faster #2", tab.text("#lab-title"));
    assertEquals(1, rows(tab));
    tab.click("#lab-before");
    assertEquals("true", tab.find("#lab-before").getAttribute("aria-pressed"));
    assertEquals(4, rows(tab));
    assertEquals(
        List.of(
            "Adam, rate 0.01",
            "SGD (momentum 0.9), rate 0.01 #1",
            "Adam, rate 0.001 #1",
            "RMSprop, rate 0.001 #1"),
        tab.texts("#lab-legend button"));
    assertEquals(4, chart(tab, "accuracy").size() - 1);
    tab.click("#lab-legend button:nth-child(3)");
    assertEquals(3, chart(tab, "accuracy").size() - 1);
    assertEquals("false", tab.find("#lab-legend button:nth-child(3)").getAttribute("aria-pressed"));
    tab.reload().awaitNews();
    awaitState(tab, "done");
    assertEquals(4, rows(tab));
    assertEquals(3, chart(tab, "accuracy").size() - 1, "a reload keeps the view");
    tab.click("#lab-legend button:nth-child(3)");
    assertEquals(4, chart(tab, "accuracy").size() - 1);
    tab.click("[data-column='testLoss'] button");
    List<Double> sorted = new ArrayList<>();
    for (int n = 0; n < 4; n++) {
      sorted.add(number(row(tab, n).get("Test loss")));
    }
    assertEquals(sorted.stream().sorted().toList(), sorted);
  }

  @Test
  @Order(3)
  @DisplayName("an experiment gets another name, which stays text whatever it is, and is forgotten")
  void names(Tab tab) {
    lab(tab);
    fill(tab, Map.of("sgd", "0.1"), 1, 64);
    start(tab, "done");
    String id = id(tab);
    String name = "<script>alert(1)</script><img src=x onerror=alert(2)>";
    tab.await("files", () -> tab.isShown("#lab-files a")); // what is below them moves as they come
    tab.put("#lab-new-name", name);
    tab.click("#lab-rename button");
    tab.awaitText("#lab-title", name + " #" + id);
    tab.awaitText("#lab-experiments", name);
    tab.reload().awaitNews();
    tab.awaitText("#lab-title", name);
    tab.open(course, "results.html");
    tab.awaitText(".results", "Lab: " + name);
    assertEquals(0, tab.all("main script, main img").size());
    tab.open(course, "lab.html");
    awaitState(tab, "done");
    tab.click("#lab-forget");
    tab.driver().switchTo().alert().accept();
    tab.await("list without it", () -> !tab.text("#lab-experiments").contains("#" + id));
    tab.reload().awaitNews();
    tab.awaitText("#lab-title", "#");
    assertFalse(tab.text("#lab-experiments").contains("#" + id));
    assertFalse(Files.exists(home.resolve("out/lab/" + id)));
  }

  @Test
  @Order(4)
  @DisplayName("one training is stopped, then all; what they have learned stays")
  void stopped(Tab tab) {
    lab(tab);
    fill(tab, Map.of("sgd", "0.01", "adam", "0.001", "rmsprop", "0.001"), 200, 1);
    start(tab, "running");
    tab.await(
        "two that run",
        () -> number(row(tab, 0).get("Epoch")) > 0 && number(row(tab, 1).get("Epoch")) > 0);
    assertTrue(row(tab, 2).get("State").startsWith("waiting"), row(tab, 2).toString());
    tab.click("#lab-values tbody tr:nth-child(1) .lab-run-state button");
    tab.await("one stopped", () -> row(tab, 0).get("State").startsWith("stopped"));
    tab.await("the third to run", () -> row(tab, 2).get("State").startsWith("epoch"));
    assertTrue(row(tab, 1).get("State").startsWith("epoch"), row(tab, 1).toString());
    tab.click("#lab-stop");
    awaitState(tab, "stopped");
    assertFalse(tab.isShown("#lab-stop"));
    assertTrue(tab.text("#lab-state").startsWith("Stopped"));
    for (int n = 0; n < 3; n++) {
      assertEquals("stopped", row(tab, n).get("State").replace("Stop", ""));
    }
    double epochs = number(row(tab, 1).get("Epoch"));
    assertTrue(epochs > 0 && epochs < 200);
    tab.reload().awaitNews();
    awaitState(tab, "stopped");
    assertEquals(epochs, number(row(tab, 1).get("Epoch")), "and it is there again");
  }

  @Test
  @Order(5)
  @DisplayName("a training that diverges says so in words, and its curve stays")
  void diverged(Tab tab) {
    lab(tab);
    fill(tab, Map.of("plain-sgd", "3", "adam", "0.001"), 6, 64);
    new Select(tab.find("#lab-data")).selectByValue("regression");
    start(tab, "done");
    Map<String, String> row = row(tab, 0);
    assertTrue(row.get("State").startsWith("diverged"), row.toString());
    String note = tab.text("#lab-chart-loss-note");
    assertTrue(note.startsWith("✕ SGD (plain), rate 3 diverged"), note);
    int epochs = Integer.parseInt(note.replaceFirst(".* in epoch (\\d+),.*", "$1")) - 1;
    assertTrue(epochs > 0, "it diverges too soon for this test");
    assertEquals(epochs, chart(tab, "loss").get(1).stream().filter(Objects::nonNull).count(), note);
  }

  @Test
  @Order(6)
  @DisplayName("what cannot be trained is refused beside the button, and nothing starts")
  void refused(Tab tab) {
    lab(tab);
    tab.expectInLog("/api/lab/start - Failed to load resource: .* 400");
    tab.await("the experiments before", () -> tab.isShown("#lab-experiments li"));
    int before = tab.all("#lab-experiments li").size();
    fill(tab, Map.of("adam", "0.001"), 5, 64);
    tab.put("#lab-schedule", "now and then");
    tab.click("#lab-start");
    tab.awaitText("#lab-error", "schedule");
    assertTrue(tab.isShown("#lab-error"));
    tab.put("#lab-schedule", "constant");
    tab.put("#lab-epochs", Keys.BACK_SPACE.toString());
    String command = tab.text("#lab-command");
    assertTrue(command.contains("--batch-size 64 --seeds"), "without --epochs: " + command);
    assertFalse(command.contains("null"), command);
    tab.put("#lab-epochs", "1000");
    tab.click("#lab-start");
    assertEquals("lab-epochs", tab.js("return document.activeElement.id"));
    assertEquals(false, tab.js("return document.activeElement.checkValidity()"));
    assertEquals(before, tab.all("#lab-experiments li").size());
  }

  @Test
  @Order(7)
  @DisplayName("what happens while the list of experiments is on its way is not lost")
  void meanwhile(Tab tab, Tab other) {
    lab(tab);
    tab.await("the experiments before", () -> tab.isShown("#lab-experiments li"));
    tab.js(
        "const real = window.fetch; window.held = []; window.fetch = async (path, about) => {"
            + " const answer = await real(path, about); if (path === 'api/lab' && window.held) {"
            + " await new Promise((go) => window.held.push(go)); } return answer; }");
    other.open(course, "lab.html");
    rename(other, "Once");
    tab.await("a list on its way", () -> tab.js("return window.held.length > 0"));
    rename(other, "Meanwhile");
    tab.js(
        "const go = window.held; window.held = null; setTimeout(() => go.forEach((it) => it()),"
            + " 500)"); // the news of the second name have come by then
    tab.awaitText("#lab-experiments", "Meanwhile #");
  }

  private static void rename(Tab tab, String name) {
    tab.await("field", () -> tab.isShown("#lab-new-name"));
    tab.put("#lab-new-name", name);
    tab.click("#lab-rename button");
    tab.awaitText("#lab-title", name + " #");
  }
}
