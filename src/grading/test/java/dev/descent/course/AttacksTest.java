package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.descent.Thorough;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.StudentJvm;
import dev.descent.grade.TestHome;
import dev.descent.machine.Sandbox;
import dev.descent.submission.Submissions;
import dev.descent.worker.WorkerPool;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/** A class in which all but two try something else than to solve the exercise. */
@Order(1) // it takes longest
class AttacksTest {
  private static final String OWN_BUILD = "own build";
  private static final List<String> HONEST = List.of("anna", "zoe");

  @TempDir static Path folder;

  private static List<Attack> attacks;
  private static List<Attack> tried;
  private static Map<String, StudentGrade> grades;

  /** See attacks.toml. */
  private record Attack(
      String name,
      String tries,
      String layer,
      int points,
      String says,
      String members,
      String body,
      String source) {
    /** The file handed in. */
    String file() {
      if (source != null) {
        return source;
      }
      return answer(members == null ? "" : members, body)
          .replace("GENERATED", "m(".repeat(60) + "\"\"" + ")".repeat(60))
          .replace("NESTED", "(".repeat(20_000) + "2" + ")".repeat(20_000))
          .replace("PADDING", "// x\n".repeat(300_000));
    }
  }

  private record Attacks(List<Attack> attack) {}

  private static String answer(String members, String body) {
    return """
        package dev.descent.exercises.ex01twice;

        import org.nd4j.linalg.api.buffer.DataType;
        import org.nd4j.linalg.api.ndarray.INDArray;
        import org.nd4j.linalg.factory.Nd4j;

        public final class Twice {
          public static INDArray twice(INDArray x) {
            %s
          }

          public static INDArray moved(INDArray x, double by) {
            return x.add(by);
          }

          %s
        }
        """
        .formatted(body, members);
  }

  @BeforeAll
  static void grade() throws IOException {
    try (InputStream in = AttacksTest.class.getResourceAsStream("attacks.toml")) {
      attacks =
          TomlMapper.builder()
              .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
              .build()
              .readValue(in, Attacks.class)
              .attack();
    }
    Path home = folder.resolve("home");
    TestHome.copyTo(home);
    Exercises exercises = Exercises.load(home);
    Path handedIn = folder.resolve("class");
    tried = Thorough.some(attacks, 8, "attacks");
    for (Attack attack : tried) {
      handIn(handedIn, attack.name(), attack.file());
    }
    for (String name : HONEST) {
      handIn(handedIn, name, answer("", "return x.mul(2);"));
    }
    handIn(handedIn, OWN_BUILD, answer("", "return x;"));
    ownBuild(handedIn.resolve(OWN_BUILD));
    grades =
        grade(handedIn, exercises, Sandbox.find(), folder.resolve("out")).stream()
            .collect(Collectors.toMap(StudentGrade::student, Function.identity()));
  }

  /** Tests that always pass, and all that JUnit and Java load by themselves. */
  private static void ownBuild(Path own) throws IOException {
    String test = "exercises/src/test/java/dev/descent/exercises/ex01twice/TwiceTest.java";
    Map<String, String> files =
        Map.of(
            test,
            "package dev.descent.exercises.ex01twice; class TwiceTest {}",
            "exercises/exercises.toml",
            "exercise = []",
            "exercises/pom.xml",
            "<project/>",
            "junit-platform.properties",
            "junit.jupiter.conditions.deactivate = *",
            "META-INF/services/javax.annotation.processing.Processor",
            "Evil",
            "META-INF/services/org.junit.platform.launcher.TestExecutionListener",
            "Evil",
            "Twice.class",
            "not even a class");
    for (var file : files.entrySet()) {
      Path path = own.resolve(file.getKey());
      Files.createDirectories(path.getParent());
      Files.writeString(path, file.getValue());
    }
  }

  private static void handIn(Path handedIn, String name, String file) throws IOException {
    Path own = Files.createDirectories(handedIn.resolve(name));
    Files.writeString(own.resolve("Twice.java"), file);
  }

  private static List<StudentGrade> grade(
      Path handedIn, Exercises exercises, Optional<Sandbox> jail, Path out) {
    GradedWith with = GradedWith.now(exercises, 1, jail);
    List<Exercise> graded = exercises.all();
    try (WorkerPool kit = new WorkerPool(2, StudentJvm.workers());
        CourseGrader grader =
            new CourseGrader(
                exercises,
                graded,
                with,
                false,
                SubmissionGrader.start(exercises, graded, with, jail, kit)::grade,
                2,
                out)) {
      return grader.grade(Submissions.read(handedIn, exercises).all(), grade -> {});
    }
  }

  private static String feedback(String student) throws IOException {
    Path page = folder.resolve("out").resolve(CourseFiles.page(grades.get(student)));
    return Files.readString(page);
  }

  @TestFactory
  @DisplayName("an attack gains no point, and is named")
  Stream<DynamicTest> attacks() {
    return tried.stream()
        .map(
            attack ->
                DynamicTest.dynamicTest(
                    attack.name() + ": " + attack.tries() + " (" + attack.layer() + ")",
                    () -> {
                      StudentGrade grade = grades.get(attack.name());
                      String feedback = feedback(attack.name());
                      assertAll(
                          () -> assertEquals(attack.points(), grade.points(), feedback),
                          () -> assertTrue(feedback.contains(attack.says()), feedback));
                    }));
  }

  @Test
  @DisplayName("the honest neighbours get all their points")
  void neighbours() {
    assertEquals(tried.size() + HONEST.size() + 1, grades.size());
    HONEST.forEach(name -> assertEquals(6, grades.get(name).points(), name));
  }

  @Test
  @DisplayName("own tests, services, properties and classes are not used, and the page says so")
  void ownBuild() throws IOException {
    assertEquals(2, grades.get(OWN_BUILD).points());
    String feedback = feedback(OWN_BUILD);
    for (String file :
        List.of("TwiceTest.java", "exercises.toml", "junit-platform.properties", "META-INF/serv")) {
      assertTrue(feedback.contains(file), file + " in " + feedback);
    }
  }

  @Test
  @DisplayName("the documentation has all of them, with the layer and what is said")
  void documented() throws IOException {
    List<String> page = Files.readAllLines(Path.of("../../docs/class-grading.md"));
    for (Attack attack : attacks) {
      String row =
          "| %s | %s | %s | %s of 6 | `%s` |"
              .formatted(
                  attack.name(), attack.tries(), attack.layer(), attack.points(), attack.says());
      assertTrue(page.contains(row), "docs/class-grading.md must have the row\n" + row);
    }
  }

  @Test
  @DisplayName("there are at least forty attacks, each with a name of its own")
  void count() {
    assertTrue(attacks.size() >= 40);
    assertEquals(attacks.size(), attacks.stream().map(Attack::name).distinct().count());
  }
}
