package dev.descent.cli;

import dev.descent.exercise.Exercise;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.report.Paragraph;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import picocli.CommandLine.Help.Ansi;

/** A grade as a student reads it in the terminal. */
final class GradeText {
  private static final String INDENT = " ".repeat(7);
  private static final int OUTPUT_LINES = 20;

  private GradeText() {}

  /** The words. */
  static String of(Exercise exercise, Grade grade, Ansi ansi) {
    StringBuilder text = new StringBuilder();
    text.append(ansi.string("@|bold " + exercise.id() + "|@  " + exercise.title())).append("\n\n");
    if (grade.problem() != null) {
      text.append("  ").append(mark("red", "✗", ansi)).append(" ");
      text.append(String.join("\n    ", grade.problem().lines().toList())).append("\n");
    }
    Set<String> said = new HashSet<>();
    for (TestGrade test : grade.tests()) {
      text.append(test(exercise, test, said, ansi));
    }
    if (!grade.output().isBlank()) {
      text.append("\n  Your code printed:\n");
      List<String> lines = grade.output().lines().toList();
      lines.stream().limit(OUTPUT_LINES).forEach(line -> text.append("  | " + line + "\n"));
      if (lines.size() > OUTPUT_LINES) {
        text.append("  | … and more\n");
      }
    }
    return text.append("\n  %d of %d points\n".formatted(grade.points(), exercise.points()))
        .toString();
  }

  /** A path as it is from where the student is, if that is shorter. */
  static String shown(Path path) {
    Path here = Path.of("").toAbsolutePath();
    if (!path.toAbsolutePath().getRoot().equals(here.getRoot())) {
      return path.toString(); // another drive
    }
    String near = here.relativize(path.toAbsolutePath()).toString();
    return near.length() < path.toString().length() ? near : path.toString();
  }

  private static String mark(String colour, String mark, Ansi ansi) {
    return ansi.string("@|" + colour + " " + mark + "|@");
  }

  private static String test(Exercise exercise, TestGrade test, Set<String> said, Ansi ansi) {
    String mark =
        switch (test.state()) {
          case PASSED -> mark("green", "✓", ansi);
          case FAILED -> mark("red", "✗", ansi);
          case TODO, NOT_CHECKED -> "·";
        };
    StringBuilder text = new StringBuilder("  " + mark + " ");
    text.append(Paragraph.of(test.sentence(), "    " + test.points() + "  ", INDENT).substring(4));
    if (test.passed()) {
      return text.toString();
    }
    for (String line : test.message().lines().toList()) {
      // Columns stay as they are, sentences are wrapped.
      text.append(line.startsWith(" ") ? INDENT + line + "\n" : Paragraph.of(line, INDENT, INDENT));
    }
    for (String mistake : test.mistakes()) {
      String sentence = said.add(mistake) ? exercise.mistakes().get(mistake) : "the same mistake";
      text.append(Paragraph.of(sentence, INDENT + "→ ", INDENT + "  "));
    }
    if (test.place() != null) {
      text.append(INDENT).append("at ").append(test.place()).append("\n");
    }
    return text.toString();
  }
}
