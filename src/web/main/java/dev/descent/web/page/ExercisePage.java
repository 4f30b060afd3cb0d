package dev.descent.web.page;

import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.lesson.Lesson;
import dev.descent.web.html.Code;
import dev.descent.web.html.Html;
import dev.descent.web.html.Javadoc;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The page of an exercise: what is to be done, hints one by one, and the verdict of the last save.
 */
public final class ExercisePage {
  private ExercisePage() {}

  /**
   * The page.
   *
   * @param verdict what came of the last grading, as the page shows it; null if there was none
   */
  public static Page of(Course course, Exercise exercise, @Nullable Html verdict) {
    Lesson lesson = course.curriculum().lesson(exercise.lesson());
    String start =
        course.read(course.exercises().home().relativize(course.exercises().start(exercise)));
    Javadoc text = Javadoc.of(start);
    Html content =
        Html.tag("div")
            .attr("class", "exercise")
            .add(
                Html.tag("p")
                    .attr("class", "quiet")
                    .add(Html.link(Course.file(lesson), lesson.name() + ": " + lesson.title()))
                    .add(", " + exercise.id() + ", " + Count.of(exercise.points(), "point")))
            .add(Html.tag("h1", exercise.title()));
    Html statement = Html.tag("div").attr("class", "statement").add(text.text());
    statement.add(Html.tag("h2", "To do"));
    Html tasks = Html.tag("ol").attr("class", "tasks");
    for (Javadoc.Task task : text.tasks()) {
      tasks.add(
          Html.tag("li")
              .attr("value", String.valueOf(task.number()))
              .add(Html.tag("p").add(Html.tag("code", task.method())))
              .add(task.comment())
              .add(task.text()));
    }
    statement.add(tasks);
    Html beside = Html.tag("div").attr("class", "beside");
    if (course.isServed()) {
      beside.add(file(course, exercise)).add(verdict(verdict)).add(hints(course, exercise));
    } else {
      beside.add(away(exercise));
    }
    content.add(Html.tag("div").attr("class", "two").add(statement).add(beside));
    content.add(
        Html.tag("details")
            .attr("class", "code")
            .add(Html.tag("summary", "The file as it is handed out: " + exercise.type() + ".java"))
            .add(Code.java(start.substring(Math.max(0, start.indexOf("\nimport "))))));
    content.add(neighbours(course, exercise));
    return new Page(
        Course.file(exercise),
        exercise.title() + " (" + exercise.id() + ")",
        content,
        "exercise.js",
        Map.of("exercise", exercise.id(), "hints", exercise.hints().size()));
  }

  private static Html file(Course course, Exercise exercise) {
    Path file = course.exercises().file(exercise);
    return Html.tag("section")
        .attr("aria-label", "Your file")
        .add(Html.tag("h2", "Your file"))
        .add(
            Html.tag("p")
                .add(Editor.link(file, "Open in VS Code").attr("class", "button"))
                .add(" or in any editor:"))
        .add(
            Html.tag("p")
                .attr("class", "path")
                .add(Html.tag("code", file.toAbsolutePath().toString()).attr("id", "path"))
                .add(" ")
                .add(Html.tag("span").attr("id", "copy")))
        .add(Html.tag("p", "Save it, and it is checked.").attr("class", "quiet"));
  }

  private static Html verdict(@Nullable Html verdict) {
    return Html.tag("section")
        .attr("aria-label", "Verdict")
        .add(Html.tag("h2", "Verdict"))
        .add(Html.tag("p", "").attr("id", "checking").attr("class", "quiet"))
        .add(Html.tag("div").attr("id", "verdict").add(verdict == null ? Html.text("") : verdict));
  }

  private static Html hints(Course course, Exercise exercise) {
    int shown = Optional.ofNullable(course.progress()).map(it -> it.of(exercise).hints()).orElse(0);
    int all = exercise.hints().size();
    Html list = Html.tag("ol").attr("id", "hints").attr("class", "hints");
    exercise.hints().stream().limit(shown).forEach(hint -> list.add(Html.tag("li", hint)));
    return Html.tag("section")
        .attr("aria-label", "Hints")
        .add(Html.tag("h2", "Hints"))
        .add(list)
        .add(
            Html.tag("button", "A hint")
                .attr("type", "button")
                .attr("id", "hint")
                .flag("hidden", shown >= all))
        .add(
            Html.tag("p", "%d of %d shown".formatted(shown, all))
                .attr("id", "hints-shown")
                .attr("class", "quiet"));
  }

  private static Html away(Exercise exercise) {
    return Html.tag("section")
        .attr("aria-label", "How to do it")
        .add(Html.tag("h2", "Do it on your machine"))
        .add(
            Html.tag("pre")
                .attr("tabindex", "0")
                .add(
                    "./descent open               # this page, and it checks what you save\n"
                        + "./descent watch %-12s # the same in a terminal\n"
                            .formatted(exercise.number())));
  }

  private static Html neighbours(Course course, Exercise exercise) {
    Html line = Html.tag("nav").attr("class", "neighbours").attr("aria-label", "Exercises");
    int at = course.exercises().all().indexOf(exercise);
    if (at > 0) {
      Exercise before = course.exercises().all().get(at - 1);
      line.add(Html.link(Course.file(before), "← " + before.title()).attr("rel", "prev"));
    }
    if (at + 1 < course.exercises().all().size()) {
      Exercise next = course.exercises().all().get(at + 1);
      line.add(Html.link(Course.file(next), next.title() + " →").attr("rel", "next"));
    }
    return line;
  }
}
