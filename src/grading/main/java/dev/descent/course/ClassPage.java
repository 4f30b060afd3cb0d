package dev.descent.course;

import static java.util.stream.Collectors.joining;

import dev.descent.Count;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.course.ClassStatistics.ExerciseRate;
import dev.descent.course.ClassStatistics.Mistake;
import dev.descent.course.ClassStatistics.Rate;
import dev.descent.course.ClassStatistics.TestRate;
import dev.descent.grade.Grade;
import dev.descent.plot.Figure;
import dev.descent.report.Column;
import dev.descent.report.HtmlReport;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * The report on a class for its teacher: how the points are spread, what was hard, which known
 * mistakes were made, and each student with a link to the feedback.
 */
public final class ClassPage {
  private static final int HARDEST = 10;
  private static final String TRIED =
      "Of those who handed the exercise in, other than as they had got it.";

  private final Exercises exercises;
  private final List<StudentGrade> students;
  private final List<Exercise> graded;
  private final HtmlReport page = new HtmlReport("Class report");

  private ClassPage(List<StudentGrade> students, Exercises exercises) {
    this.exercises = exercises;
    this.students = ClassStatistics.inOrder(students);
    this.graded = ClassStatistics.graded(students, exercises);
  }

  /** The page; its links lead to what {@link CourseFiles} writes beside it. */
  public static HtmlReport of(List<StudentGrade> students, Exercises exercises) {
    ClassPage made = new ClassPage(students, exercises);
    if (made.graded.isEmpty()) {
      return made.page.lead("Nothing was graded.");
    }
    made.points();
    made.exercises();
    made.mistakes();
    made.tests();
    made.students();
    made.settings();
    return made.page;
  }

  private int worth() {
    return graded.stream().mapToInt(Exercise::points).sum();
  }

  private void points() {
    List<StudentGrade> present = ClassStatistics.present(students);
    double[] points = present.stream().mapToDouble(StudentGrade::points).sorted().toArray();
    double mean = present.stream().mapToInt(StudentGrade::points).average().orElse(Double.NaN);
    int absent = students.size() - present.size();
    String who = Count.of(students.size(), "student");
    if (absent > 0) {
      who += ", " + absent + " of them without a submission and left out of all means";
    }
    if (present.isEmpty()) {
      page.lead(who + ".");
      page.contents();
      return;
    }
    page.lead(
        "%s, %s: %s of %s in the mean, the median is %s."
            .formatted(
                who,
                Count.of(graded.size(), "exercise"),
                number(mean),
                Count.of(worth(), "point"),
                number(median(points))));
    page.contents();
    page.heading("Points");
    add(ClassFigures.points(points, worth()), "How many students have how many points.");
  }

  private void exercises() {
    List<ExerciseRate> rates =
        graded.stream().map(exercise -> ClassStatistics.rate(students, exercise)).toList();
    page.heading("Exercises");
    hardest(ClassStatistics.hardest(rates));
    add(
        ClassFigures.rates("Exercises passed", "exercise", rates),
        "Passed: all tests of the exercise.");
    page.table(
        TRIED,
        List.of(
            Column.text("exercise"),
            Column.number("pass rate"),
            Column.number("passed"),
            Column.number("no test could run"),
            Column.number("mean points"),
            Column.number("of"),
            Column.text("title")),
        rates.stream()
            .map(
                rate ->
                    List.of(
                        rate.exercise().id(),
                        percent(rate),
                        rate.words(),
                        Integer.toString(rate.stuck()),
                        number(rate.points()),
                        Integer.toString(rate.exercise().points()),
                        rate.exercise().title()))
            .toList());
  }

  private void hardest(List<ExerciseRate> rates) {
    List<ExerciseRate> hardest =
        rates.stream().filter(rate -> rate.share() == rates.get(0).share()).toList();
    if (hardest.size() == 1) {
      ExerciseRate one = hardest.get(0);
      page.paragraph(
          "The hardest is %s, %s: %s who handed it in have passed all tests."
              .formatted(one.exercise().id(), one.exercise().title(), one.words()));
    } else if (hardest.size() > 1 && hardest.size() < rates.size()) {
      page.paragraph(
          "The hardest are %s: %s of those who handed them in have passed all tests."
              .formatted(
                  hardest.stream().map(rate -> rate.exercise().id()).collect(joining(", ")),
                  percent(hardest.get(0))));
    }
  }

