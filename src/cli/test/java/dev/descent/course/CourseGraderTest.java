package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.Thorough;
import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Folders;
import dev.descent.grade.StudentJvm;
import dev.descent.grade.TestHome;
import dev.descent.submission.HandIn;
import dev.descent.submission.Submissions;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Order(1) // it takes longest
class CourseGraderTest {
  private static final int STUDENTS = 3;

  @TempDir Path folder;
  private Exercises exercises;
  private Path handedIn;

  @BeforeEach
  void handIn() throws IOException {
    Path home = folder.resolve("home");
    TestHome.copyTo(home);
    exercises = Exercises.load(home);
    handedIn = folder.resolve("class");
    List<String> answers = new ArrayList<>();
    answers.add(Files.readString(exercises.solution(exercises.all().get(0))));
    answers.add(Files.readString(exercises.start(exercises.all().get(0))));
    for (String mistake : exercises.mistakes(exercises.all().get(0)).keySet()) {
      answers.add(exercises.mistake(exercises.all().get(0), mistake));
    }
    for (int i = 0; i < STUDENTS; i++) {
      Path own = Files.createDirectories(handedIn.resolve("student " + i));
      Files.writeString(own.resolve("Twice.java"), answers.get(i % answers.size()));
    }
    Files.createDirectories(handedIn.resolve("nothing"));
  }

  private List<StudentGrade> grade(List<HandIn> some, int jobs, Path out, List<String> done) {
    GradedWith with = GradedWith.now(exercises, 1, Optional.empty());
    List<Exercise> graded = exercises.all();
    try (WorkerPool kit = new WorkerPool(jobs, StudentJvm.workers());
        CourseGrader grader =
            new CourseGrader(
                exercises,
                graded,
                with,
                false,
                SubmissionGrader.start(exercises, graded, with, Optional.empty(), kit)::grade,
                jobs,
                out)) {
      return grader.grade(some, grade -> done.add(grade.student()));
    }
  }

  @Test
  @DisplayName("neither the number of jobs nor order nor neighbours change a grade")
  void independent() {
    List<HandIn> all = Submissions.read(handedIn, exercises).all();
    List<String> done = new CopyOnWriteArrayList<>();
    List<StudentGrade> one = grade(all, 1, folder.resolve("one"), done);
    assertEquals(STUDENTS + 1, done.size());
    List<HandIn> mixed = new ArrayList<>(all);
    Collections.shuffle(mixed, new Random(3));
    List<StudentGrade> two = grade(mixed, 2, folder.resolve("two"), done);
    assertEquals(GradesCsv.of(one, exercises), GradesCsv.of(two, exercises));
    List<StudentGrade> alone = grade(all.subList(3, 4), 1, folder.resolve("alone"), done);
    assertEquals(one.get(3).grades().toString(), alone.get(0).grades().toString());
    assertEquals(6, one.get(1).points(), one.get(1).toString());
  }

  @Test
  @DisplayName("a grade is kept for the same files, tests and seed, and made again for others")
  void known() throws IOException {
    List<HandIn> all = Submissions.read(handedIn, exercises).all();
    Path out = folder.resolve("out");
    List<String> done = new CopyOnWriteArrayList<>();
    List<StudentGrade> first = grade(all, 2, out, done);
    List<StudentGrade> again = grade(all, 2, out, done);
    for (int i = 0; i < all.size(); i++) { // the time it took tells whether it was made again
      assertEquals(first.get(i).seconds(), again.get(i).seconds());
    }
    Path changed = handedIn.resolve("student 1/Twice.java");
    Files.writeString(changed, Files.readString(changed) + "// changed\n");
    all = Submissions.read(handedIn, exercises).all();
    again = grade(all, 2, out, done);
    for (int i = 0; i < all.size(); i++) {
      boolean same = first.get(i).seconds() == again.get(i).seconds();
      assertEquals(!all.get(i).student().equals("student 1"), same, all.get(i).student());
    }
  }

  @Test
  @DisplayName("the same files are run once for a class")
  void same() throws IOException {
    String right = Files.readString(exercises.solution(exercises.all().get(0)));
    String prints = "{ System.out.println(\"it is \" + System.nanoTime()); }\n";
    String clock = right.replaceFirst("(class \\w+ \\{)", "$1\n  static " + prints);
    for (int i = 0; i < 3; i++) {
      Files.writeString(handedIn.resolve("student " + i + "/Twice.java"), clock);
    }
    Path other = Files.createDirectories(handedIn.resolve("student 3"));
    Files.writeString(other.resolve("Twice.java"), clock + "// another\n");
    List<HandIn> all = Submissions.read(handedIn, exercises).all();
    List<StudentGrade> grades = grade(all, 1, folder.resolve("out"), new CopyOnWriteArrayList<>());
    Map<String, String> said = new HashMap<>();
    grades.forEach(it -> said.put(it.student(), it.grades().get(0).output()));
    assertTrue(said.get("student 0").startsWith("it is "), said::toString);
    assertEquals(said.get("student 0"), said.get("student 1"));
    assertEquals(said.get("student 0"), said.get("student 2"));
    assertNotEquals(said.get("student 0"), said.get("student 3"));
  }

  @Test
  @DisplayName("a machine that cannot grade costs no student points: nothing is written")
  void unfit() throws IOException {
    Files.writeString(exercises.tests(exercises.all().get(0)), "not Java");
    List<HandIn> all = Submissions.read(handedIn, exercises).all();
    Path out = folder.resolve("out");
    UnfitMachineException e =
        assertThrows(
            UnfitMachineException.class, () -> grade(all, 1, out, new CopyOnWriteArrayList<>()));
    assertTrue(e.getMessage().contains("TwiceTest.java: does not compile"), e.getMessage());
    assertTrue(Files.notExists(out));
  }

  @Test
  @DisplayName("a handout, which has no solutions, grades a class")
  void handout() throws IOException {
    Folders.delete(exercises.home().resolve("solutions/src"));
    List<HandIn> all = Submissions.read(handedIn, exercises).all();
    List<StudentGrade> grades = grade(all, 2, folder.resolve("out"), new CopyOnWriteArrayList<>());
    assertEquals(STUDENTS + 1, grades.size());
    assertEquals(6, grades.get(1).points());
  }

  @Test
  @DisplayName("killed at any moment and resumed, the same grades.csv")
  void killed() throws Exception {
    List<HandIn> all = Submissions.read(handedIn, exercises).all();
    List<StudentGrade> undisturbed =
        grade(all, 2, folder.resolve("undisturbed"), new CopyOnWriteArrayList<>());
    Path disturbed = folder.resolve("disturbed");
    Random random = new Random(5);
    int kills = Thorough.count(1, 5, "kills");
    for (int i = 0; i < kills; i++) {
      command(disturbed, 1000 + random.nextInt(2500));
    }
    assertEquals(0, command(disturbed, Long.MAX_VALUE));
    assertEquals(
        GradesCsv.of(undisturbed, exercises), Files.readString(disturbed.resolve("grades.csv")));
  }

  /** Runs the command in a process; kills it after so many milliseconds. */
  private int command(Path out, long millis) throws Exception {
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1", // as the launcher
                "-Ddescent.home=" + exercises.home(),
                "-cp",
                System.getProperty("java.class.path"),
                "dev.descent.cli.Descent",
                "grade",
                handedIn.toString(),
                "--resume",
                "--jobs",
                "2",
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(folder.resolve("output").toFile())
            .start();
    if (!process.waitFor(millis, TimeUnit.MILLISECONDS)) {
      process.destroyForcibly();
    }
    return process.waitFor();
  }
}
