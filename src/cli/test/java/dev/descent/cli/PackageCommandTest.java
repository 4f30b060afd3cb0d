package dev.descent.cli;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.Thorough;
import dev.descent.catalog.Exercise;
import dev.descent.catalog.Exercises;
import dev.descent.grade.Grade;
import dev.descent.grade.Grader;
import dev.descent.grade.StudentJvm;
import dev.descent.grade.TestGrade;
import dev.descent.submission.Submission;
import dev.descent.submission.Submissions;
import dev.descent.worker.WorkerPool;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TimeZone;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.ResourceLock;

/** The archives of this project, and the handout at work. */
@ResourceLock("descent.home")
class PackageCommandTest {
  private static final Path PROJECT = Path.of("../..").toAbsolutePath().normalize();
  private static final int DISTINCTIVE = 25; // letters

  @TempDir static Path folder;
  @TempDir Path scratch;

  private static Exercises exercises;
  private static Path handout;
  private static Path gradescope;

  @BeforeAll
  static void make() {
    exercises = Exercises.load(PROJECT);
    assumeTrue(exercises.areWhole(), "a handout has no solutions");
    handout = folder.resolve("handout.zip");
    gradescope = folder.resolve("gradescope.zip");
    assertEquals(0, descent("package", "handout", "--out", handout.toString()).exit());
    Result made =
        descent(
            "package",
            "gradescope",
            "--exercise",
            "12",
            "--exercise",
            "adam",
            "--out",
            gradescope.toString());
    assertEquals(0, made.exit(), made.toString());
    assertTrue(made.out().startsWith("Written:"), made.out());
  }

  @AfterAll
  static void noProject() {
    System.clearProperty("descent.home");
  }

  private record Result(int exit, String out, String err) {}

  private static Result descent(Path home, String... arguments) {
    System.setProperty("descent.home", home.toString());
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int exit =
        Descent.execute(
            Descent.commandLine().setOut(new PrintWriter(out)).setErr(new PrintWriter(err)),
            arguments);
    return new Result(exit, out.toString(), err.toString());
  }

  private static Result descent(String... arguments) {
    return descent(PROJECT, arguments);
  }

