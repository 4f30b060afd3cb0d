package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.course.ClassStatistics.ExerciseRate;
import dev.descent.course.ClassStatistics.Mistake;
import dev.descent.course.ClassStatistics.TestRate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassPageTest {
  @TempDir Path dir;
  private Exercises exercises;

  @BeforeEach
  void load() throws IOException {
    exercises = SampleClass.exercises(dir);
  }

  @Test
  void ratesAreOfThoseWhoHandedIn() {
    List<StudentGrade> students = SampleClass.all();
    List<Exercise> graded = ClassStatistics.graded(students, exercises);
    assertEquals(List.of("ex01step", "ex02train"), graded.stream().map(Exercise::id).toList());
    ExerciseRate step = ClassStatistics.rate(students, graded.get(0));
    assertEquals(new ExerciseRate(graded.get(0), 3, 1, 0, 5 / 3.0), step);
    ExerciseRate train = ClassStatistics.rate(students, graded.get(1));
    assertEquals(new ExerciseRate(graded.get(1), 4, 1, 2, 0.5), train);
    assertEquals(List.of(train, step), ClassStatistics.hardest(List.of(step, train)));
    List<TestRate> tests = ClassStatistics.tests(students, graded.get(0));
    assertEquals(
        List.of("ex01 moves", "ex01 repeats"), tests.stream().map(TestRate::name).toList());
    assertEquals(List.of(1, 2), tests.stream().map(TestRate::passed).toList());
  }

  @Test
  void aMistakeCountsOnceAStudent() {
    List<Exercise> graded = ClassStatistics.graded(SampleClass.all(), exercises);
    List<StudentGrade> students =
        List.of(SampleClass.wrong(), SampleClass.wrong(), SampleClass.good());
    assertEquals(
        List.of(new Mistake(graded.get(0), "Uphill", 2)),
        ClassStatistics.mistakes(students, graded));
  }

  @Test
  void saysWhatAClassCouldDoAndLeadsToEachStudent() throws IOException {
    Path page = CourseFiles.writeClass(SampleClass.all(), exercises, dir);
    for (StudentGrade student : SampleClass.all()) {
      CourseFiles.writeStudent(student, exercises, dir);
    }
    String html = Files.readString(page);
    assertTrue(html.contains("5 students, 2 exercises: 1.4 of 5 points in the mean"), html);
    assertTrue(html.contains(", the median is "), html);
    assertTrue(html.contains("The hardest is ex02train, A training: 1 of 4 who"), html);
    assertTrue(html.contains("Your step goes uphill: p.subi(g)."), html);
    assertTrue(html.contains("<dt>kit</dt><dd>Descent 0.1.0</dd>"), html);
    Matcher links = Pattern.compile("href=\"(?!#)([^\"]*)\"").matcher(html);
    int count = 0;
    for (; links.find(); count++) {
      assertTrue(Files.isRegularFile(dir.resolve(links.group(1))), links.group(1));
    }
    assertEquals(5, count, "links");
    assertFalse(html.contains("<script") || html.contains("<img src=x"), "active content");
    assertFalse(html.contains("\u001B") || html.contains("\u202E"), "control characters");
  }

  @Test
  void whoDidNotHandInCountsInNoMean() {
    List<StudentGrade> students = new ArrayList<>(SampleClass.all());
    students.add(SampleClass.absent());
    String html = ClassPage.of(students, exercises).html();
    assertTrue(
        html.contains(
            "6 students, 1 of them without a submission and left out of all means, 2 exercises:"
                + " 1.4 of 5 points in the mean"),
        html);
    assertTrue(html.contains("did not hand in</td>"), html);
    assertTrue(
        ClassPage.of(List.of(SampleClass.absent()), exercises).html().contains("Nothing was"));
  }

  @Test
  void sameGradesSameBytesInAnyOrder() {
    List<StudentGrade> turned = new ArrayList<>(SampleClass.all());
    Collections.reverse(turned);
    assertEquals(
        ClassPage.of(SampleClass.all(), exercises).html(), ClassPage.of(turned, exercises).html());
  }

  @Test
  void smallClassesHaveAPage() {
    assertTrue(ClassPage.of(List.of(), exercises).html().contains("Nothing was graded."));
    for (StudentGrade student : SampleClass.all()) {
      ClassPage.of(List.of(student), exercises).html();
    }
  }

  @Test
  void othersWerePerhapsGradedOtherwise() {
    StudentGrade bob = SampleClass.wrong();
    GradedWith other = new GradedWith(SampleClass.kit("0.2.0"), "cd34", 42, List.of(), "Haswell");
    StudentGrade later =
        new StudentGrade(
            bob.student(), "", "later", false, false, "", bob.grades(), bob.notes(), 1, other);
    String html = ClassPage.of(List.of(bob, later), exercises).html();
    assertTrue(html.contains("Not all students were graded with the same"), html);
    assertTrue(html.contains("Descent 0.1.0") && html.contains("Descent 0.2.0"), html);
  }
}
