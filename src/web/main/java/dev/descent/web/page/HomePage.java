package dev.descent.web.page;

import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Progress;
import dev.descent.lesson.Lesson;
import dev.descent.web.html.Html;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first page: how far one is, what is next, and all there is. */
public final class HomePage {
  private HomePage() {}

  /** The page. */
  public static Page of(Course course) {
    Html content =
        Html.tag("div").add(Html.tag("h1", "Training neural networks with Deeplearning4j"));
    content.add(
        Html.tag("p")
            .attr("class", "lead")
            .add(
                "Lessons to read and run, a Lab where optimizers race live, landscapes they walk"
                    + " down, and exercises that name your mistake."));
    Progress progress = course.progress();
    if (progress != null) {
      content.add(standing(course, progress));
    }
    content.add(
        Html.tag("ul")
            .attr("class", "doors")
            .add(
                door(
                    "lab.html",
                    "Lab",
                    "Choose data, network and optimizers, press Start, and watch them race."))
            .add(
                door(
                    "landscape.html",
                    "Landscape",
                    "Put a ball anywhere on a hill and see which way each optimizer rolls.")));
    content.add(Html.tag("h2", "Lessons"));
    Html list = Html.tag("ol").attr("class", "lessons");
    for (Lesson lesson : course.curriculum().lessons()) {
      list.add(lesson(course, progress, lesson));
    }
    content.add(list);
    List<String> texts = DocPage.names(course);
    if (!texts.isEmpty()) {
      content.add(Html.tag("h2", "To look up"));
      Html more = Html.tag("ul").attr("class", "texts");
      for (String name : texts) {
        more.add(Html.tag("li").add(Html.link(DocPage.file(name), DocPage.title(course, name))));
      }
      content.add(more);
    }
    return new Page("index.html", "Descent", content, "home.js", Map.of());
  }

  private static Html door(String to, String name, String words) {
    return Html.tag("li").add(Html.link(to, name)).add(Html.tag("p", words));
  }

  private static Html standing(Course course, Progress progress) {
    int all = course.exercises().all().size();
    String words =
        "%d of %s, %d of %s"
            .formatted(
                progress.passed(),
                Count.of(all, "exercise"),
                progress.points(),
                Count.of(course.exercises().points(), "point"));
    Html standing =
        Html.tag("section")
            .attr("class", "standing")
            .attr("aria-label", "How far you are")
            .add(
                Html.tag("progress")
                    .attr("max", String.valueOf(all))
                    .attr("value", String.valueOf(progress.passed()))
                    .attr("aria-label", "Exercises solved"))
            .add(Html.tag("p", words));
    Exercise next = progress.current().orElse(null);
    if (next == null) {
      return standing.add(
          Html.tag("p", "All solved. Next: ")
              .add(Html.link("lab.html", "data of your own in the Lab")));
    }
    Lesson lesson = course.curriculum().lesson(next.lesson());
    return standing.add(
        Html.tag("p")
            .add(
                Html.link(Course.file(lesson), lesson.name() + ": " + lesson.title())
                    .attr("class", "button"))
            .add(" then ")
            .add(Html.link(Course.file(next), next.title()).attr("class", "button next")));
  }

  private static Html lesson(Course course, @Nullable Progress progress, Lesson lesson) {
    Html item =
        Html.tag("li")
            .add(Html.tag("span", lesson.name()).attr("class", "quiet"))
            .add(Html.tag("h3").add(Html.link(Course.file(lesson), lesson.title())));
    List<Exercise> exercises = course.exercises(lesson);
    if (!exercises.isEmpty()) {
      Html list = Html.tag("ul").attr("class", "exercises");
      exercises.forEach(exercise -> list.add(entry(progress, exercise)));
      item.add(list);
    }
    return item;
  }

  /** A line of a list of exercises: its state, its title, its points. */
  static Html entry(@Nullable Progress progress, Exercise exercise) {
    Html item = Html.tag("li").attr("data-exercise", exercise.id());
    Html link = Html.link(Course.file(exercise), exercise.title());
    if (progress == null) {
      return item.add(link).add(points(Count.of(exercise.points(), "point")));
    }
    Progress.Entry entry = progress.of(exercise);
    return item.attr("class", entry.passed() ? "solved" : "open")
        .add(
            Html.tag("span", entry.passed() ? "✓" : "·")
                .attr("class", "mark")
                .attr("aria-hidden", "true"))
        .add(Html.tag("span", entry.passed() ? "solved: " : "open: ").attr("class", "spoken"))
        .add(link)
        .add(points("%d of %s".formatted(entry.points(), Count.of(exercise.points(), "point"))));
  }

  private static Html points(String words) {
    return Html.tag("span", " " + words).attr("class", "quiet");
  }
}
