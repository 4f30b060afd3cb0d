package dev.descent.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of files that are no answers. */
class KitFilesTest extends HandedIn {
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
}
