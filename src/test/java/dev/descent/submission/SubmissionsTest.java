package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.descent.BadInputException;
import dev.descent.exercise.Exercise;
import dev.descent.exercise.Exercises;
import dev.descent.grade.TestHome;
import dev.descent.submission.Submission.Answer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.Zip64Mode;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipArchiveOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What students hand in, and what strangers might. A time limit is there for what would hang. */
@Timeout(value = 120, unit = TimeUnit.SECONDS)
class SubmissionsTest {
  private static final String MAIN = "exercises/src/main/java/dev/descent/exercises/";
  private static final String PLACE = MAIN + "ex01twice/Twice.java";
  private static final String TEST =
      "exercises/src/test/java/dev/descent/exercises/ex01twice/TwiceTest.java";
  private static final int MB = 1 << 20;

  @TempDir Path folder;

  private Path home;
  private Path dir;
  private Exercises exercises;

  @BeforeEach
  void start() throws IOException {
    home = folder.resolve("home");
    dir = folder.resolve("class");
    TestHome.copyTo(home);
    Files.createDirectories(dir);
    exercises = Exercises.load(home);
  }

  private void file(String path, String content) throws IOException {
    Path file = dir.resolve(path);
    Files.createDirectories(file.getParent());
    Files.writeString(file, content);
  }

  private Submission only() {
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(1, read.all().size(), () -> read.toString());
    return read.all().get(0);
  }

  private Submission zip(TestZip zip) throws IOException {
    zip.write(dir.resolve("jane.zip"));
    return only();
  }

  private static Answer answer(Submission submission) {
    assertEquals(1, submission.answers().size(), () -> submission.toString());
    return submission.answers().values().iterator().next();
  }

  private static void assertTaken(Submission submission, String path, String content) {
    Answer answer = answer(submission);
    assertNull(answer.problem());
    assertEquals(path, answer.path());
    assertEquals(content, new String(answer.content(), StandardCharsets.UTF_8));
  }

  private static void assertProblem(Submission submission, String problem) {
    Answer answer = answer(submission);
    assertNull(answer.content());
    assertEquals(problem, answer.problem());
  }

  private static void assertNothing(Submission submission, String note) {
    assertEquals(List.of(), List.copyOf(submission.answers().values()));
    assertTrue(submission.notes().contains(note), () -> submission.notes().toString());
  }

