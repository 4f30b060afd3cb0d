package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.net.httpserver.HttpServer;
import dev.descent.Thorough;
import dev.descent.catalog.Exercises;
import dev.descent.compare.Comparer;
import dev.descent.compare.Comparison;
import dev.descent.compare.Experiments;
import dev.descent.compare.Plan;
import dev.descent.lesson.Block;
import dev.descent.lesson.Curriculum;
import dev.descent.lesson.Lesson;
import dev.descent.lesson.Notebook;
import dev.descent.lesson.Part;
import dev.descent.report.Column;
import dev.descent.web.page.Course;
import dev.descent.web.run.Setup;
import dev.descent.web.server.Assets;
import dev.descent.worker.KitWorker;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The course as a site of files: this project's exercises and texts, with tiny lessons. */
class BookTest {
  private static final Pattern ADDRESS = Pattern.compile("\\s(?:href|src)=\"([^\"]*)\"");
  private static final Pattern ID = Pattern.compile("\\sid=\"([^\"]*)\"");

  @TempDir private static Path folder;
  private static Path site;
  private static Comparison comparison;

  @BeforeAll
  static void writeBook() throws IOException {
    Files.writeString(
        folder.resolve("line.svg"),
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"300\" height=\"100\"><path"
            + " d=\"M0 90L300 9\" stroke=\"teal\"/></svg>");
    Setup setup =
        new Setup(
            null,
            "moons",
            "8",
            0,
            false,
            null,
            null,
            List.of(
                new Setup.Contender("sgd", 0.01, Map.of()),
                new Setup.Contender("adam", 0.01, Map.of())),
            "constant",
            64,
            4,
            1);
    Plan plan = setup.plan(List.of("moons"));
    try (Experiments experiments =
        new Experiments(
            new WorkerPool(2, KitWorker.options(false, line -> {})),
            false,
            Experiments.Observer.SILENT)) {
      comparison = new Comparer(plan, experiments).compare(false);
    }
    site = write("site");
  }

  /** Tiny lessons, and a first one that has all that a text can have. */
  private static Curriculum curriculum() {
    List<Lesson> lessons = new ArrayList<>(Curriculum.load().lessons());
    Lesson sample = new Lesson("1", "Sample", List.of(new Sample("First"), new Sample("Second")));
    lessons.replaceAll(lesson -> lesson.id().equals("1") ? sample : lesson);
    return () -> lessons;
  }

  /** A part that is not run here. */
  private record Sample(String title) implements Part {
    @Override
    public void run(Notebook out) {}
  }

  private static Path write(String name) {
    Curriculum curriculum = curriculum();
    Exercises exercises = Exercises.load(Path.of("../..").toAbsolutePath().normalize());
    Book book = new Book(new Course(curriculum, exercises, null, lesson -> Optional.empty()));
    for (Lesson lesson : curriculum.lessons()) {
      book.add(lesson, true, lesson.parts().stream().map(part -> blocks(lesson)).toList());
    }
    book.add(comparison);
    Path to = folder.resolve(name);
    assertEquals(to.resolve("index.html"), book.write(to));
    return to;
  }

  private static List<Block> blocks(Lesson lesson) {
    return List.of(
        new Block.Text("Between a < b and the sum of √v + ε."),
        new Block.Table(
            List.of(Column.text("name"), Column.number("loss")),
            List.of(List.of("Adam", "0.25"), List.of("<b>SGD</b>", "0.5"))),
        new Block.Mistake("No bias", "m̂ = m", "0.1", "m̂ = m / (1 − β1ᵗ)", "0.25"),
        new Block.Figure(
            lesson.id() + "-line",
            "A line",
            "A line that rises.",
            List.of(folder.resolve("line.svg").toString()),
            null),
        new Block.Promise(true, "one is kept"),
        new Block.Promise(false, "two is not"));
  }

  private static Map<String, byte[]> files(Path of) throws IOException {
    Map<String, byte[]> files = new TreeMap<>();
    try (Stream<Path> all = Files.walk(of)) {
      for (Path file : all.filter(Files::isRegularFile).toList()) {
        files.put(of.relativize(file).toString().replace('\\', '/'), Files.readAllBytes(file));
      }
    }
    return files;
  }

  private static List<String> pages() throws IOException {
    return files(site).keySet().stream().filter(name -> name.endsWith(".html")).toList();
  }

  @Test
  @DisplayName("all links and images lead to files and places that are there, from any folder")
  void links() throws IOException {
    Map<String, byte[]> files = files(site);
    Map<String, List<String>> ids = new TreeMap<>();
    Map<String, List<String>> addresses = new TreeMap<>();
    for (String page : pages()) {
      String html = new String(files.get(page), StandardCharsets.UTF_8);
      ids.put(page, ID.matcher(html).results().map(it -> it.group(1)).toList());
      addresses.put(page, ADDRESS.matcher(html).results().map(it -> it.group(1)).toList());
    }
    List<String> wrong = new ArrayList<>();
    for (var page : addresses.entrySet()) {
      for (String address : page.getValue()) {
        if (!address.startsWith("https://") && !isThere(page.getKey(), address, files, ids)) {
          wrong.add(page.getKey() + ": " + address);
        }
      }
      List<String> all = ids.get(page.getKey());
      assertEquals(all.stream().distinct().toList(), all, "ids of " + page.getKey());
    }
    assertEquals(List.of(), wrong);
    assertTrue(pages().size() > 40, pages().toString());
    assertFalse(files.containsKey("results.html"));
  }

