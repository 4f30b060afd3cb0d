package dev.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class AtomicFileTest {
  @TempDir Path folder;

  @Test
  void aFolderMayBeMissingButNotBeAFile() throws IOException {
    AtomicFile.requireFolder(folder.resolve("new/er"));
    assertFalse(Files.exists(folder.resolve("new")));
    Path file = Files.createFile(folder.resolve("file"));
    assertRefused(file.resolve("in"), file + " is a file");
  }

  @Test
  void whatCannotBeMadeIsFoundByTrying() throws IOException {
    Path tooLong = folder.resolve("new/" + "n".repeat(300));
    BadInputException thrown =
        assertThrows(BadInputException.class, () -> AtomicFile.requireFolder(tooLong));
    assertTrue(
        thrown.getMessage().startsWith(tooLong + ": must be a folder that can be written ("));
    AtomicFile.requireFolder(folder.resolve("new/../other/./"));
    AtomicFile.requireFolder(folder.resolve("new/../../" + folder.getFileName() + "/other"));
    try (var left = Files.list(folder)) {
      assertEquals(0, left.count(), "it leaves nothing");
    }
    assertThrows(BadInputException.class, () -> AtomicFile.requireFolderOf(folder));
  }

  @Test
  @DisabledOnOs(OS.WINDOWS)
  void aLinkMustLeadSomewhere() throws IOException {
    Path link = Files.createSymbolicLink(folder.resolve("link"), folder.resolve("target"));
    assertRefused(link, link + " is a symbolic link that leads nowhere");
    assertRefused(link.resolve("in"), link + " is a symbolic link that leads nowhere");
    Files.createDirectory(folder.resolve("target"));
    AtomicFile.requireFolder(link);
    AtomicFile.requireFolder(link.resolve("in"));
  }

  private static void assertRefused(Path out, String reason) {
    BadInputException thrown =
        assertThrows(BadInputException.class, () -> AtomicFile.requireFolder(out));
    assertEquals(out + ": must be a folder that can be written, " + reason, thrown.getMessage());
  }
}
