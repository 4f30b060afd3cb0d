package dev.descent.cli;

import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.lesson.Notebook;
import java.nio.file.Path;

/** A grade as a student reads it in the terminal. */
final class GradeText {
  private static final String INDENT = " ".repeat(7);

  private GradeText() {}

  /**
   * The words.
   *
   * @param here the folder from which paths are shown
   */
  static String of(Exercises exercises, Exercise exercise, Grade grade, Path here) {
    StringBuilder text = new StringBuilder();
    text.append(exercise.id()).append("  ").append(exercise.title()).append("\n\n");
    if (grade.problem() != null) {
      grade.problem().lines().forEach(line -> text.append("  ").append(line).append("\n"));
    }
    for (TestGrade test : grade.tests()) {
      text.append(test(exercise, test));
    }
    if (!grade.output().isBlank()) {
      text.append("\n  Your code printed:\n");
      grade
          .output()
          .lines()
          .limit(20)
          .forEach(line -> text.append("  | ").append(line).append("\n"));
    }
    text.append("\n")
        .append(grade.points())
        .append(" of ")
        .append(exercise.points())
        .append(" points  ")
        .append(here.relativize(exercises.file(exercise)))
        .append("\n");
    return text.toString();
  }

  private static String test(Exercise exercise, TestGrade test) {
    String mark =
        switch (test.state()) {
          case PASSED -> "✓";
          case FAILED -> "✗";
          case TODO, NOT_CHECKED -> "·";
        };
    String start = "  %s %d  ".formatted(mark, test.points());
    StringBuilder text = new StringBuilder(Notebook.wrapped(test.sentence(), start, INDENT));
    if (test.passed()) {
      return text.toString();
    }
    test.message().lines().forEach(line -> text.append(INDENT).append(line).append("\n"));
    for (String mistake : test.mistakes()) {
      text.append(Notebook.wrapped("→ " + exercise.mistakes().get(mistake), INDENT, INDENT + "  "));
    }
    if (test.place() != null) {
      text.append(INDENT).append("at ").append(test.place()).append("\n");
    }
    return text.toString();
  }
}