  private static byte[] spaces(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) ' ');
    return bytes;
  }

  // ---- what is a submission

  @Test
  @DisplayName("folders and archives are submissions, sorted by name; the rest is ignored")
  void entries() throws IOException {
    file("zoe/Twice.java", "z");
    file("amy/deep/er/Twice.java", "a");
    new TestZip().add("Twice.java", "m").write(dir.resolve("Max.ZIP"));
    file("grades.csv", "");
    file(".DS_Store", "");
    file(".git/Twice.java", "");
    file("__MACOSX/Twice.java", "");
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(
        List.of("Max.ZIP", "amy", "zoe"), read.all().stream().map(Submission::from).toList());
    assertEquals(
        List.of("Max", "amy", "zoe"), read.all().stream().map(Submission::student).toList());
    assertEquals(List.of("grades.csv is neither a folder nor a .zip"), read.ignored());
    assertTaken(read.all().get(0), "Twice.java", "m");
    assertTaken(read.all().get(1), "deep/er/Twice.java", "a");
    read.all().forEach(submission -> assertEquals(List.of(), submission.notes()));
  }

  @ParameterizedTest
  @CsvSource({
    "Jane Doe_1234567_assignsubmission_file_, Jane Doe",
    "Jane Doe_1234567_assignsubmission_file, Jane Doe",
    "Jane Doe_1234567_assignsubmission_file_answers.zip, Jane Doe",
    "doejane_12345_67890_solution.zip, doejane_12345_67890_solution",
    "doejane_LATE_12345_67890_solution.zip, doejane_LATE_12345_67890_solution",
    "ex-doejane, ex-doejane",
    "Žofie Nováková.zip, Žofie Nováková",
    ".zip, .zip",
    "_1_assignsubmission_file_, _1_assignsubmission_file_"
  })
  @DisplayName("the student's name is what the learning platform has added nothing to")
  void students(String from, String student) {
    assertEquals(student, Names.student(from));
  }

  @Test
  @DisplayName("a Moodle folder with an archive, a Canvas archive, and twice the same name")
  void platforms() throws IOException {
    new TestZip()
        .add("top/", "")
        .add("top/Twice.java", "moodle")
        .write(dir.resolve("Jane Doe_11_assignsubmission_file_/answers.zip"));
    file("Jane Doe_12_assignsubmission_file_/Twice.java", "other");
    new TestZip().add(PLACE, "canvas").write(dir.resolve("doejane_LATE_1_2_a.zip"));
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(3, read.all().size());
    assertTaken(read.all().get(0), "answers.zip/top/Twice.java", "moodle");
    assertTaken(read.all().get(1), "Twice.java", "other");
    assertTaken(read.all().get(2), PLACE, "canvas");
    assertEquals("Jane Doe", read.all().get(0).student());
    assertEquals("Jane Doe", read.all().get(1).student());
    assertEquals(3, read.all().stream().map(Submission::from).distinct().count());
  }

  @Test
  @DisplayName("archives are read one level deep")
  void archivesInArchives() throws IOException {
    byte[] inner = new TestZip().add("Twice.java", "inner").bytes();
    byte[] middle = new TestZip().add("inner.zip", inner).bytes();
    assertTaken(zip(new TestZip().add("a/inner.zip", inner)), "a/inner.zip/Twice.java", "inner");
    assertNothing(
        zip(new TestZip().add("middle.zip", middle)),
        "middle.zip/inner.zip is an archive in an archive in the submission, and is not read");
    Files.delete(dir.resolve("jane.zip"));
    Files.createDirectories(dir.resolve("jane"));
    Files.write(dir.resolve("jane/middle.zip"), middle);
    assertNothing(
        only(),
        "middle.zip/inner.zip is an archive in an archive in the submission, and is not read");
  }

  @Test
  @DisplayName("DIR must be a folder with submissions")
  void badDirs() throws IOException {
    String rule = "DIR must be a folder with a folder or a .zip for each student, got ";
    assertRefused(
        folder.resolve("nowhere"), rule + folder.resolve("nowhere") + ", which does not exist");
    assertRefused(dir, rule + dir + ", which is empty");
    file("notes.txt", "");
    assertRefused(
        dir, rule + dir + ", which has neither: notes.txt is neither a folder nor a .zip");
    assertRefused(
        dir.resolve("notes.txt"), rule + dir.resolve("notes.txt") + ", which is no folder");
  }

  private void assertRefused(Path where, String message) {
    BadInputException e =
        assertThrows(BadInputException.class, () -> Submissions.read(where, exercises));
    assertEquals(message, e.getMessage());
  }

  @Test
  @DisplayName("a submission without an answer says so")
  void nothing() throws IOException {
    Files.createDirectories(dir.resolve("jane"));
    assertNothing(only(), "no file of an exercise was found");
    file("jane/answers.rar", "Rar!");
    assertNothing(only(), "answers.rar is not read; hand in a .zip");
  }

  // ---- which file is the answer

  @Test
  @DisplayName("the kit's place is better than the exercise's folder, and that than any other")
  void ranks() throws IOException {
    file("jane/Twice.java", "bare");
    assertTaken(only(), "Twice.java", "bare");
    file("jane/a/ex01twice/Twice.java", "folder");
    assertTaken(only(), "a/ex01twice/Twice.java", "folder");
    assertEquals(
        List.of(
            "a/ex01twice/Twice.java is taken for ex01twice, and not Twice.java, which is not the"
                + " same"),
        only().notes());
    file("jane/b/c/" + PLACE, "kit");
    assertTaken(only(), "b/c/" + PLACE, "kit");
    assertEquals(
        List.of(
            "b/c/"
                + PLACE
                + " is taken for ex01twice, and not a/ex01twice/Twice.java, Twice.java, which are"
                + " not the same"),
        only().notes());
  }

  @Test
  @DisplayName(
      "of the same rank it is the shallowest, then the first by name; copies do not matter")
  void sameRank() throws IOException {
    file("jane/b/Twice.java", "1");
    file("jane/c/Twice.java", "1");
    file("jane/a/a/Twice.java", "1");
    assertTaken(only(), "b/Twice.java", "1");
    assertEquals(List.of(), only().notes());
    for (String name : List.of("c", "d", "e", "f", "g")) {
      file("jane/" + name + "/Twice.java", name);
    }
    assertTaken(only(), "b/Twice.java", "1");
    assertEquals(
        List.of(
            "b/Twice.java is taken for ex01twice, and not c/Twice.java, d/Twice.java, e/Twice.java"
                + " and 2 more, which are not the same"),
        only().notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "starts/ex01twice/Twice.java",
        "solutions/src/main/java/dev/descent/exercises/ex01twice/Twice.java",
        "solutions/mistakes/ex01twice/Once/Twice.java",
        "exercises/src/test/java/dev/descent/exercises/ex01twice/Twice.java",
        "exercises/target/src/main/java/dev/descent/exercises/ex01twice/Twice.java",
        ".git/Twice.java",
        ".descent/backups/ex01twice/Twice.java",
        "__MACOSX/Twice.java",
        "src/main/java/dev/descent/layer/Twice.java",
        "twice.java",
        "MyTwice.java",
        "Twice.java.txt"
      })
  @DisplayName("what lies in the kit's other folders is no answer")
  void noAnswers(String path) throws IOException {
    file("jane/a/" + path, "x");
    assertTrue(only().answers().isEmpty());
    Files.move(dir.resolve("jane"), folder.resolve("away"));
    assertTrue(zip(new TestZip().add("a/" + path, "x")).answers().isEmpty());
  }

  @Test
  @DisplayName("a start handed in alone is named")
  void startAlone() throws IOException {
    file("jane/exercises/starts/ex01twice/Twice.java", "x");
    assertNothing(
        only(),
        "exercises/starts/ex01twice/Twice.java is not taken for ex01twice: answers are not below"
            + " starts");
  }

  @Test
  @DisplayName("a class that two exercises have is told apart by folder, then by package")
  void sameClass() throws IOException {
    Path toml = home.resolve("exercises/exercises.toml");
    String one = Files.readString(toml);
    Files.writeString(toml, one + "\n" + one.replace("ex01twice", "ex02again"));
    exercises = Exercises.load(home);
    file("jane/x/Twice.java", "/** Doc. */\n  package dev.descent.exercises.ex02again;\n");
    assertEquals(List.of("ex02again"), List.copyOf(only().answers().keySet()));
    assertEquals(List.of(), only().notes());
    file("jane/ex01twice/Twice.java", "package wrong;");
    Submission both = only();
    assertEquals("ex01twice/Twice.java", both.answers().get("ex01twice").path());
    assertEquals("x/Twice.java", both.answers().get("ex02again").path());
    file("jane/x/Twice.java", "\n".repeat(MB - 20) + "class Twice {}");
    assertEquals(List.of("ex01twice"), List.copyOf(only().answers().keySet()));
    assertEquals(
        List.of(
            "x/Twice.java is not taken: it may be for ex01twice or ex02again, and its package line"
                + " does not say which"),
        only().notes());
  }

  @Test
  @DisplayName("compiled code is no source")
  void compiled() throws IOException {
    file("jane/bin/dev/descent/exercises/ex01twice/Twice.class", "x");
    assertProblem(only(), "is compiled code; hand in the source");
    file("jane/Twice.java", "x");
    assertTaken(only(), "Twice.java", "x");
    assertEquals(
        List.of("bin/dev/descent/exercises/ex01twice/Twice.class is not used"), only().notes());
  }

  // ---- what else is in it

  @Test
  @DisplayName(
      "files of the kit that were changed are named; line ends and notes of one's own are not")
  void changedKit() throws IOException {
    file("jane/kit/" + PLACE, "x");
    for (String path : List.of("exercises/exercises.toml", TEST)) {
      file("jane/kit/" + path, Files.readString(home.resolve(path)).replace("\n", "\r\n"));
    }
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("exercises/README.md"), "read me");
    file("jane/kit/pom.xml", "<project/>");
    file("jane/kit/exercises/README.md", "my notes");
    assertEquals(List.of(), only().notes());
    file("jane/kit/pom.xml", "<project>mine</project>");
    file("jane/kit/" + TEST, "class TwiceTest {}");
    file("jane/kit/exercises/exercises.toml", "");
    file("jane/kit/" + MAIN + "ex01twice/Helper.java", "class Helper {}");
    file("jane/kit/lessons/src/main/java/Mine.java", "");
    assertEquals(
        List.of(
            "kit/pom.xml differs from the kit's and is not used",
            "kit/exercises/exercises.toml differs from the kit's and is not used",
            "kit/" + TEST + " differs from the kit's and is not used",
            "kit/" + MAIN + "ex01twice/Helper.java is not used"),
        only().notes());
    assertTaken(only(), "kit/" + PLACE, "x");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "TwiceTest.java",
        "a/" + TEST,
        "src/test/java/dev/descent/exercises/ex01twice/TwiceTest.java"
      })
  @DisplayName("a changed test is found without the rest of the kit, too")
  void changedTest(String path) throws IOException {
    file("jane/Twice.java", "x");
    file("jane/" + path, Files.readString(home.resolve(TEST)));
    assertEquals(List.of(), only().notes());
    file("jane/" + path, "changed");
    assertEquals(List.of(path + " differs from the kit's and is not used"), only().notes());
  }

  @Test
  @DisplayName("the module of the exercises alone is known by its list")
  void moduleAlone() throws IOException {
    file("jane/ex/exercises.toml", Files.readString(home.resolve("exercises/exercises.toml")));
    file("jane/ex/src/main/java/dev/descent/exercises/ex01twice/Twice.java", "x");
    file("jane/ex/" + TEST.substring("exercises/".length()), "changed");
    assertEquals(
        List.of(
            "ex/"
                + TEST.substring("exercises/".length())
                + " differs from the kit's and is not used"),
        only().notes());
    assertEquals(1, only().answers().size());
  }

  @Test
  @DisplayName("what could change how a test runs is not used")
  void unused() throws IOException {
    file("jane/Twice.java", "x");
    file("jane/META-INF/services/org.junit.platform.launcher.TestExecutionListener", "Mine");
    file("jane/junit-platform.properties", "");
    file("jane/lib/junit.jar", "");
    file("jane/Mine.class", "");
    file("jane/notes.txt", "");
    assertEquals(
        List.of(
            "Mine.class is not used",
            "junit-platform.properties is not used",
            "lib/junit.jar is not used",
            "META-INF/services/org.junit.platform.launcher.TestExecutionListener is not used"),
        only().notes());
  }

  @Test
  @DisplayName("notes are few")
  void manyNotes() throws IOException {
    for (int i = 0; i < 50; i++) {
      file("jane/" + i + ".class", "");
    }
    List<String> notes = only().notes();
    assertEquals(21, notes.size());
    assertEquals("and 31 more", notes.get(20));
  }

  @Test
  @DisplayName("a clone of the whole kit has all its exercises and nothing to be said of")
  void wholeKit() throws IOException {
    Path kit = Path.of("..").toRealPath();
    exercises = Exercises.load(kit);
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes);
        Stream<Path> files = Files.walk(kit)) {
      List<Path> chosen =
          files
              .filter(Files::isRegularFile)
              .map(kit::relativize)
              .filter(file -> !file.toString().matches("(.*[/\\\\])?(target|\\.git)([/\\\\].*)?"))
              .filter(file -> file.toString().matches("(exercises|src|lessons|sol|pom).*"))
              .toList();
      for (Path file : chosen) {
        zip.putNextEntry(new ZipEntry("descent-main/" + file.toString().replace('\\', '/')));
        Files.copy(kit.resolve(file), zip);
      }
    }
    Files.write(dir.resolve("jane.zip"), bytes.toByteArray());
    Submission read = only();
    assertEquals(List.of(), read.notes());
    assertEquals(
        exercises.all().stream().map(Exercise::id).toList(), List.copyOf(read.answers().keySet()));
    for (Exercise exercise : exercises.all()) {
      Answer answer = read.answers().get(exercise.id());
      assertArrayEquals(Files.readAllBytes(exercises.file(exercise)), answer.content());
    }
  }

  // ---- archives of strangers

  @Test
  @DisplayName("archives of other programs are read: streamed, stored, in 64 bits, empty")
  void programs() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) { // sizes behind the files
      zip.setComment("handed in late, sorry");
      zip.putNextEntry(new ZipEntry("./a//Twice.java"));
      zip.write('s');
    }
    Files.write(dir.resolve("jane.zip"), bytes.toByteArray());
    assertTaken(only(), "a/Twice.java", "s");
    assertTaken(zip(new TestZip().add("Twice.java", "x", e -> e.method = 0)), "Twice.java", "x");
    bytes.reset();
    try (ZipArchiveOutputStream zip = new ZipArchiveOutputStream(bytes)) {
      zip.setUseZip64(Zip64Mode.AlwaysWithCompatibility);
      zip.putArchiveEntry(new ZipArchiveEntry("Twice.java"));
      zip.write('w');
      zip.closeArchiveEntry();
    }
    Files.write(dir.resolve("jane.zip"), bytes.toByteArray());
    assertTaken(only(), "Twice.java", "w");
    assertNothing(zip(new TestZip()), "no file of an exercise was found");
  }

  @Test
  @DisplayName("names of Windows have backslashes and letters of their own")
  void windowsNames() throws IOException {
    byte[] name = {'a', '\\', (byte) 0x94, '.', 'c', 'l', 'a', 's', 's'}; // ö in code page 437
    Submission read =
        zip(new TestZip().add("a\\Twice.java", "x").add("", "", entry -> entry.name = name));
    assertTaken(read, "a/Twice.java", "x");
    assertEquals(List.of("a/ö.class is not used"), read.notes());
    // Said to be UTF-8, and is not.
    read =
        zip(
            new TestZip()
                .add("Twice.java", "x")
                .add(
                    "",
                    "",
                    entry -> {
                      entry.name = name;
                      entry.flags = 1 << 11;
                    }));
    assertEquals(List.of("a/\uFFFD.class is not used"), read.notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../Twice.java",
        "a/../../Twice.java",
        "a/../Twice.java",
        "/etc/Twice.java",
        "C:\\Twice.java",
        "c:Twice.java",
        "..\\Twice.java",
        "\\\\host\\share\\Twice.java"
      })
  @DisplayName("a name that leads out of the archive is not used, and nothing is written")
  void zipSlip(String name) throws IOException {
    List<Path> before = tree();
    Submission read = zip(new TestZip().add(name, "x"));
    assertNothing(
        read,
        "jane.zip has names that lead out of it, or too long or deep ones, which are not used, such as "
            + name);
    Files.delete(dir.resolve("jane.zip"));
    assertEquals(before, tree());
    read = zip(new TestZip().add(name, "x").add("Twice.java", "good"));
    assertTaken(read, "Twice.java", "good");
  }

  private List<Path> tree() throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.sorted().collect(Collectors.toList());
    }
  }

  @Test
  @DisplayName("an absurdly long name is not used")
  void longName() throws IOException {
    Submission read = zip(new TestZip().add("x".repeat(60_000) + "/Twice.java", "x"));
    assertTrue(read.answers().isEmpty());
    assertTrue(read.notes().get(0).length() < 300);
    read = zip(new TestZip().add("d/".repeat(65) + "Twice.java", "x"));
    assertTrue(read.answers().isEmpty());
    read = zip(new TestZip().add("dddd/".repeat(64) + "Twice.java", "x"));
    assertEquals("x", new String(answer(read).content(), StandardCharsets.UTF_8));
    assertEquals(160, answer(read).path().length());
  }

  @Test
  @DisplayName("the same name twice: the first is taken, and that is said")
  void duplicates() throws IOException {
    Submission read = zip(new TestZip().add("Twice.java", "1").add("Twice.java", "2"));
    assertTaken(read, "Twice.java", "1");
    assertEquals(
        List.of("Twice.java is taken for ex01twice, and not Twice.java, which is not the same"),
        read.notes());
    read = zip(new TestZip().add("Twice.java", "1").add("Twice.java", "1"));
    assertEquals(List.of(), read.notes());
  }

  @Test
  @DisplayName("names are shown without control characters, and are one line")
  void names() throws IOException {
    Submission read =
        zip(
            new TestZip()
                .add("a\u001b[31m\nb\u202e\u0000<b>/Twice.java", "x")
                .add("\u009b2J\r\n.jar", "x"));
    assertTaken(read, "a\uFFFD[31m\uFFFDb\uFFFD\uFFFD<b>/Twice.java", "x");
    assertEquals(List.of("\uFFFD2J\uFFFD\uFFFD.jar is not used"), read.notes());
  }

  @Test
  @DisplayName("names of students are shown so, too, and stay apart")
  void studentNames() throws IOException {
    assumeFalse(System.getProperty("os.name").startsWith("Windows"));
    file("a\nb/Twice.java", "1");
    file("a\tb/Twice.java", "2");
    file("c\u001b]0;x/d\n.jar", "3");
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(
        List.of("a\uFFFDb", "a\uFFFDb (2)", "c\uFFFD]0;x"),
        read.all().stream().map(Submission::from).toList());
    assertTrue(read.all().get(2).notes().contains("d\uFFFD.jar is not used"));
  }

  @Test
  @DisplayName("a source of more than 1 MB is refused, one of 1 MB is not")
  void largeSource() throws IOException {
    String problem = "must be smaller than 1 MB, and is larger";
    assertEquals(MB, answer(zip(new TestZip().add("Twice.java", spaces(MB)))).content().length);
    assertProblem(zip(new TestZip().add("Twice.java", spaces(MB + 1))), problem);
    Files.delete(dir.resolve("jane.zip"));
    file("jane/Twice.java", "x".repeat(MB + 1));
    assertProblem(only(), problem);
  }

  @Test
  @DisplayName("what an archive says of sizes is not believed")
  void falseSizes() throws IOException {
    String large = "must be smaller than 1 MB, and is larger";
    String damaged = "is damaged in the archive";
    byte[] bomb = spaces(100 * MB);
    assertProblem(zip(new TestZip().add("Twice.java", bomb, e -> e.size = 10)), large);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.size = 10)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.size = -1)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.packed = 1)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.packed = -1)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.at = -1)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.at = 3)), damaged);
    assertProblem(zip(new TestZip().add("Twice.java", "x", e -> e.crc = 3)), damaged);
  }

  @Test
  @DisplayName("a bomb that nobody wants is not unpacked; a bomb in an archive goes off nowhere")
  void bombs() throws IOException {
    byte[] bomb = spaces(100 * MB);
    assertTaken(zip(new TestZip().add("a.bin", bomb).add("Twice.java", "x")), "Twice.java", "x");
    Submission read = zip(new TestZip().add("a.zip", bomb).add("Twice.java", "x"));
    assertTaken(read, "Twice.java", "x");
    assertEquals(List.of("a.zip must be smaller than 50 MB, and is larger"), read.notes());
    TestZip many = new TestZip().add("Twice.java", "x");
    byte[] inner =
        new TestZip().add("a.bin", bomb).add("pad", spaces(20 * MB), e -> e.method = 0).bytes();
    for (int i = 0; i < 4; i++) {
      many.add(i + ".zip", inner);
    }
    read = zip(many);
    assertTaken(read, "Twice.java", "x");
    assertEquals(
        "2.zip is not read: archives in archives must be smaller than 50 MB", read.notes().get(0));
  }

  @Test
  @DisplayName("no more than 200 MB are read of a submission")
  void manyBytes() throws IOException {
    TestZip zip = new TestZip();
    byte[] content = spaces(MB);
    for (int i = 0; i < 250; i++) {
      content[0] = (byte) i;
      zip.add(i + "/Twice.java", content);
    }
    zip.add(TEST, "changed");
    zip.write(dir.resolve("bomb.zip"));
    file("jane/Twice.java", "x");
    Submissions read = Submissions.read(dir, exercises);
    Submission bomb = read.all().get(0);
    assertEquals(
        "the submission has more than 200 MB to read: the rest was not read", bomb.notes().get(0));
    assertEquals("0/Twice.java", answer(bomb).path());
    assertEquals(2, bomb.notes().size());
    assertTaken(read.all().get(1), "Twice.java", "x");
  }

  @Test
  @DisplayName("no more than 20,000 files are looked at, in archives and in folders")
  void manyFiles() throws IOException {
    TestZip zip = new TestZip().add("Twice.java", "x");
    for (int i = 0; i < 30_000; i++) {
      zip.add("f" + i + ".jar", "");
    }
    String note = "the submission has more than 20,000 files: the others were not looked at";
    Submission read = zip(zip);
    assertTaken(read, "Twice.java", "x");
    assertEquals(note, read.notes().get(0));
    Files.delete(dir.resolve("jane.zip"));
    file("jane/Twice.java", "x");
    Files.createDirectories(dir.resolve("jane/many"));
    for (int i = 0; i < 20_000; i++) {
      Files.createFile(dir.resolve("jane/many/" + i));
    }
    assertTaken(only(), "Twice.java", "x");
    assertEquals(List.of(note), only().notes());
  }

  @Test
  @DisplayName("files that overlap are not read")
  void overlap() throws IOException {
    Submission read =
        zip(new TestZip().add("Twice.java", "x").add("b/Twice.java", "y", entry -> entry.at = 0));
    assertNothing(read, "jane.zip has files that overlap, as in no ordinary .zip, and is not read");
  }

  @Test
  @DisplayName("encrypted files and unknown methods are refused")
  void notReadable() throws IOException {
    assertProblem(
        zip(new TestZip().add("Twice.java", "x", entry -> entry.flags = 1)),
        "is encrypted; hand it in without a password");
    assertProblem(
        zip(new TestZip().add("Twice.java", "x", entry -> entry.method = 14)),
        "is packed in a way that is not read; pack it as an ordinary .zip");
    assertNothing(
        zip(new TestZip().add("a.zip", "x", entry -> entry.flags = 1)),
        "a.zip is encrypted; hand it in without a password");
  }

  @Test
  @DisplayName("links, pipes and folders in archives are no files")
  void kindsInArchives() throws IOException {
    assertProblem(
        zip(new TestZip().add("Twice.java", "/etc/passwd", entry -> entry.mode = TestZip.LINK)),
        "is a link, and must be a file");
    assertProblem(
        zip(new TestZip().add("Twice.java", "", entry -> entry.mode = TestZip.PIPE)),
        "is a device or a pipe, and must be a file");
    assertProblem(zip(new TestZip().add("Twice.java/", "")), "is a folder, and must be a file");
    Submission read =
        zip(
            new TestZip()
                .add(PLACE, "x", entry -> entry.mode = TestZip.LINK)
                .add("Twice.java", "x")
                .add("a", "/etc", entry -> entry.mode = TestZip.LINK));
    assertTaken(read, "Twice.java", "x");
    assertEquals(
        List.of(
            "Twice.java is taken for ex01twice, and not " + PLACE + ", which is not the same",
            "a is a link, and is not followed"),
        read.notes());
  }

  @Test
  @DisplayName("an archive cut off anywhere, or with any byte changed, is read or refused in words")
  void damaged() throws IOException {
    byte[] whole = new TestZip().add("a/", "").add("a/Twice.java", "abcabcabcabc").bytes();
    for (int length = 0; length < whole.length; length++) {
      assertClear(Arrays.copyOf(whole, length));
    }
    for (int i = 0; i < whole.length; i++) {
      for (int change : new int[] {1, 0x40, 0x80, 0xff}) {
        byte[] changed = whole.clone();
        changed[i] ^= (byte) change;
        assertClear(changed);
      }
    }
    assertNothing(
        zip(new TestZip().add("a.zip", "no archive")),
        "a.zip is no .zip, or is damaged: its end is missing");
  }

  private void assertClear(byte[] archive) throws IOException {
    Files.write(dir.resolve("jane.zip"), archive);
    Submission read = only();
    read.answers()
        .values()
        .forEach(
            answer -> {
              if (answer.content() == null) {
                assertFalse(answer.problem().contains("xception"), answer.problem());
              } else {
                assertEquals("abcabcabcabc", new String(answer.content(), StandardCharsets.UTF_8));
              }
            });
    assertFalse(read.answers().isEmpty() && read.notes().isEmpty());
    read.notes().forEach(note -> assertFalse(note.contains("xception"), note));
  }

  // ---- folders of strangers

  private static void link(Path link, Path target) {
    try {
      Files.createDirectories(link.getParent());
      Files.createSymbolicLink(link, target);
    } catch (IOException | UnsupportedOperationException e) {
      assumeTrue(false, "no links here: " + e);
    }
  }

  @Test
  @DisplayName("links are never followed")
  void links() throws IOException {
    Path secret = folder.resolve("secret");
    Files.createDirectories(secret);
    Files.writeString(secret.resolve("Twice.java"), "secret");
    link(dir.resolve("jane/Twice.java"), secret.resolve("Twice.java"));
    link(dir.resolve("jane/more"), secret);
    link(dir.resolve("jane/loop"), dir.resolve("jane"));
    new TestZip().add("Twice.java", "secret").write(secret.resolve("s.zip"));
    link(dir.resolve("jane/s.zip"), secret.resolve("s.zip"));
    link(dir.resolve("linked"), secret);
    link(dir.resolve("linked.zip"), secret.resolve("s.zip"));
    assertProblem(only(), "is a link, and must be a file");
    assertEquals(
        List.of(
            "loop is a link, and is not followed",
            "more is a link, and is not followed",
            "s.zip is a link, and is not followed"),
        only().notes());
    assertEquals(
        List.of(
            "linked is a link, and is not followed", "linked.zip is a link, and is not followed"),
        Submissions.read(dir, exercises).ignored());
    file("jane/a/Twice.java", "x");
    assertTaken(only(), "a/Twice.java", "x");
  }

  @Test
  @DisplayName("pipes are not opened, and a folder is no file")
  void pipes() throws Exception {
    file("jane/Twice.java/x.txt", "");
    assertProblem(only(), "is a folder, and must be a file");
    Path pipe = dir.resolve("max/Twice.java");
    Files.createDirectories(pipe.getParent());
    for (Path made :
        List.of(pipe, dir.resolve("max/a"), dir.resolve("pipe"), dir.resolve("p.zip"))) {
      assumeTrue(mkfifo(made), "no pipes here");
    }
    Submissions read = Submissions.read(dir, exercises);
    assertProblem(read.all().get(1), "is a device or a pipe, and must be a file");
    assertEquals(List.of("a is a device or a pipe, and is not opened"), read.all().get(1).notes());
    assertEquals(
        List.of("p.zip is neither a folder nor a .zip", "pipe is neither a folder nor a .zip"),
        read.ignored());
  }

  private static boolean mkfifo(Path path) throws InterruptedException {
    try {
      return new ProcessBuilder("mkfifo", path.toString()).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  @DisplayName("what may not be read says so")
  void unreadable() throws IOException {
    file("jane/Twice.java", "x");
    file("jane/a/b.txt", "");
    file("max/Twice.java", "x");
    file("zoe.zip", "");
    for (String path : List.of("jane/Twice.java", "jane/a", "max", "zoe.zip")) {
      try {
        Files.setPosixFilePermissions(
            dir.resolve(path), PosixFilePermissions.fromString("---------"));
      } catch (UnsupportedOperationException e) {
        assumeTrue(false, "no permissions here");
      }
    }
    try {
      assumeFalse(Files.isReadable(dir.resolve("max")), "this user may read all");
      Submissions read = Submissions.read(dir, exercises);
      assertProblem(read.all().get(0), "must be readable, and is not");
      assertEquals(List.of("a/ must be readable, and is not"), read.all().get(0).notes());
      assertNothing(read.all().get(1), "the folder must be readable, and is not");
      assertNothing(read.all().get(2), "zoe.zip must be readable, and is not");
    } finally {
      for (String path : List.of("jane/a", "max")) {
        Files.setPosixFilePermissions(
            dir.resolve(path), PosixFilePermissions.fromString("rwx------"));
      }
    }
  }

  @Test
  @DisplayName("folders are not followed down without end")
  void deepFolders() throws IOException {
    file("jane/" + "d/".repeat(60) + "Twice.java", "x");
    file("jane/" + "e/".repeat(100) + "Twice.java", "y");
    Submission read = only();
    assertEquals("x", new String(answer(read).content(), StandardCharsets.UTF_8));
    assertEquals(
        List.of("e/".repeat(64) + "e is in more than 64 folders, and is not looked into"),
        read.notes());
  }

  @Test
  @DisplayName("a file that grows, shrinks or goes while it is read")
  void changing() throws IOException {
    file("jane/Twice.java", "x");
    Limits limits = new Limits();
    List<SubmittedFile> files = SubmittedFiles.inFolder(dir.resolve("jane"), limits, new Notes());
    SubmittedFile twice = files.get(0);
    file("jane/Twice.java", "x".repeat(2 * MB));
    assertEquals("must be smaller than 1 MB, and is larger", refusal(twice));
    Files.delete(dir.resolve("jane/Twice.java"));
    assertEquals("was there, and was gone when it was to be read", refusal(twice));
    link(dir.resolve("jane/Twice.java"), home.resolve("exercises/exercises.toml"));
    assertEquals("is a link, and must be a file", refusal(twice));

    new TestZip().add("Twice.java", "x".repeat(100)).write(dir.resolve("max.zip"));
    SubmittedFile packed =
        SubmittedFiles.inArchive(dir.resolve("max.zip"), "max.zip", limits, new Notes()).get(0);
    Files.write(dir.resolve("max.zip"), new byte[40]);
    assertEquals("is damaged in the archive", refusal(packed));
    Files.write(dir.resolve("max.zip"), new byte[4]);
    assertEquals("is damaged in the archive", refusal(packed));
  }

  private static String refusal(SubmittedFile file) {
    return Refusal.words(assertThrows(IOException.class, () -> file.read(MB)));
  }

  @Test
  @DisplayName("one bad submission leaves the others alone")
  void others() throws IOException {
    file("amy/Twice.java", "a");
    file("bad.zip", "no archive");
    file("zoe/Twice.java", "z");
    Submissions read = Submissions.read(dir, exercises);
    assertTaken(read.all().get(0), "Twice.java", "a");
    assertNothing(read.all().get(1), "bad.zip is no .zip, or is damaged: its end is missing");
    assertTaken(read.all().get(2), "Twice.java", "z");
  }
}
