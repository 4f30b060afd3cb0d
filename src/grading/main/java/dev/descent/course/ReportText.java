package dev.descent.course;

import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.report.SafeText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Words that all reports share. Long ones are cut, as they come from submissions. */
final class ReportText {
  private static final int NAME = 80;
  private static final int STANDING = 200;
  private static final int LINES = 60;
  private static final int CHARACTERS = 4000;

  private static final int STUCK = 2;

  private ReportText() {}

  /** The student's name on one line. */
  static String name(StudentGrade student) {
    String name = SafeText.cut(SafeText.line(student.student()), NAME);
    return name.isEmpty() ? "(no name)" : name;
  }

  /**
   * The first things to know of a student: late, nothing handed in and why, what could not be
   * graded, and the first of the notes.
   */
  static String standing(StudentGrade student) {
    List<String> words = new ArrayList<>();
    if (student.late()) {
      words.add("late");
    }
    if (student.absent()) {
      words.add("did not hand in");
    } else if (student.grades().stream().noneMatch(Grade::handedIn)) {
      words.add("nothing to grade");
    }
    List<Grade> stuck =
        student.grades().stream().filter(grade -> grade.handedIn() && !grade.graded()).toList();
    stuck.stream().limit(STUCK).forEach(grade -> words.add(grade.exercise() + " " + state(grade)));
    if (stuck.size() > STUCK) {
      words.add(Count.of(stuck.size() - STUCK, "more exercise") + " that could not be graded");
    }
    List<String> notes = notes(student);
    notes.stream().limit(1).forEach(words::add);
    if (notes.size() > 1) {
      words.add("and " + Count.of(notes.size() - 1, "more note"));
    }
    return SafeText.cut(SafeText.line(String.join("; ", words)), STANDING);
  }

  /** Whose submission it is, by names: where it was, and what else is known of it. */
  static Map<String, String> submission(StudentGrade student) {
    Map<String, String> known = new LinkedHashMap<>();
    known.put("submission", from(student));
    if (!student.id().isEmpty()) {
      known.put("id", SafeText.cut(SafeText.line(student.id()), NAME));
    }
    if (student.late()) {
      known.put("handed in", "late, as the name of the file says");
    }
    return known;
  }

  /** The place of the submission, on one line. */
  static String from(StudentGrade student) {
    return student.absent() ? "–" : SafeText.cut(SafeText.line(student.from()), NAME);
  }

  /** The points that the graded exercises are worth. */
  static int worth(StudentGrade student, Exercises exercises) {
    return student.grades().stream()
        .mapToInt(grade -> exercises.get(grade.exercise()).points())
        .sum();
  }

  /** The result of an exercise in a few words. */
  static String state(Grade grade) {
    if (!grade.graded()) {
      String first = problem(grade).lines().findFirst().orElse("");
      return SafeText.cut(SafeText.line(first), NAME);
    }
    if (grade.passed()) {
      return "passed";
    }
    long passed = grade.tests().stream().filter(TestGrade::passed).count();
    return grade.untouched()
        ? "not begun"
        : passed + " of " + Count.of(grade.tests().size(), "test") + " passed";
  }

  /** The reason why no test could run. */
  static String problem(Grade grade) {
    return grade.handedIn()
        ? cut(Objects.requireNonNullElse(grade.problem(), ""))
        : "not handed in";
  }

  /** The reason why a test did not pass: the expected and the found value. */
  static String message(TestGrade test) {
    return test.message() == null ? "" : cut(test.message());
  }

  /** The sentences of the known mistakes that give the same answer. */
  static List<String> mistakes(Exercises exercises, Exercise exercise, TestGrade test) {
    return test.mistakes().stream().map(name -> exercises.sentence(exercise, name)).toList();
  }

  /** All there is to say about a test that did not pass. */
  static String explanation(Exercises exercises, Exercise exercise, TestGrade test) {
    StringBuilder text = new StringBuilder(message(test));
    mistakes(exercises, exercise, test).forEach(sentence -> text.append("\n→ ").append(sentence));
    return test.place() == null ? text.toString() : text + "\nat " + SafeText.line(test.place());
  }

  /** The output of the student's code; empty if there is none. */
  static String output(Grade grade) {
    return grade.output() == null || grade.output().isBlank() ? "" : cut(grade.output());
  }

  /** The notes on the submission, and on the answers in it. */
  static List<String> notes(StudentGrade student) {
    Stream<String> all =
        Stream.concat(
            student.notes().stream(),
            student.grades().stream().flatMap(grade -> grade.notes().stream()));
    return cut(all.map(SafeText::line).collect(Collectors.joining("\n"))).lines().toList();
  }

  /** What made the grade, by its names. */
  static Map<String, String> settings(GradedWith with) {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("kit", "Descent " + with.kit().version());
    settings.put("Deeplearning4j", with.kit().dl4j());
    settings.put("backend", with.kit().natives());
    settings.put("BLAS kernels", with.kernels().isEmpty() ? "BLAS's choice" : with.kernels());
    settings.put("Java", with.kit().java() + " on " + with.kit().system());
    settings.put("SHA-256 of the tests", with.tests());
    settings.put("seed", Long.toString(with.seed()));
    settings.put("kept apart by", with.layers().isEmpty() ? "–" : String.join(", ", with.layers()));
    return settings;
  }

  private static String cut(String text) {
    String safe = SafeText.of(text).stripTrailing();
    List<String> lines = safe.lines().toList();
    String shown = lines.stream().limit(LINES).collect(Collectors.joining("\n"));
    return lines.size() > LINES || shown.codePointCount(0, shown.length()) > CHARACTERS
        ? SafeText.cut(shown, CHARACTERS) + "\n… and more"
        : shown;
  }
}
