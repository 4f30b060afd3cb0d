package dev.descent.course;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.ObjectWriter;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.report.SafeText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A student's grades as Gradescope's {@code results.json}: <a
 * href="https://gradescope-autograders.readthedocs.io/en/latest/specs/">Autograder
 * Specifications</a>. A test is one there; an exercise whose tests could not run is one, too, with
 * all of the exercise's points.
 */
public final class GradescopeResults {
  private static final ObjectWriter JSON =
      JsonMapper.builder()
          .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
          .build()
          .writer(new DefaultPrettyPrinter().withObjectIndenter(new DefaultIndenter("  ", "\n")));

  /** The file; Gradescope's documentation says what each field means. */
  private record Results(
      int score,
      double executionTime,
      String output,
      String outputFormat,
      String visibility,
      String stdoutVisibility,
      Map<String, Object> extraData,
      List<Result> tests) {}

  /** A test in it. */
  private record Result(
      String name,
      String number,
      int score,
      int maxScore,
      String status,
      String output,
      String outputFormat,
      String visibility,
      List<String> tags) {}

  private GradescopeResults() {}

  /** The text of the file. */
  public static String of(StudentGrade student, Exercises exercises) {
    List<Result> tests = new ArrayList<>();
    for (Grade grade : student.grades()) {
      tests.addAll(results(exercises, grade));
    }
    Results results =
        new Results(
            student.points(),
            student.seconds(),
            output(student),
            "text",
            "visible",
            "hidden", // what the grader itself prints is for its makers
            Map.of("graded_with", student.with()),
            tests);
    try {
      return JSON.writeValueAsString(results) + "\n";
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e); // writing to memory
    }
  }

  private static List<Result> results(Exercises exercises, Grade grade) {
    Exercise exercise = exercises.get(grade.exercise());
    String number = Integer.toString(exercise.number());
    if (!grade.graded()) {
      return List.of(
          result(
              exercise.id() + ": " + exercise.title(),
              number,
              0,
              exercise.points(),
              ReportText.problem(grade),
              List.of(exercise.id())));
    }
    List<Result> results = new ArrayList<>();
    for (TestGrade test : grade.tests()) {
      results.add(
          result(
              exercise.id() + ": " + test.sentence(),
              number + "." + (results.size() + 1),
              test.earned(),
              test.points(),
              test.passed() ? "" : ReportText.explanation(exercises, exercise, test),
              List.of(exercise.id(), "task-" + test.task())));
    }
    return results;
  }

  private static Result result(
      String name, String number, int score, int max, String output, List<String> tags) {
    return new Result(
        SafeText.line(name),
        number,
        score,
        max,
        score == max ? "passed" : "failed",
        SafeText.of(output),
        "text",
        "visible",
        tags);
  }

  /** Lines that belong to no test: notes, and the output of the student's code. */
  private static String output(StudentGrade student) {
    StringBuilder text = new StringBuilder();
    ReportText.notes(student).forEach(note -> text.append(note).append('\n'));
    for (Grade grade : student.grades()) {
      String output = ReportText.output(grade);
      if (!output.isEmpty()) {
        text.append("\n").append(grade.exercise()).append(" printed:\n");
        output.lines().forEach(line -> text.append("  ").append(line).append('\n'));
      }
    }
    return text.toString().strip();
  }
}
