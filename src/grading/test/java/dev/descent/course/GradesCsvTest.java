package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GradesCsvTest {
  @TempDir Path dir;
  private Exercises exercises;

  @BeforeEach
  void load() throws IOException {
    exercises = SampleClass.exercises(dir);
  }

  private static List<CSVRecord> read(String csv) throws IOException {
    try (CSVParser parser = CSVParser.parse(csv, CSVFormat.RFC4180)) {
      return parser.getRecords();
    }
  }

  @Test
  void oneRowAStudentInTheOrderOfFrom() throws IOException {
    assertEquals(
        """
        student,from,ex01step,ex02train,total,note
        Ada Lovelace,ada,3,2,5,
        Bob,bob,0,0,0,
        Cy,cy,0,0,0,ex02train does not compile
        Di,di,0,,0,
        """,
        GradesCsv.of(
            List.of(
                SampleClass.untouched(),
                SampleClass.missing(),
                SampleClass.good(),
                SampleClass.wrong()),
            exercises));
    assertEquals("student,from,total,note\n", GradesCsv.of(List.of(), exercises));
  }

  @Test
  void idsLatenessAndAbsenceStandThereOnlyWhereTheyAreKnown() {
    StudentGrade good = SampleClass.good();
    StudentGrade late =
        new StudentGrade(
            "Eve", "=7", "eve", true, false, "", good.grades(), List.of(), 1, good.with());
    assertEquals(
        """
        id,student,from,ex01step,ex02train,total,note
        8,Abe,,,,0,did not hand in
        "",Ada Lovelace,ada,3,2,5,
        '=7,Eve,eve,3,2,5,late
        "",Flo,flo,0,,0,nothing to grade; flo.rar is not read; and 1 more note
        """,
        GradesCsv.of(
            List.of(late, good, SampleClass.unreadable(), SampleClass.absent()), exercises));
  }

  @Test
  void aHostileNameIsOneCellOfOneLine() throws IOException {
    String csv = GradesCsv.of(List.of(SampleClass.hostile()), exercises);
    List<CSVRecord> rows = read(csv);
    assertEquals(2, rows.size());
    assertEquals(2, csv.lines().count(), csv);
    assertEquals(6, rows.get(1).size());
    assertTrue(rows.get(1).get(0).startsWith("'=cmd|'/c calc'!A1,\"x\" <script>"), csv);
    assertEquals("2", rows.get(1).get(4));
    assertTrue(csv.chars().noneMatch(c -> Character.isISOControl(c) && c != '\n'), csv);
    assertEquals(-1, csv.indexOf('\u202E'));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "=1+1",
        "+1",
        "-1",
        "@SUM(1)",
        "\t=1",
        "\r=1",
        "\tx",
        "  =1",
        "\n=1",
        "＝1",
        "\u00A0=1"
      })
  void aFormulaIsNotRun(String name) throws IOException {
    StudentGrade good = SampleClass.good();
    StudentGrade student =
        new StudentGrade(
            name, name, name, false, false, "", good.grades(), good.notes(), 1, good.with());
    CSVRecord row = read(GradesCsv.of(List.of(student), exercises)).get(1);
    assertTrue(row.get(0).startsWith("'"), row.get(0));
    assertTrue(row.get(1).startsWith("'"), row.get(1));
  }

  @Test
  void sameGradesSameBytesInAnyOrder() {
    List<StudentGrade> turned = new ArrayList<>(SampleClass.all());
    Collections.reverse(turned);
    assertEquals(GradesCsv.of(SampleClass.all(), exercises), GradesCsv.of(turned, exercises));
  }
}