  /** Every file of an archive, those of archives in it, too. */
  private static Map<String, byte[]> files(byte[] archive) throws IOException {
    Map<String, byte[]> files = new LinkedHashMap<>();
    try (ZipInputStream zip = new ZipInputStream(new ByteArrayInputStream(archive))) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        byte[] bytes = zip.readAllBytes();
        files.put(entry.getName(), bytes);
        if (entry.getName().endsWith(".jar")) {
          for (var inner : files(bytes).entrySet()) {
            files.put(entry.getName() + "!" + inner.getKey(), inner.getValue());
          }
        }
      }
    }
    return files;
  }

  private static Map<String, byte[]> files(Path archive) throws IOException {
    return files(Files.readAllBytes(archive));
  }

  private static List<Path> sources(String... folders) throws IOException {
    List<Path> sources = new ArrayList<>();
    for (String name : folders) {
      try (Stream<Path> files = Files.walk(PROJECT.resolve(name))) {
        files
            .filter(file -> file.toString().matches(".*\\.(java|md|txt)"))
            .filter(file -> !file.toString().contains("/target/"))
            .forEach(sources::add);
      }
    }
    return sources;
  }

  /** The lines that say something. */
  private static Set<String> lines(String text) {
    return text.lines()
        .map(String::strip)
        .filter(line -> line.length() >= DISTINCTIVE)
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Test
  @DisplayName("nothing in them is from a solution, another right answer or a mistake's source")
  void noSolutions() throws IOException {
    Set<String> open = new HashSet<>(); // what stands elsewhere in the project, too
    for (Path file :
        sources(
            "docs",
            "exercises/src/test",
            "exercises/starts",
            "lessons/src",
            "src/bench",
            "src/torch",
            "src/lab",
            "src/grading",
            "src/web",
            "src/cli")) {
      open.addAll(lines(Files.readString(file)));
    }
    Set<String> handedOn = new HashSet<>();
    for (Path archive : List.of(handout, gradescope)) {
      for (byte[] bytes : files(archive).values()) {
        handedOn.addAll(lines(new String(bytes, StandardCharsets.UTF_8)));
      }
    }
    assertTrue(handedOn.containsAll(open));
    for (Path file : sources("solutions/src", "solutions/right")) {
      Set<String> own = lines(Files.readString(file));
      own.removeAll(open);
      if (file.startsWith(PROJECT.resolve("solutions/src"))
          && !file.endsWith("package-info.java")) {
        assertFalse(own.isEmpty(), file + " has no line of its own");
      }
      own.retainAll(handedOn);
      assertEquals(Set.of(), own, file.toString());
    }
    for (Exercise exercise : exercises.all()) {
      Set<String> own = lines(Files.readString(exercises.mistakesFile(exercise)));
      own.removeIf(line -> line.startsWith("says = "));
      for (String mistake : exercises.mistakes(exercise).keySet()) {
        own.addAll(lines(exercises.mistake(exercise, mistake)));
      }
      own.removeAll(open);
      assertFalse(own.isEmpty(), exercise.id() + " has no line of its own");
      own.retainAll(handedOn);
      assertEquals(Set.of(), own, exercise.id());
    }
  }

  @Test
  @DisplayName("a handout is the project with starts for answers and classes for mistakes")
  void contents() throws IOException {
    Map<String, byte[]> files = files(handout);
    assertEquals(new ArrayList<>(new TreeSet<>(outer(files))), outer(files), "sorted");
    assertTrue(outer(files).stream().allMatch(name -> name.startsWith("descent/")));
    for (String name :
        List.of(
            "descent",
            "descent.cmd",
            "pom.xml",
            "README.md",
            "docs/pytorch-to-dl4j.md",
            "lessons/README.md")) {
      assertArrayEquals(
          Files.readAllBytes(PROJECT.resolve(name)), files.get("descent/" + name), name);
    }
    assertEquals(
        List.of(),
        files.keySet().stream()
            .filter(name -> name.matches(".*/(target|out|\\.git|\\.ci|\\.descent|right)(/.*)?"))
            .filter(
                name -> !name.startsWith("descent/src/grading/test/resources/")) // a small project
            .toList());
    List<String> solutions =
        new ArrayList<>(List.of("descent/solutions/README.md", "descent/solutions/pom.xml"));
    for (Exercise exercise : exercises.all()) {
      byte[] start = Files.readAllBytes(exercises.start(exercise));
      for (Path place : List.of(exercises.start(exercise), exercises.file(exercise))) {
        assertArrayEquals(
            start, files.get("descent/" + PROJECT.relativize(place)), place.toString());
      }
      solutions.add("descent/" + PROJECT.relativize(exercises.mistakesFile(exercise)));
      for (String mistake : exercises.mistakes(exercise).keySet()) {
        solutions.add("descent/solutions/mistakes/" + exercise.id() + "/" + mistake + ".jar");
      }
      for (int i = 0; i < exercises.slipped(exercise).size(); i++) {
        solutions.add("descent/solutions/mistakes/%s/slips/%02d.jar".formatted(exercise.id(), i));
      }
    }
    assertEquals(
        new TreeSet<>(solutions),
        outer(files).stream()
            .filter(name -> name.startsWith("descent/solutions/"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  private static List<String> outer(Map<String, byte[]> files) {
    return files.keySet().stream().filter(name -> !name.contains("!")).toList();
  }

  @Test
  @DisplayName("Gradescope gets the handout and two scripts, which grade what was asked for")
  void forGradescope() throws IOException {
    Map<String, byte[]> files = files(gradescope);
    String run = new String(files.remove("run_autograder"), StandardCharsets.UTF_8);
    assertTrue(
        run.endsWith(
            "\nexec /autograder/source/descent/descent grade --gradescope /autograder"
                + " --exercise ex11adam --exercise ex12adaptive\n"),
        run);
    String setup = new String(files.remove("setup.sh"), StandardCharsets.UTF_8);
    assertTrue(setup.contains("apt-get install"), setup);
    assertFalse((setup + run).contains("\r"));
    assertEquals(files(handout).keySet(), files.keySet());
  }

  @Test
  @DisplayName("scripts can be started, and nothing else")
  void modes() throws IOException {
    Map<Path, List<String>> programs =
        Map.of(
            handout,
            List.of("descent/descent"),
            gradescope,
            List.of("descent/descent", "run_autograder", "setup.sh"));
    for (var archive : programs.entrySet()) {
      try (ZipFile zip = ZipFile.builder().setPath(archive.getKey()).get()) {
        List<String> found = new ArrayList<>();
        for (ZipArchiveEntry entry : Collections.list(zip.getEntries())) {
          int mode = entry.getUnixMode();
          assertTrue(mode == 0100755 || mode == 0100644, entry + " has " + mode);
          if (mode == 0100755) {
            found.add(entry.getName());
          }
        }
        assertEquals(archive.getValue(), found);
      }
    }
  }

  @Test
  @DisplayName("the same project gives the same bytes, in other time zones, too")
  void reproducible() throws IOException {
    Path again = scratch.resolve("again.zip");
    TimeZone here = TimeZone.getDefault();
    try {
      TimeZone.setDefault(TimeZone.getTimeZone("Asia/Kathmandu"));
      assertEquals(0, descent("package", "handout", "--out", again.toString()).exit());
    } finally {
      TimeZone.setDefault(here);
    }
    assertEquals(-1, Files.mismatch(handout, again));
  }

  @Test
  @DisplayName("what is no package is not replaced, and other endings are refused")
  void refusals() throws IOException {
    Path precious = Files.writeString(scratch.resolve("grades.zip"), "mine");
    Result refused = descent("package", "handout", "--out", precious.toString());
    assertEquals(2, refused.exit());
    assertEquals(
        "descent: --out must be a new file or a package of an earlier run, got " + precious,
        refused.err().strip());
    assertEquals("mine", Files.readString(precious));
    Result tar = descent("package", "handout", "--out", "handout.tar");
    assertEquals("descent: --out must be a .zip, got handout.tar", tar.err().strip());
    assertEquals(2, tar.exit());
    assertEquals(2, descent("package", "gradescope", "--exercise", "99").exit());
  }

  // ---- the handout at work

  private Exercises unpacked() throws IOException {
    Path home = scratch.resolve("descent");
    for (var file : files(handout).entrySet()) {
      if (!file.getKey().contains("!")) {
        Path to = scratch.resolve(file.getKey());
        Files.createDirectories(to.getParent());
        Files.write(to, file.getValue());
      }
    }
    return Exercises.load(home);
  }

  @Test
  @DisplayName("in a handout, the first mistake of every exercise is named from its classes")
  void named() throws IOException {
    Exercises handedOut = unpacked();
    assertEquals(exercises.all(), handedOut.all());
    try (WorkerPool pool = new WorkerPool(2, StudentJvm.workers())) {
      Grader grader = new Grader(handedOut, pool);
      for (Exercise exercise : Thorough.some(handedOut.all(), 5, "exercises of a handout")) {
        String mistake = exercises.mistakes(exercise).keySet().iterator().next();
        Path answer = scratch.resolve(exercise.type() + ".java");
        Files.writeString(answer, exercises.mistake(exercise, mistake));
        Grade grade = grader.grade(exercise, answer, 1);
        assertFalse(grade.passed(), grade.toString());
        assertEquals(
            Set.of(mistake),
            grade.tests().stream()
                .map(TestGrade::mistakes)
                .flatMap(List::stream)
                .collect(Collectors.toSet()),
            exercise.id());
      }
    }
  }

  @Test
  @DisplayName("a handout says what it has not")
  void whatAHandoutHasNot() throws IOException {
    Path home = unpacked().home();
    assertEquals(
        "descent: this is a handout, without solutions: ask who gave it to you",
        descent(home, "solution", "1").err().strip());
    for (List<String> command : List.of(List.of("dev", "check"), List.of("package", "handout"))) {
      Result refused = descent(home, command.toArray(String[]::new));
      assertEquals(3, refused.exit());
      assertTrue(
          refused.err().startsWith("descent: this is a handout, without solutions: "),
          refused.err());
      assertEquals(1, refused.err().lines().count());
    }
  }

  @Test
  @DisplayName("a handout that is handed in as a whole gives nothing to be said of")
  void handedIn() throws IOException {
    Path dir = Files.createDirectories(scratch.resolve("class"));
    Files.copy(handout, dir.resolve("jane.zip"));
    Submission submission = Submissions.read(dir, exercises).all().get(0).read();
    assertEquals(List.of(), submission.notes());
    assertEquals(exercises.all().size(), submission.answers().size());
  }
}
