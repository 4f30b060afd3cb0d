package dev.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class UserPathTest {
  private static final Path HOME = Path.of(System.getProperty("user.home"));

  @Test
  void aTildeAtTheBeginningIsTheHome() {
    assertEquals(HOME, UserPath.of("~"));
    assertEquals(HOME, UserPath.of("~/"));
    assertEquals(HOME.resolve("a/b"), UserPath.of("~/a/b"));
  }

  @Test
  void elsewhereItIsALetter() {
    for (String path : new String[] {"a/~", "./~/b", "~notes.csv", "a~/b", ""}) {
      assertEquals(Path.of(path), UserPath.of(path));
    }
  }
}
