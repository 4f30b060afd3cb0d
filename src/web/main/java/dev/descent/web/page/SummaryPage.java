package dev.descent.web.page;

import dev.descent.lesson.Lesson;
import dev.descent.lesson.LessonSummary;
import dev.descent.web.html.Html;
import dev.descent.web.html.Markdown;
import java.util.Map;

/** The summary of a lesson on a sheet of paper. */
public final class SummaryPage {
  private SummaryPage() {}

  /** The page. */
  public static Page of(Course course, Lesson lesson) {
    Markdown summary =
        Markdown.of(LessonSummary.of(lesson.text()), new Links(course, lesson.folder())::of);
    Html content =
        Html.tag("div")
            .attr("class", "summary")
            .add(
                Html.tag("p")
                    .attr("class", "quiet screen")
                    .add("One page to print. ")
                    .add(Html.link(Course.file(lesson), "The lesson")))
            .add(summary.whole());
    String title = lesson.name() + ": " + lesson.title() + ", summary";
    return new Page(file(lesson), title, content, "doc.js", Map.of());
  }

  /** Its file. */
  public static String file(Lesson lesson) {
    return "lesson-" + lesson.id() + "-summary.html";
  }
}
