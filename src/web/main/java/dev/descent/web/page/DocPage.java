package dev.descent.web.page;

import dev.descent.web.html.Html;
import dev.descent.web.html.Markdown;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** A text of the project's folder {@code docs} as a page, for links that lessons have. */
public final class DocPage {
  private DocPage() {}

  /** The names of all texts, without their ending. */
  public static List<String> names(Course course) {
    try (Stream<Path> files = Files.list(course.exercises().home().resolve("docs"))) {
      return files
          .map(file -> String.valueOf(file.getFileName()))
          .filter(name -> name.endsWith(".md"))
          .map(name -> name.replaceFirst("\\.md$", ""))
          .sorted()
          .toList();
    } catch (IOException e) { // somebody has taken them away
      return List.of();
    }
  }

  /** The heading of a text, as its first line has it. */
  static String title(Course course, String name) {
    String text = course.read(Path.of("docs").resolve(name + ".md"));
    return text.lines().findFirst().orElse(name).replaceFirst("^# ", "");
  }

  /** The page of a text. */
  public static String file(String name) {
    return "doc-" + name + ".html";
  }

  /**
   * The page.
   *
   * @param name of the text, without its ending
   */
  public static Page of(Course course, String name) {
    Path docs = Path.of("docs");
    Markdown text =
        Markdown.of(course.read(docs.resolve(name + ".md")), new Links(course, docs)::of);
    Html content = Html.tag("div").attr("class", "lesson").add(text.whole());
    return new Page("doc-" + name + ".html", text.title(), content, "doc.js", Map.of());
  }
}
