package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Folders of strangers. */
class SubmittedFilesTest extends HandedIn {
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
    List<Submission> all = all(Submissions.read(dir, exercises));
    assertProblem(all.get(0), "is a link, and must be a file");
    assertEquals(
        List.of(
            "loop is a link, and is not followed",
            "more is a link, and is not followed",
            "s.zip is a link, and is not followed"),
        all.get(0).notes());
    assertNothing(all.get(1), "linked is a link, and is not followed");
    assertNothing(all.get(2), "linked.zip is a link, and is not followed");
    file("jane/a/Twice.java", "x");
    assertTaken(all(Submissions.read(dir, exercises)).get(0), "a/Twice.java", "x");
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
    assertProblem(all(read).get(1), "is a device or a pipe, and must be a file");
    assertEquals(List.of("a is a device or a pipe, and is not opened"), all(read).get(1).notes());
    assertNothing(all(read).get(2), "p.zip is a device or a pipe, and is not opened");
    assertNothing(all(read).get(3), "pipe is a device or a pipe, and is not opened");
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
      assertProblem(all(read).get(0), "must be readable, and is not");
      assertEquals(List.of("a/ must be readable, and is not"), all(read).get(0).notes());
      assertNothing(all(read).get(1), "the folder must be readable, and is not");
      assertNothing(all(read).get(2), "zoe.zip must be readable, and is not");
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
    ReadBudget limits = new ReadBudget();
    SubmittedFile twice = found("jane", limits).get(0);
    file("jane/Twice.java", "x".repeat(2 * MB));
    assertEquals("must be smaller than 1 MB, and is larger", refusal(twice));
    Files.delete(dir.resolve("jane/Twice.java"));
    assertEquals("was there, and was gone when it was to be read", refusal(twice));
    link(dir.resolve("jane/Twice.java"), home.resolve("exercises/exercises.toml"));
    assertEquals("is a link, and must be a file", refusal(twice));

    new TestZip().add("Twice.java", "x".repeat(100)).write(dir.resolve("max.zip"));
    SubmittedFile packed = found("max.zip", limits).get(0);
    Files.write(dir.resolve("max.zip"), new byte[40]);
    assertEquals("is damaged in the archive", refusal(packed));
    Files.write(dir.resolve("max.zip"), new byte[4]);
    assertEquals("is damaged in the archive", refusal(packed));
  }

  private List<SubmittedFile> found(String entry, ReadBudget limits) {
    SubmittedFiles files = new SubmittedFiles(limits, new Notes());
    files.find(Entry.of(dir.resolve(entry), entry), "");
    return files.all();
  }

  private static String refusal(SubmittedFile file) {
    return UnreadableException.words(assertThrows(IOException.class, () -> file.read(MB)));
  }

  @Test
  @DisplayName("one bad submission leaves the others alone")
  void others() throws IOException {
    file("amy/Twice.java", "a");
    file("bad.zip", "no archive");
    file("zoe/Twice.java", "z");
    Submissions read = Submissions.read(dir, exercises);
    assertTaken(all(read).get(0), "Twice.java", "a");
    assertNothing(all(read).get(1), "bad.zip is no .zip, or is damaged: its end is missing");
    assertTaken(all(read).get(2), "Twice.java", "z");
  }
}
