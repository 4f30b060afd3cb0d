package dev.descent.cli;

import dev.descent.Count;
import dev.descent.catalog.AnswerState;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.report.Paragraph;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import picocli.CommandLine.Help.Ansi;

/** A grade as a student reads it in the terminal. */
final class GradeText {
  private static final String INDENT = " ".repeat(7);
  private static final int OUTPUT_LINES = 20;

  private GradeText() {}

  /** All words. */
  static String of(Exercises exercises, Grade grade, Ansi ansi) {
    return of(exercises, grade, open(grade).toList(), ansi);
  }

  /** The same, but only one test is explained, the first that failed: it fits on a screen. */
  static String first(Exercises exercises, Grade grade, Ansi ansi) {
    Optional<TestGrade> failed =
        open(grade).filter(test -> test.state() == TestGrade.State.FAILED).findFirst();
    return of(exercises, grade, failed.or(open(grade)::findFirst).stream().toList(), ansi);
  }

  /** Why nothing was graded: sentences are wrapped, code and columns stay as they are. */
  private static String problem(List<String> lines) {
    StringBuilder text = new StringBuilder();
    for (String line : lines) {
      text.append(
          line.startsWith(" ")
              ? "    " + line + "\n"
              : Paragraph.of(line, "    ", "    ", Tty.width()));
    }
    return text.substring(4);
  }

  private static Stream<TestGrade> open(Grade grade) {
    return grade.tests().stream().filter(test -> !test.passed());
  }

  private static String of(Exercises exercises, Grade grade, List<TestGrade> explained, Ansi ansi) {
    Exercise exercise = exercises.get(grade.exercise());
    StringBuilder text = new StringBuilder();
    text.append(ansi.string("@|bold " + exercise.id() + "|@  " + exercise.title())).append("\n\n");
    if (grade.problem() != null) {
      text.append("  ").append(mark("red", "✗", ansi)).append(" ");
      text.append(problem(grade.problem().lines().toList()));
      if (grade.state() == AnswerState.MISSING || grade.state() == AnswerState.UNREADABLE) {
        text.append("    ./descent reset " + exercise.id() + " brings its start back\n");
      }
    }
    Set<String> mentioned = new HashSet<>();
    for (TestGrade test : grade.tests()) {
      text.append(sentence(test, ansi));
      if (explained.contains(test)) {
        text.append(explanation(exercises, exercise, test, mentioned));
      }
    }
    if (explained.size() < open(grade).count()) {
      text.append("\n  ./descent check " + exercise.id() + " explains all of them.\n");
    }
    for (String note : grade.notes()) {
      text.append("\n").append(Paragraph.of(note, "  ! ", "    ", Tty.width()));
    }
    if (!grade.output().isBlank()) {
      text.append("\n  Your code printed:\n");
      List<String> lines = grade.output().lines().toList();
      lines.stream().limit(OUTPUT_LINES).forEach(line -> text.append("  | " + line + "\n"));
      if (lines.size() > OUTPUT_LINES) {
        text.append("  | … and more\n");
      }
    }
    return text.append(
            "\n  %d of %s\n".formatted(grade.points(), Count.of(exercise.points(), "point")))
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

  private static String sentence(TestGrade test, Ansi ansi) {
    String mark =
        switch (test.state()) {
          case PASSED -> mark("green", "✓", ansi);
          case FAILED -> mark("red", "✗", ansi);
          case TODO, NOT_CHECKED -> "·";
        };
    String first = "    " + test.points() + "  ";
    return "  "
        + mark
        + " "
        + Paragraph.of(test.sentence(), first, INDENT, Tty.width()).substring(4);
  }

  private static String explanation(
      Exercises exercises, Exercise exercise, TestGrade test, Set<String> mentioned) {
    StringBuilder text = new StringBuilder();
    String message = test.message() == null ? "" : test.message();
    for (String line : message.lines().toList()) {
      // Columns stay as they are, sentences are wrapped.
      text.append(
          line.startsWith(" ")
              ? INDENT + line + "\n"
              : Paragraph.of(line, INDENT, INDENT, Tty.width()));
    }
    for (String mistake : test.mistakes()) {
      String sentence =
          mentioned.add(mistake) ? exercises.sentence(exercise, mistake) : "the same mistake";
      text.append(Paragraph.of(sentence, INDENT + "→ ", INDENT + "  ", Tty.width()));
    }
    if (test.place() != null) {
      text.append(INDENT).append("at ").append(test.place()).append("\n");
    }
    return text.toString();
  }
}