  private static boolean isThere(
      String page, String address, Map<String, byte[]> files, Map<String, List<String>> ids) {
    Matcher parts = Pattern.compile("([^#:?]*)(?:#(.*))?").matcher(address);
    if (!parts.matches() || address.startsWith("/")) {
      return false;
    }
    String file = parts.group(1).isEmpty() ? page : parts.group(1);
    return files.containsKey(file)
        && (parts.group(2) == null || ids.getOrDefault(file, List.of()).contains(parts.group(2)));
  }

  @Test
  @DisplayName("the same inputs give the same bytes")
  void same() throws IOException {
    Map<String, byte[]> once = files(site);
    Map<String, byte[]> again = files(write("again"));
    assertEquals(once.keySet(), again.keySet());
    once.forEach((name, bytes) -> assertArrayEquals(bytes, again.get(name), name));
  }

  /** Serves the site in a folder of a plain server, as hosts of pages do. */
  private static HttpServer serve() throws IOException {
    HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", 0), 0);
    server.createContext(
        "/some/course/",
        exchange -> {
          String name = exchange.getRequestURI().getPath().substring("/some/course/".length());
          Path file = site.resolve(name);
          boolean isThere = Files.isRegularFile(file);
          byte[] bytes = Files.readAllBytes(isThere ? file : site.resolve("404.html"));
          exchange.getResponseHeaders().set("Content-Type", Assets.type(isThere ? name : ".html"));
          exchange.sendResponseHeaders(isThere ? 200 : 404, bytes.length);
          exchange.getResponseBody().write(bytes);
          exchange.close();
        });
    server.start();
    return server;
  }

  /** Its pages in a browser. */
  @Nested
  @InBrowser
  class Opened {
    @Test
    @DisplayName("every page opens as a file, with all its pictures, and needs no server")
    void everyPage(Tab tab) throws IOException {
      String base = site.toUri().toString();
      for (String page : Thorough.some(pages(), 4, "pages of the book, in a browser")) {
        tab.open(base + page);
        assertEquals(1, tab.all("h1").size(), page);
        assertPictures(tab, page);
        assertEquals(
            List.of(),
            tab.js(
                "return [...document.querySelectorAll('button, form, progress, [href^=\"vscode:\"]')]"
                    + ".filter((it) => ['run-quick', 'stop', 'hint', 'lab-start', 'lab-stop',"
                    + " 'lab-forget', 'lab-rename', 'progress'].includes(it.id) ||"
                    + " it.href?.startsWith('vscode')).map((it) => it.outerHTML)"),
            page);
      }
    }

    private void assertPictures(Tab tab, String page) {
      tab.js("document.querySelectorAll('img').forEach((it) => (it.loading = 'eager'))");
      tab.await(
          "all pictures of " + page,
          () -> tab.js("return [...document.images].every((it) => it.naturalWidth > 0)"));
    }

    @Test
    @DisplayName("a plain server of files shows it, with recorded experiments and paths that walk")
    void served(Tab tab) throws IOException {
      HttpServer server = serve();
      try {
        tab.open("http://127.0.0.1:" + server.getAddress().getPort() + "/some/course/index.html");
        tab.click("a[href='lesson-1.html']");
        tab.await("the lesson", () -> tab.path().equals("/some/course/lesson-1.html"));
        assertPictures(tab, "lesson 1");
        assertEquals(12, tab.all(".blocks > *").size());
        tab.awaitText("[data-run='0'] .promise.kept", "one is kept");
        for (int width : List.of(390, 1280)) {
          tab.emulate("light", width);
          tab.assertGood("a lesson of the site, " + width + " wide");
          tab.emulate("dark", width);
          tab.assertReadable("the same by night");
        }
        tab.click("body > header a[href='lab.html']");
        assertExperiment(tab);
        tab.click("body > header a[href='landscape.html']");
        assertWalks(tab);
      } finally {
        server.stop(0);
      }
    }

    @Test
    @DisplayName("opened as a file, experiments are recorded and paths walk as well")
    void file(Tab tab) {
      tab.open(site.resolve("lab.html").toUri().toString());
      assertExperiment(tab);
      tab.open(site.resolve("landscape.html").toUri().toString());
      assertWalks(tab);
    }

    private void assertExperiment(Tab tab) {
      tab.await("the experiment", () -> tab.all("#lab-values tbody tr").size() == 2);
      assertEquals("done", tab.find("#lab-view").getAttribute("data-state"));
      assertEquals("The race #1", tab.text("#lab-title"));
      assertEquals(
          List.of("SGD (momentum 0.9), rate 0.01", "Adam, rate 0.01"),
          tab.texts("#lab-legend button"));
      assertEquals(
          String.valueOf(comparison.runs().get(1).testLoss()),
          tab.js(
              "const row = document.getElementById('lab-values').tBodies[0].rows[1]; return"
                  + " row.cells[6].title"));
      assertTrue(tab.all("#lab-chart-loss-plot canvas").size() == 1);
      tab.click("#lab-presets button:nth-child(2)");
      tab.awaitText("#lab-command", "--data digits:2000");
      tab.click("#lab-presets button:nth-child(1)");
      tab.awaitText("#lab-question", "which is best in the end");
      tab.assertGood("the site's Lab");
    }

    private void assertWalks(Tab tab) {
      tab.await("paths", () -> tab.isShown("#walk-plane[data-state=done]"));
      String before = points(tab);
      assertTrue(before.split(" ").length > 100, before);
      tab.put("#walk-sgd-lr-field", "0.019");
      tab.await("other paths", () -> !points(tab).equals(before));
      assertTrue(tab.text("#walk-caption").startsWith("Ravine from"), tab.text("#walk-caption"));
      assertEquals("", tab.text("#walk-trouble"));
      tab.assertGood("the site's landscape");
    }

    private String points(Tab tab) {
      return tab.js(
          "return document.querySelector('#walk-plane .walk-line').getAttribute('points')");
    }
  }
}
