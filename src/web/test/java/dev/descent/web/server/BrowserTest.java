package dev.descent.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BrowserTest {
  private static final String ADDRESS = new Access(8400).address();

  @TempDir private Path home;

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).sorted().toList();
    }
  }

  private static String rights(Path file) throws IOException {
    assumeTrue(FileSystems.getDefault().supportedFileAttributeViews().contains("posix"));
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
  }

  @Test
  @DisplayName("the file with the token leads on, and its owner alone can read it")
  void own() throws IOException {
    Path folder = home.resolve("out");
    Path file = Browser.write(ADDRESS, folder);
    assertEquals(folder.resolve("open.html"), file);
    assertTrue(Files.readString(file).contains("content=\"0; url=" + ADDRESS + "\""));
    assertEquals(List.of("open.html"), names(folder));
    assertEquals("rw-------", rights(file));
  }

  @Test
  @DisplayName("a file of before that all can read is another file afterwards")
  void before() throws IOException {
    Path old = Files.writeString(home.resolve("open.html"), "old");
    rights(old);
    Files.setPosixFilePermissions(old, PosixFilePermissions.fromString("rw-rw-rw-"));
    Path file = Browser.write(ADDRESS, home);
    assertEquals("rw-------", rights(file));
    assertEquals(List.of("open.html"), names(home));
  }

  @Test
  @DisplayName("a link that somebody has put there is replaced, and not written through")
  void link() throws IOException {
    rights(home);
    Path elsewhere = Files.writeString(home.resolve("elsewhere"), "mine");
    Path out = Files.createDirectory(home.resolve("out"));
    Files.createSymbolicLink(out.resolve("open.html"), elsewhere);
    Path file = Browser.write(ADDRESS, out);
    assertEquals("mine", Files.readString(elsewhere));
    assertTrue(Files.isRegularFile(file, LinkOption.NOFOLLOW_LINKS));
    assertEquals("rw-------", rights(file));
  }

  @Test
  @DisplayName("where it cannot be written nothing with the token stays behind")
  void cannot() throws IOException {
    Files.createDirectories(home.resolve("out/open.html/full"));
    assertThrows(IOException.class, () -> Browser.write(ADDRESS, home.resolve("out")));
    assertEquals(List.of("open.html"), names(home.resolve("out")));
    Path file = Files.writeString(home.resolve("file"), "");
    assertThrows(IOException.class, () -> Browser.write(ADDRESS, file));
    assertFalse(Files.readString(file).contains("token"));
  }
}