  private void tests() {
    List<TestRate> rates =
        graded.stream()
            .flatMap(exercise -> ClassStatistics.tests(students, exercise).stream())
            .toList();
    if (rates.isEmpty()) {
      return;
    }
    page.heading("Tests");
    List<TestRate> hardest =
        ClassStatistics.hardest(rates).stream()
            .filter(rate -> rate.share() < 1)
            .limit(HARDEST)
            .toList();
    if (!hardest.isEmpty()) {
      add(
          ClassFigures.rates("The hardest tests", "test", hardest),
          "The tests that fewest have passed.");
    }
    page.table(
        TRIED,
        List.of(
            Column.text("exercise"),
            Column.number("pass rate"),
            Column.number("passed"),
            Column.text("what must hold"),
            Column.text("test")),
        rates.stream()
            .map(
                rate ->
                    List.of(
                        rate.exercise().id(),
                        percent(rate),
                        rate.words(),
                        rate.test().sentence(),
                        rate.test().name()))
            .toList());
  }

  private void mistakes() {
    List<Mistake> mistakes = ClassStatistics.mistakes(students, graded);
    page.heading("Known mistakes");
    if (mistakes.isEmpty()) {
      page.paragraph("Nobody has made one of the known mistakes.");
      return;
    }
    page.table(
        "Each by how many students have made it, and what they are told.",
        List.of(
            Column.text("mistake"),
            Column.number("students"),
            Column.text("exercise"),
            Column.text("what they are told")),
        mistakes.stream()
            .map(
                mistake ->
                    List.of(
                        mistake.name(),
                        Integer.toString(mistake.students()),
                        mistake.exercise().id(),
                        exercises.sentence(mistake.exercise(), mistake.name())))
            .toList());
  }

  private void students() {
    page.heading("Students");
    page.table(
        "Each with a link to the feedback.",
        List.of(
            Column.text("student"),
            Column.number("points"),
            Column.number("exercises passed"),
            Column.number("handed in"),
            Column.number("notes"),
            Column.text("what to know"),
            Column.text("submission")),
        students.stream().map(ClassPage::row).toList(),
        students.stream().map(CourseFiles::page).toList());
  }

  private static List<String> row(StudentGrade student) {
    int notes = ReportText.notes(student).size();
    return List.of(
        ReportText.name(student),
        Integer.toString(student.points()),
        Long.toString(student.grades().stream().filter(Grade::passed).count()),
        Long.toString(student.grades().stream().filter(Grade::handedIn).count()),
        notes == 0 ? "" : Integer.toString(notes),
        ReportText.standing(student),
        ReportText.from(student));
  }

  private void settings() {
    List<StudentGrade> present = ClassStatistics.present(students);
    if (!present.isEmpty()) {
      time(present);
    }
    page.heading("Graded with");
    List<GradedWith> with = students.stream().map(StudentGrade::with).distinct().toList();
    if (with.size() > 1) {
      page.paragraph("Not all students were graded with the same; these grades may differ:");
    }
    with.forEach(one -> page.definitions(ReportText.settings(one)));
  }

  private void time(List<StudentGrade> present) {
    double[] seconds = present.stream().mapToDouble(StudentGrade::seconds).sorted().toArray();
    StudentGrade longest =
        present.stream().max(Comparator.comparingDouble(StudentGrade::seconds)).orElseThrow();
    Map<String, String> time = new LinkedHashMap<>();
    time.put("all students", number(Arrays.stream(seconds).sum()) + " s");
    time.put("half of them took at most", number(median(seconds)) + " s each");
    time.put("longest", number(longest.seconds()) + " s: " + ReportText.name(longest));
    page.heading("Time used").definitions(time);
  }

  /** Adds a figure, in words where nothing can be drawn. */
  private void add(Figure figure, String caption) {
    if (Figure.trouble().isPresent()) {
      page.paragraph(figure.description());
    } else {
      page.figure(figure, Figure.Format.PNG, caption);
    }
  }

  private static String percent(Rate rate) {
    return rate.tried() == 0 ? "–" : Math.round(100 * rate.share()) + " %";
  }

  private static double median(double[] sorted) {
    int middle = sorted.length / 2;
    return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
  }

  private static String number(double value) {
    return Double.isNaN(value) ? "–" : String.format(Locale.ROOT, "%.1f", value);
  }
}
