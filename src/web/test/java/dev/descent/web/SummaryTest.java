package dev.descent.web;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.lesson.LessonText;
import dev.descent.web.page.Page;
import dev.descent.web.page.Shell;
import dev.descent.web.page.SummaryPage;
import dev.descent.web.server.Assets;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The summaries of this project's lessons on paper. */
@InBrowser
class SummaryTest {
  private static final Pattern SHEET = Pattern.compile("/Type\\s*/Page\\b");

  @TempDir private Path folder;

  @Test
  @DisplayName("each is one sheet of A4")
  void sheets(Tab tab) throws IOException {
    Files.write(folder.resolve("course.css"), Assets.content("course.css").orElseThrow());
    int count = 0;
    for (Path text : texts()) {
      LessonText lesson = new LessonText(Files.readString(text));
      Page page = new Page("x.html", "x", SummaryPage.of(lesson, link -> ""), "doc.js", Map.of());
      Path file = folder.resolve("summary-" + text.getParent().getFileName() + ".html");
      Files.writeString(file, new Shell(false).html(page));
      tab.expectInLog("doc.js|icon.svg"); // it has nothing to do on paper
      tab.open(file.toUri().toString());
      Map<String, Object> printed =
          tab.driver().executeCdpCommand("Page.printToPDF", Map.of("preferCSSPageSize", true));
      byte[] pdf = Base64.getDecoder().decode(String.valueOf(printed.get("data")));
      long sheets = SHEET.matcher(new String(pdf, StandardCharsets.ISO_8859_1)).results().count();
      assertEquals(1, sheets, "sheets of " + text);
      count++;
    }
    assertTrue(count >= 9, "lessons: " + count);
  }

  private static List<Path> texts() throws IOException {
    try (Stream<Path> files = Files.walk(Path.of("../../lessons/src/main/java"))) {
      return files.filter(it -> it.endsWith("README.md")).sorted().toList();
    }
  }
}
