package dev.descent.course;

import dev.descent.AtomicFile;
import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.TestGrade;
import dev.descent.report.Column;
import dev.descent.report.HtmlReport;
import dev.descent.report.MarkdownReport;
import dev.descent.report.Report;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The feedback for a student: the points, and for each test that did not pass what was expected,
 * what was found, which known mistake gives the same, and where to look.
 */
public final class FeedbackPage {
  /**
   * A figure of a test.
   *
   * @param words what it shows, for those who cannot see it
   */
  private record Picture(byte[] png, String words) {}

  private final StudentGrade student;
  private final Exercises exercises;
  private final Map<String, Picture> pictures = new LinkedHashMap<>();

  /** Draws the figures. */
  public FeedbackPage(StudentGrade student, Exercises exercises) {
    this.student = student;
    this.exercises = exercises;
    for (Grade grade : student.grades()) {
      for (int i = 0; i < grade.tests().size(); i++) {
        String file = file(grade, i);
        StudentCurves.draw(grade.tests().get(i))
            .ifPresent(
                figure -> pictures.put(file, new Picture(figure.png(), figure.description())));
      }
    }
  }

  private static String file(Grade grade, int test) {
    return grade.exercise() + "-" + (test + 1) + ".png";
  }

  /** The page for a browser, with its figures inside. */
  public String html() {
    HtmlReport page = new HtmlReport(title());
    fill(page);
    return page.html();
  }

  /** The page in Markdown; its figures are files beside it. */
  public String markdown() {
    MarkdownReport page = new MarkdownReport(title());
    fill(page);
    return page.markdown();
  }

  /**
   * Writes {@code feedback.html}, {@code feedback.md} and the figures.
   *
   * @throws dev.descent.BadInputException when a file cannot be written
   */
  public void write(Path folder) {
    AtomicFile.write(folder.resolve("feedback.html"), html().getBytes(StandardCharsets.UTF_8));
    pictures.forEach((file, picture) -> AtomicFile.write(folder.resolve(file), picture.png()));
    AtomicFile.write(folder.resolve("feedback.md"), markdown().getBytes(StandardCharsets.UTF_8));
  }

  private String title() {
    return "Feedback for " + ReportText.name(student);
  }

  private void fill(Report page) {
    page.lead(student.points() + " of " + Count.of(ReportText.worth(student, exercises), "point"));
    page.table(
        "Points for each exercise.",
        List.of(
            Column.text("exercise"),
            Column.number("points"),
            Column.text("result"),
            Column.text("title")),
        student.grades().stream().map(this::row).toList());
    for (Grade grade : student.grades()) {
      if (grade.handedIn() && !(grade.untouched() && ReportText.output(grade).isEmpty())) {
        exercise(page, exercises.get(grade.exercise()), grade);
      }
    }
    List<String> notes = ReportText.notes(student);
    if (!notes.isEmpty()) {
      page.heading("Notes on what was handed in").list(notes);
    }
    page.heading("Graded with").definitions(settings());
  }

  private List<String> row(Grade grade) {
    Exercise exercise = exercises.get(grade.exercise());
    return List.of(
        exercise.id(),
        grade.points() + " of " + exercise.points(),
        ReportText.state(grade),
        exercise.title());
  }

  private Map<String, String> settings() {
    Map<String, String> settings = new LinkedHashMap<>();
    settings.putAll(ReportText.submission(student));
    settings.putAll(ReportText.settings(student.with()));
    return settings;
  }

  private void exercise(Report page, Exercise exercise, Grade grade) {
    page.heading(exercise.id() + ": " + exercise.title());
    page.paragraph(grade.points() + " of " + Count.of(exercise.points(), "point"));
    if (!grade.graded()) {
      page.paragraph("No test could run:").code(ReportText.problem(grade));
    }
    if (!grade.tests().isEmpty()) {
      page.list(grade.tests().stream().map(FeedbackPage::sentence).toList());
    }
    for (int i = 0; i < grade.tests().size(); i++) {
      TestGrade test = grade.tests().get(i);
      if (!test.passed()) {
        test(page, exercise, test, file(grade, i));
      }
    }
    String output = ReportText.output(grade);
    if (!output.isEmpty()) {
      page.subheading("What your code printed").code(output);
    }
  }

  private static String sentence(TestGrade test) {
    String mark =
        switch (test.state()) {
          case PASSED -> "✓";
          case FAILED -> "✗";
          case TODO, NOT_CHECKED -> "·";
        };
    return "%s %s (%s of %s)".formatted(mark, test.sentence(), test.earned(), test.points());
  }

  private void test(Report page, Exercise exercise, TestGrade test, String file) {
    page.subheading("Why not: " + test.sentence());
    page.code(ReportText.message(test));
    ReportText.mistakes(exercises, exercise, test)
        .forEach(sentence -> page.paragraph("→ " + sentence));
    if (test.place() != null) {
      page.paragraph("Look at " + test.place());
    }
    Picture picture = pictures.get(file);
    if (picture != null) {
      page.picture(file, picture.png(), picture.words(), "Your curve and the expected one.");
    }
  }
}
