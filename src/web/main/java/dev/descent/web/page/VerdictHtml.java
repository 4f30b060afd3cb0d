package dev.descent.web.page;

import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.watch.FileWatch;
import dev.descent.web.html.Html;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;

/** What came of a grading, as the page of its exercise shows it. */
public final class VerdictHtml {
  private static final int OUTPUT_LINES = 20;

  private VerdictHtml() {}

  /** The verdict: each test with its sentence, and what was found where one did not pass. */
  public static Html of(Exercises exercises, FileWatch.Verdict verdict) {
    Exercise exercise = verdict.exercise();
    Grade grade = verdict.grade();
    Html all = Html.tag("div").attr("class", grade.passed() ? "verdict passed" : "verdict");
    all.add(
        Html.tag("p")
            .attr("class", "points")
            .add(
                Html.tag(
                    "strong",
                    "%d of %s".formatted(grade.points(), Count.of(exercise.points(), "point"))))
            .add(grade.passed() ? ": solved." : ""));
    if (grade.problem() != null) {
      all.add(Html.tag("pre", "✗ " + grade.problem()).attr("class", "problem"));
    }
    Html list = Html.tag("ul").attr("class", "tests");
    Set<String> mentioned = new HashSet<>();
    for (TestGrade test : grade.tests()) {
      list.add(test(exercises, exercise, test, mentioned));
    }
    if (!grade.tests().isEmpty()) {
      all.add(list);
    }
    for (Path figure : verdict.figures()) {
      String name = String.valueOf(figure.getFileName());
      all.add(
          Html.tag("figure")
              .add(
                  Html.tag("img")
                      .attr("src", "figures/check/" + name)
                      .attr("alt", "Your curve over the expected one: " + name))
              .add(Html.tag("figcaption", "Yours, and what was expected")));
    }
    grade.notes().forEach(note -> all.add(Html.tag("p", "! " + note)));
    verdict.trouble().ifPresent(why -> all.add(Html.tag("p", "! " + why)));
    if (!grade.output().isBlank()) {
      all.add(Html.tag("p", "Your code printed:")).add(output(grade.output()));
    }
    return all;
  }

  private static Html output(String text) {
    StringBuilder lines = new StringBuilder();
    text.lines().limit(OUTPUT_LINES).forEach(line -> lines.append(line).append('\n'));
    if (text.lines().count() > OUTPUT_LINES) {
      lines.append("… and more\n");
    }
    return Html.tag("pre", lines.toString()).attr("tabindex", "0");
  }

  private static Html test(
      Exercises exercises, Exercise exercise, TestGrade test, Set<String> mentioned) {
    String mark =
        switch (test.state()) {
          case PASSED -> "✓";
          case FAILED -> "✗";
          case TODO, NOT_CHECKED -> "·";
        };
    String state =
        switch (test.state()) {
          case PASSED -> "holds";
          case FAILED -> "does not hold";
          case TODO -> "to do";
          case NOT_CHECKED -> "not checked";
        };
    Html item =
        Html.tag("li")
            .attr("class", test.state().name().toLowerCase(Locale.ROOT))
            .add(Html.tag("span", mark).attr("aria-hidden", "true").attr("class", "mark"))
            .add(Html.tag("span", state + ": ").attr("class", "spoken"))
            .add(test.sentence())
            .add(
                Html.tag("span", " (" + Count.of(test.points(), "point") + ")")
                    .attr("class", "quiet"));
    if (test.passed()) {
      return item;
    }
    if (test.message() != null) {
      item.add(Html.tag("pre", test.message()).attr("tabindex", "0"));
    }
    for (String mistake : test.mistakes()) {
      item.add(
          Html.tag(
                  "p",
                  mentioned.add(mistake)
                      ? exercises.sentence(exercise, mistake)
                      : "the same mistake")
              .attr("class", "named"));
    }
    if (test.place() != null) {
      String line = test.place().replaceFirst(".*:", "");
      item.add(
          Html.tag("p", "at ")
              .add(Editor.link(exercises.file(exercise), Integer.parseInt(line), test.place())));
    }
    return item;
  }
}
