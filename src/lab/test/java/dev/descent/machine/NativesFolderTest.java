package dev.descent.machine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.descent.UnfitMachineException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class NativesFolderTest {
  @TempDir Path folder;
  private final Properties system = new Properties();
  private Path home;
  private Path project;

  @BeforeEach
  void make() throws IOException {
    home = Files.createDirectory(folder.resolve("home"));
    project = Files.createDirectory(folder.resolve("project"));
    system.setProperty("user.home", home.toString());
    system.setProperty("descent.home", project.toString());
  }

  @Test
  void isInTheHome() {
    assertEquals(home.resolve(".javacpp/cache"), NativesFolder.find(system, null));
    assertTrue(Files.isDirectory(home.resolve(".javacpp/cache")));
  }

  @Test
  void isInTheProjectWhereThereIsNoHome() throws IOException {
    for (String none : new String[] {"?", folder.resolve("gone").toString()}) {
      system.setProperty("user.home", none);
      assertEquals(project.resolve("src/target/natives"), NativesFolder.find(system, null));
    }
    assertFalse(Files.exists(Path.of("?")));
    assertFalse(Files.exists(folder.resolve("gone")), "a home is not made");
    // A file where the folder should be, as one that belongs to somebody else.
    Files.createFile(home.resolve(".javacpp"));
    system.setProperty("user.home", home.toString());
    assertEquals(project.resolve("src/target/natives"), NativesFolder.find(system, null));
  }

  @Test
  void isInTheHomeOfTheShellWhereJavaKnowsNone() {
    system.setProperty("user.home", "?");
    assertEquals(home.resolve(".javacpp/cache"), NativesFolder.find(system, home.toString()));
    assertEquals(
        project.resolve("src/target/natives"),
        NativesFolder.find(system, folder.resolve("gone").toString()));
  }

  @Test
  void isWhereTheUserSays() {
    system.setProperty("org.bytedeco.javacpp.cacheDir", folder.resolve("one").toString());
    assertEquals(folder.resolve("one"), NativesFolder.find(system, null));
    system.setProperty(NativesFolder.PROPERTY, folder.resolve("two").toString());
    assertEquals(folder.resolve("two"), NativesFolder.find(system, null));
  }

  @Test
  void isNeverAnotherOne() throws IOException {
    Path file = Files.createFile(folder.resolve("file"));
    system.setProperty(NativesFolder.PROPERTY, file.toString());
    UnfitMachineException thrown =
        assertThrows(UnfitMachineException.class, () -> NativesFolder.find(system, null));
    assertEquals(1, thrown.getMessage().lines().count());
    assertTrue(thrown.getMessage().contains(file.toString()), thrown.getMessage());
  }
}
