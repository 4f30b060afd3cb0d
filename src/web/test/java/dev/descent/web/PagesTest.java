package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page of the course as it is before anything has run. */
@InBrowser
class PagesTest {
  private static final int MOST_BYTES = 600_000;

  @TempDir private static Path home;
  private static OpenCourse course;

  @BeforeAll
  static void openCourse() throws IOException {
    course = OpenCourse.in(home);
    Path docs = Files.createDirectories(home.resolve("docs"));
    for (String name : List.of("glossary", "own-data", "pytorch-to-dl4j")) {
      Files.copy(Path.of("../../docs/" + name + ".md"), docs.resolve(name + ".md"));
    }
    Path result = Files.createDirectories(home.resolve("out/compare"));
    Files.writeString(result.resolve("report.html"), "<!DOCTYPE html><title>Report</title>");
    Files.writeString(result.resolve("results.json"), "{}");
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
        "doc-glossary.html",
        "doc-own-data.html",
        "doc-pytorch-to-dl4j.html"
      })
  @DisplayName("a page is light, for everybody, and fits a telephone, by day and by night")
  void page(String file, Tab tab) {
    tab.enter(course).open(course.page(file));
    if (file.equals("landscape.html")) {
      tab.await("paths", () -> tab.isShown("#walk-plane[data-state=done]"));
    } else {
      tab.awaitNews();
    }
    Map<String, Object> cost =
        tab.js(
            "const [page] = performance.getEntriesByType('navigation'); const all ="
                + " [page, ...performance.getEntriesByType('resource')]; return { bytes:"
                + " all.reduce((sum, it) => sum + it.transferSize, 0), files: all.length, usable:"
                + " Math.round(page.domContentLoadedEventEnd) }");
    System.out.println(file + ": " + cost);
    assertTrue(((Number) cost.get("bytes")).longValue() < MOST_BYTES, file + " " + cost);
    for (int width : List.of(1280, 390)) {
      tab.emulate("light", width);
      tab.assertGood(file + ", " + width + " wide");
      tab.emulate("dark", width);
      tab.assertReadable(file + ", " + width + " wide, by night");
    }
    assertEquals("/" + file, tab.path());
  }

  @Test
  @DisplayName("the first page leads to every text of docs, and a lesson to the glossary")
  void texts(Tab tab) {
    tab.enter(course).open(course.page("index.html"));
    assertEquals(List.of("Glossary", "Your own data", "PyTorch to DL4J"), tab.texts(".texts a"));
    tab.open(course.page("lesson-1.html")).click("a[href='doc-glossary.html']");
    tab.awaitText("h1", "Glossary");
  }
}
