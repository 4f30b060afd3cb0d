package dev.descent.web.page;

import dev.descent.lesson.Block;
import dev.descent.lesson.Lesson;
import dev.descent.web.html.Code;
import dev.descent.web.html.Html;
import dev.descent.web.html.Markdown;
import dev.descent.web.run.LessonRun;
import dev.descent.web.run.RunState;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The page of a lesson: its text, and below each section the code that it is about and what that
 * code gave in the last run.
 */
public final class LessonView {
  private static final String EXERCISES = "Exercises";

  /** The text of {@code docs} that says what words mean. */
  private static final String GLOSSARY = "glossary";

  private static final String NOT_RUN =
      "Not run yet on this machine. The numbers in the text are those of a recorded run.";

  private final Course course;
  private final Lesson lesson;
  private final Optional<LessonRun> run;

  /** The files whose code is on the page, each once. */
  private final Set<Path> shown = new HashSet<>();

  private LessonView(Course course, Lesson lesson) {
    this.course = course;
    this.lesson = lesson;
    this.run = course.run().apply(lesson.id());
  }

  /** The page. */
  public static Page of(Course course, Lesson lesson) {
    return new LessonView(course, lesson).page();
  }

  private Page page() {
    Path folder = lesson.folder();
    Links links = new Links(course, folder);
    List<Html> questions = new ArrayList<>();
    String written =
        lesson
            .text()
            .with(
                question -> {
                  questions.add(QuestionHtml.of(question, questions.size(), links::of));
                  return "```insert " + (questions.size() - 1) + "\n```\n";
                });
    Markdown text = Markdown.of(written, links::of, questions);
    List<Markdown.Section> sections = text.sections();
    Map<Integer, List<Integer>> parts = parts(sections);
    Html content = Html.tag("div").attr("class", "lesson").add(Html.tag("h1", text.title()));
    if (course.isServed()) {
      content.add(controls());
    }
    content.add(contents(sections));
    Html beside =
        Html.tag("p")
            .attr("class", "quiet screen")
            .add(Html.link(SummaryPage.file(lesson), "Summary: one page to print"));
    if (DocPage.names(course).contains(GLOSSARY)) {
      beside.add(" · ").add(Html.link(DocPage.file(GLOSSARY), "Glossary"));
    }
    content.add(beside);
    for (int i = 0; i < sections.size(); i++) {
      Markdown.Section section = sections.get(i);
      Html place = Html.tag("section");
      if (!section.title().isEmpty()) {
        place
            .attr("aria-labelledby", section.id())
            .add(Html.tag("h2", section.title()).attr("id", section.id()));
      }
      place.add(section.body());
      if (section.title().equals(EXERCISES)) {
        place.add(exercises());
      }
      List<Integer> here = parts.getOrDefault(i, List.of());
      code(folder, section, here).forEach(place::add);
      String heading = section.title().isEmpty() ? "h2" : "h3";
      here.forEach(part -> place.add(results(part, heading)));
      content.add(place);
    }
    return new Page(
        Course.file(lesson),
        lesson.name() + ": " + lesson.title(),
        content,
        "lesson.js",
        Map.of(
            "lesson",
            lesson.id(),
            "whole",
            run.map(it -> !it.quick() && it.state() == RunState.DONE).orElse(false)));
  }

  /** The numbers of the parts below each section. */
  private Map<Integer, List<Integer>> parts(List<Markdown.Section> sections) {
    List<PartPlaces.Named> named =
        lesson.parts().stream()
            .map(part -> new PartPlaces.Named(part.getClass().getSimpleName(), part.title()))
            .toList();
    List<Integer> places = PartPlaces.of(sections, named);
    return IntStream.range(0, places.size()).boxed().collect(Collectors.groupingBy(places::get));
  }

  private Html contents(List<Markdown.Section> sections) {
    Html list = Html.tag("ul");
    sections.stream()
        .filter(section -> !section.title().isEmpty())
        .forEach(
            section ->
                list.add(Html.tag("li").add(Html.link("#" + section.id(), section.title()))));
    return Html.tag("nav").attr("class", "contents").attr("aria-label", "This lesson").add(list);
  }

  private Html controls() {
    return Html.tag("section")
        .attr("class", "controls")
        .attr("aria-label", "Run this lesson")
        .add(button("run-quick", "Run quick", "seconds"))
        .add(button("run-whole", "Run whole", "up to three minutes"))
        .add(Html.tag("button", "Stop").attr("type", "button").attr("id", "stop").flag("hidden"))
        .add(
            Html.tag("progress")
                .attr("id", "progress")
                .attr("aria-label", "Progress")
                .flag("hidden"))
        .add(
            Html.tag("p", run.isEmpty() ? NOT_RUN : "") // of a run, the script says it all
                .attr("id", "state")
                .attr("class", "quiet"));
  }

  private static Html button(String id, String name, String time) {
    return Html.tag("button", name)
        .attr("type", "button")
        .attr("id", id)
        .add(Html.tag("span", " " + time).attr("class", "quiet"));
  }

  /** The code of the parts below a section, and what else it names: each file folded. */
  private List<Html> code(Path folder, Markdown.Section section, List<Integer> parts) {
    Set<String> names = new LinkedHashSet<>();
    parts.forEach(part -> names.add(lesson.parts().get(part).getClass().getSimpleName() + ".java"));
    if (!section.title().isEmpty()) { // what stands before names all there is
      section.files().forEach(it -> names.add(it.contains(".") ? it : it + ".java"));
    }
    Path home = course.exercises().home();
    return names.stream()
        .map(folder::resolve)
        .filter(file -> Files.exists(home.resolve(file)) && shown.add(file))
        .map(this::code)
        .toList();
  }

  private Html code(Path file) {
    String source = course.read(file);
    Html details =
        Html.tag("details")
            .attr("class", "code")
            .add(
                Html.tag("summary", "Code: " + file.getFileName())
                    .add(
                        Html.tag("span", " %d lines".formatted(source.lines().count()))
                            .attr("class", "quiet")));
    if (course.isServed()) {
      details.add(
          Html.tag("p")
              .add(Editor.link(course.exercises().home().resolve(file), "Open in VS Code"))
              .add(" ")
              .add(Html.tag("code", file.toString().replace('\\', '/'))));
    }
    boolean isPython = file.toString().endsWith(".py");
    return details.add(
        isPython
            ? Code.python(source)
            : Code.java(source.substring(Math.max(0, source.indexOf("\nimport ")))));
  }

  private Html results(int part, String heading) {
    Html blocks = Html.tag("div").attr("class", "blocks");
    List<Block> written = run.map(it -> it.blocks(part)).orElse(List.of());
    written.forEach(block -> blocks.add(BlockHtml.of(lesson.id(), block)));
    return Html.tag("section")
        .attr("class", "run")
        .attr("data-run", String.valueOf(part))
        .attr("data-part", lesson.parts().get(part).getClass().getSimpleName())
        .attr("aria-label", "In this run: " + lesson.parts().get(part).title())
        .flag("hidden", written.isEmpty())
        .add(Html.tag(heading, "In this run: " + lesson.parts().get(part).title()))
        .add(blocks);
  }

  private Html exercises() {
    Html list = Html.tag("ul").attr("class", "exercises");
    course
        .exercises(lesson)
        .forEach(exercise -> list.add(HomePage.entry(course.progress(), exercise)));
    return list;
  }
}
