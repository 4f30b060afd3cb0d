package dev.descent.web.page;

import dev.descent.lesson.Lesson;
import dev.descent.lesson.LessonSummary;
import dev.descent.lesson.LessonText;
import dev.descent.web.html.Html;
import dev.descent.web.html.Markdown;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** The summary of a lesson on a sheet of paper. */
public final class SummaryPage {
  private SummaryPage() {}

  /** The page. */
  public static Page of(Course course, Lesson lesson) {
    Html content =
        Html.tag("div")
            .attr("class", "quiet screen")
            .add("One page to print. ")
            .add(Html.link(Course.file(lesson), "The lesson"));
    return new Page(
        file(lesson),
        lesson.name() + ": " + lesson.title() + ", summary",
        Html.all(List.of(content, of(lesson.text(), new Links(course, lesson.folder())::of))),
        "doc.js",
        Map.of());
  }

  /** The summary of a text. */
  public static Html of(LessonText text, Function<String, String> links) {
    return Html.tag("div")
        .attr("class", "summary")
        .add(Markdown.of(LessonSummary.of(text), links).whole());
  }

  /** Its file. */
  public static String file(Lesson lesson) {
    return "lesson-" + lesson.id() + "-summary.html";
  }
}
