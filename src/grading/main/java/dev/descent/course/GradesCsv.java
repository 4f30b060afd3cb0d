package dev.descent.course;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.report.SafeText;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/** The points of a class as a table for spreadsheets and gradebooks: one line a student. */
public final class GradesCsv {
  private GradesCsv() {}

  /**
   * The table: student, from, the points of each exercise that was graded, and their total, in the
   * order of {@code from}. What was not handed in has 0 points; what was not graded is empty. A
   * column with ids comes first if any student has one. The last column says in a few words what
   * has to be known of the line.
   */
  public static String of(List<StudentGrade> students, Exercises exercises) {
    List<Exercise> graded = ClassStatistics.graded(students, exercises);
    boolean ids = students.stream().anyMatch(student -> !student.id().isEmpty());
    List<String> header = new ArrayList<>(ids ? List.of("id") : List.of());
    header.addAll(List.of("student", "from"));
    graded.forEach(exercise -> header.add(exercise.id()));
    header.addAll(List.of("total", "note"));
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv =
        CSVFormat.RFC4180
            .builder()
            .setRecordSeparator('\n')
            .setHeader(header.toArray(String[]::new))
            .get()
            .print(text)) {
      for (StudentGrade student : ClassStatistics.inOrder(students)) {
        List<Object> row = new ArrayList<>(ids ? List.of(cell(student.id())) : List.of());
        row.add(cell(student.student()));
        row.add(cell(student.absent() ? "" : student.from()));
        Map<String, Integer> points =
            student.grades().stream().collect(Collectors.toMap(Grade::exercise, Grade::points));
        graded.forEach(exercise -> row.add(points.get(exercise.id())));
        row.add(student.points());
        row.add(cell(ReportText.standing(student)));
        csv.printRecord(row);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e); // writing to memory
    }
    return text.toString();
  }

  /**
   * A name on one line, so that tools that read lines see no row that is not there. What a
   * spreadsheet would run as a formula gets a ' before it, as OWASP advises ("CSV Injection").
   */
  private static String cell(String name) {
    String line = SafeText.line(name);
    return line.matches("[=+\\-@＝＋－＠].*") || name.matches("(?s)[\t\r].*") ? "'" + line : line;
  }
}
