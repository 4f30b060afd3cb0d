package dev.descent.watch;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SavedFileTest {
  @TempDir Path folder;

  @Test
  @DisplayName("a file written in place is saved once, when it is quiet")
  void inPlace() throws IOException {
    Path file = Files.writeString(folder.resolve("A.java"), "one");
    SavedFile saved = new SavedFile(file);
    assertFalse(saved.isSaved());
    Files.writeString(file, "two and");
    assertFalse(saved.isSaved(), "it may still be written");
    Files.writeString(file, "two and three");
    assertFalse(saved.isSaved(), "it was");
    assertTrue(saved.isSaved());
    assertFalse(saved.isSaved());
  }

  @Test
  @DisplayName("a file replaced by another of the same size is saved, its absence is not")
  void renamedOver() throws IOException {
    Path file = Files.writeString(folder.resolve("A.java"), "one");
    SavedFile saved = new SavedFile(file);
    Path other = Files.writeString(folder.resolve("A.java~"), "two");
    Files.setLastModifiedTime(other, Files.getLastModifiedTime(file));
    Files.delete(file);
    assertFalse(saved.isSaved());
    assertFalse(saved.isSaved());
    Files.move(other, file, StandardCopyOption.REPLACE_EXISTING);
    assertFalse(saved.isSaved());
    assertTrue(saved.isSaved());
  }

  @Test
  @DisplayName("a file that stays away is saved once, too: somebody has deleted it")
  void deleted() throws IOException {
    Path file = Files.writeString(folder.resolve("A.java"), "one");
    SavedFile saved = new SavedFile(file);
    Files.delete(file);
    for (int i = 0; i < SavedFile.LOOKS_WITHOUT; i++) {
      assertFalse(saved.isSaved());
    }
    assertTrue(saved.isSaved());
    assertFalse(saved.isSaved());
  }
}
