package dev.descent.course;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.catalog.Exercises;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CourseFilesTest {
  @TempDir Path dir;

  @Test
  void aFolderIsPlainAndNoOtherSubmissions() {
    assertEquals(
        "jorg-muller-zip-", CourseFiles.folder("Jörg Müller.zip").replaceAll("\\w{16}$", ""));
    assertEquals("student-", CourseFiles.folder("李小龙").replaceAll("\\w{16}$", ""));
    List<String> from =
        List.of(
            "ada",
            "Ada",
            "ada ",
            "a/da",
            "../ada",
            "..",
            "",
            "con",
            "a\nda",
            "ádá",
            "x".repeat(999),
            CourseFiles.folder("ada"),
            SampleClass.HOSTILE);
    Set<String> folders = new HashSet<>();
    for (String name : from) {
      String folder = CourseFiles.folder(name);
      assertTrue(folder.matches("[a-z0-9][a-z0-9-]{0,39}-[0-9a-f]{16}"), folder);
      assertTrue(folders.add(folder), folder);
    }
  }

  @Test
  void aGradeIsReadAgainUnlessAnOlderVersionHasWrittenIt() throws IOException {
    StudentGrade cy = SampleClass.missing();
    Path folder = CourseFiles.writeStudent(cy, SampleClass.exercises(dir), dir);
    assertEquals(Optional.of(cy), CourseFiles.readGrade(cy.from(), dir));
    Path file = folder.resolve("grade.json");
    String json = Files.readString(file);
    assertTrue(json.contains("\"state\" : \"MISSING\","), json);
    Files.writeString(file, json.replaceAll("\"state\" : \"\\w+\",", ""));
    assertEquals(Optional.empty(), CourseFiles.readGrade(cy.from(), dir));
  }

  @Test
  void aStudentsFolderHasWhatBelongsToTheLastGrade() throws IOException {
    Exercises exercises = SampleClass.exercises(dir);
    StudentGrade bob = SampleClass.wrong();
    Path folder = CourseFiles.writeStudent(bob, exercises, dir);
    assertEquals(
        Set.of(
            "TEST-descent.xml",
            "ex02train-1.png",
            "feedback.html",
            "feedback.md",
            "grade.json",
            "results.json"),
        names(folder));
    StudentGrade better =
        new StudentGrade(
            bob.student(),
            "",
            bob.from(),
            false,
            false,
            "",
            SampleClass.good().grades(),
            List.of(),
            1,
            bob.with());
    assertEquals(folder, CourseFiles.writeStudent(better, exercises, dir));
    assertFalse(names(folder).contains("ex02train-1.png"), "an old figure");
  }

  private static Set<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files
          .map(file -> file.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
