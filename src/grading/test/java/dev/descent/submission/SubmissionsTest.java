package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a class has handed in, and whose it is. */
class SubmissionsTest extends HandedIn {
  private List<String> froms(Submissions read) {
    return all(read).stream().map(Submission::from).toList();
  }

  @Test
  @DisplayName("every entry is a submission, but what programs have made; sorted by name")
  void entries() throws IOException {
    file("zoe/Twice.java", "z");
    file("amy/deep/er/Twice.java", "a");
    new TestZip().add("Twice.java", "m").write(dir.resolve("Max.ZIP"));
    file("grades.csv", "");
    file(".DS_Store", "");
    file("._zoe", "");
    file(".git/Twice.java", "");
    file("__MACOSX/Twice.java", "");
    file("Thumbs.db", "");
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(List.of("Max.ZIP", "amy", "grades.csv", "zoe"), froms(read));
    assertEquals(
        List.of("Max", "amy", "grades", "zoe"),
        all(read).stream().map(Submission::student).toList());
    assertEquals(
        List.of(
            "names taken as they are: 4 entries",
            "not read, as no student has made them: .DS_Store, ._zoe, .git, Thumbs.db, __MACOSX"),
        read.remarks().stream().sorted().toList());
    assertTaken(all(read).get(0), "Twice.java", "m");
    assertTaken(all(read).get(1), "deep/er/Twice.java", "a");
    assertEquals(
        List.of("no file of an exercise was found among grades.csv"), all(read).get(2).notes());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "Ben Example.rar",
        "Ben Example.7z",
        "Ben Example.tar.gz",
        "Ben Example.tgz",
        "Ben Example.tar",
        "Ben Example.zip",
        "Ben Example.gz",
        "Ben Example.tar.xz",
        "Ben Example.java",
        "Ben Example.java.txt",
        "Ben Example.pdf",
        "Ben Example.docx",
        "Ben Example.class",
        "Ben Example.jar",
        "Ben Example.html",
        "Ben Example",
        ".Ben Example",
        ".ben.zip"
      })
  @DisplayName(
      "nobody vanishes: a file of any kind is a submission, and says why nothing is graded")
  void anyFile(String name) throws IOException {
    file("zoe/Twice.java", "z");
    file(name, "no archive, no source");
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(2, all(read).size());
    Submission ben = all(read).get(0);
    assertEquals(name, ben.from());
    assertEquals(Map.of(), ben.answers());
    assertTrue(
        ben.notes().stream().anyMatch(note -> note.contains(name)), () -> ben.notes().toString());
  }

  @Test
  @DisplayName(
      "a folder that begins with a dot is a submission; one in a submission is looked into")
  void dots() throws IOException {
    file(".amy/Twice.java", "a");
    file("ben/.work/Twice.java", "b");
    new TestZip().add(".project/" + PLACE, "c").write(dir.resolve("cy.zip"));
    file("di/.old/Twice.java", "old");
    file("di/Twice.java", "d");
    List<Submission> all = all(Submissions.read(dir, exercises));
    assertTaken(all.get(0), "Twice.java", "a");
    assertTaken(all.get(1), ".work/Twice.java", "b");
    assertTaken(all.get(2), ".project/" + PLACE, "c");
    assertTaken(all.get(3), "Twice.java", "d");
    assertEquals(
        List.of(
            ".work/Twice.java is taken for ex01twice: it is in a hidden folder, and no other file was changed"),
        all.get(1).notes());
    assertEquals(List.of(), all.get(3).notes());
  }

  @Test
  @DisplayName("what is named as nobody's is not read")
  void othersThere() throws IOException {
    file("amy/Twice.java", "a");
    file("students.csv", "id,name");
    file("grades/class.html", "");
    Submissions read =
        Submissions.read(
            dir,
            exercises,
            List.of(
                dir.resolve("grades"), dir.resolve("../class/students.csv"), Path.of("nowhere")));
    assertEquals(List.of("amy"), froms(read));
    assertEquals(
        "not read, as no student has made them: grades, students.csv", read.remarks().get(1));
  }

  @Test
  @DisplayName("a Moodle folder with an archive, a Canvas archive, and twice the same name")
  void platforms() throws IOException {
    new TestZip()
        .add("top/", "")
        .add("top/Twice.java", "moodle")
        .write(dir.resolve("Jane Doe_11_assignsubmission_file_/answers.zip"));
    file("Jane Doe_12_assignsubmission_file_/Twice.java", "other");
    new TestZip().add(PLACE, "canvas").write(dir.resolve("doejane_LATE_1001_20002_a.zip"));
    Submissions read = Submissions.read(dir, exercises);
    assertEquals(3, all(read).size());
    assertTaken(all(read).get(0), "answers.zip/top/Twice.java", "moodle");
    assertTaken(all(read).get(1), "Twice.java", "other");
    assertTaken(all(read).get(2), PLACE, "canvas");
    assertEquals(
        List.of("Jane Doe 11", "Jane Doe 12", "doejane"),
        all(read).stream().map(Submission::student).toList());
    assertEquals(List.of("11", "12", "1001"), all(read).stream().map(Submission::id).toList());
    assertEquals(List.of(false, false, true), all(read).stream().map(Submission::late).toList());
    assertEquals(List.of(), all(read).get(2).notes());
    assertEquals(
        List.of("names read as Canvas's: 1 entry", "names read as Moodle's: 2 entries"),
        read.remarks());
  }

  @Test
  @DisplayName("flat exports, and several entries of a student, are read together")
  void together() throws IOException {
    String source = "package dev.descent.exercises.ex01twice; class Twice {}";
    file("Jane Doe_11_assignsubmission_file_My answer.java", source);
    file("Jane Doe_11_assignsubmission_onlinetext_/onlinetext.html", "<p>Hello");
    file("doejoe_1001_20002_notes.txt", "");
    new TestZip().add("a/Twice.java", "2").write(dir.resolve("doejoe_1001_20003_a.zip"));
    file("1_aexample_attempt_2026-11-02-10-00-00_Twice.java", source + " // second");
    file("1_aexample_attempt_2026-11-01-10-00-00_Twice.java", source + " // first");
    file("1_aexample_attempt_2026-11-02-10-00-00.txt", "Name: A");
    List<Submission> all = all(Submissions.read(dir, exercises));
    assertEquals(
        List.of("aexample", "Jane Doe", "doejoe"), all.stream().map(Submission::student).toList());
    assertTaken(all.get(0), "Twice.java", source + " // second");
    assertTaken(all.get(1), "My answer.java", source);
    assertTaken(all.get(2), "doejoe_1001_20003_a.zip/a/Twice.java", "2");
  }

  @Test
  @DisplayName("archives in archives are read, but no deeper")
  void archivesInArchives() throws IOException {
    byte[] inner = new TestZip().add("Twice.java", "inner").bytes();
    byte[] middle = new TestZip().add("inner.zip", inner).bytes();
    byte[] outer = new TestZip().add("middle.zip", middle).bytes();
    String note = "is an archive in an archive in an archive, and is not read";
    assertTaken(zip(new TestZip().add("a/inner.zip", inner)), "a/inner.zip/Twice.java", "inner");
    assertNothing(zip(new TestZip().add("middle.zip", middle)), "middle.zip/inner.zip " + note);
    Files.delete(dir.resolve("jane.zip"));
    Files.createDirectories(dir.resolve("jane"));
    Files.write(dir.resolve("jane/middle.zip"), middle);
    assertTaken(only(), "middle.zip/inner.zip/Twice.java", "inner");
    Files.write(dir.resolve("jane/middle.zip"), outer);
    assertNothing(only(), "middle.zip/middle.zip/inner.zip " + note);
  }

  @Test
  @DisplayName("DIR must be a folder with submissions")
  void badDirs() throws IOException {
    String rule = "DIR must be a folder with a folder, an archive or files for each student, got ";
    assertRefused(
        folder.resolve("nowhere"), rule + folder.resolve("nowhere") + ", which does not exist");
    assertRefused(dir, rule + dir + ", which is empty");
    file(".DS_Store", "");
    assertRefused(dir, rule + dir + ", which has only .DS_Store");
    assertRefused(
        dir.resolve(".DS_Store"), rule + dir.resolve(".DS_Store") + ", which is no folder");
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
}
