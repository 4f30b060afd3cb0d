package dev.descent.web.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class SecretsTest {
  @TempDir private Path folder;

  private Path file() {
    return folder.resolve("sub/open.json");
  }

  @Test
  @DisplayName("the next server has the same, of a file that only its owner can read")
  @DisabledOnOs(OS.WINDOWS)
  void kept() throws IOException {
    Secrets first = Secrets.kept(file());
    assertEquals(first, Secrets.kept(file()));
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file())));
    try (Stream<Path> files = Files.list(file().getParent())) {
      assertEquals(List.of(file()), files.toList());
    }
    assertEquals(3, Set.of(first.token(), first.session(), first.key()).size());
    assertFalse(first.toString().contains(first.token()));
  }

  @Test
  @DisplayName("what others could read is taken no more")
  @DisabledOnOs(OS.WINDOWS)
  void readByOthers() throws IOException {
    for (String rights : List.of("rw-r--r--", "rw----r--", "rw--w----", "rwxrwxrwx")) {
      Secrets before = Secrets.kept(file());
      Files.setPosixFilePermissions(file(), PosixFilePermissions.fromString(rights));
      Secrets after = Secrets.kept(file());
      assertNotEquals(before, after, rights);
      assertEquals(after, Secrets.kept(file()), rights);
    }
  }

  @Test
  @DisplayName("where a file is broken, short or not there, they are new")
  void broken() throws IOException {
    Secrets good = Secrets.kept(file());
    for (String text :
        List.of(
            "",
            "null",
            "[]",
            "{",
            "{\"token\":\"\",\"session\":\"\",\"key\":\"\"}",
            "{\"token\":\"" + good.token() + "\"}")) {
      Files.writeString(file(), text);
      Secrets after = Secrets.kept(file());
      assertNotEquals(good, after, text);
      assertEquals(after, Secrets.kept(file()), text);
    }
    Path noFolder = Files.writeString(folder.resolve("a-file"), "").resolve("open.json");
    assertNotEquals(Secrets.kept(noFolder), Secrets.kept(noFolder));
  }
}
