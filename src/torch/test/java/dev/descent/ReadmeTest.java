package dev.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The program in this library's README, with this library, Deeplearning4j and a backend. {@code
 * it/xor} is the same with jars that Maven resolves, in {@code -Pfull} only.
 */
class ReadmeTest {
  @TempDir Path folder;

  @Test
  @DisplayName("the program compiles, trains, saves and restores, with a backend and no more")
  void program() throws Exception {
    Matcher code =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertTrue(code.find());
    assertEquals(Files.readString(Path.of("it/xor/src/main/java/Xor.java")), code.group(1));
    Files.writeString(folder.resolve("Xor.java"), code.group(1));
    OwnProject.compile(folder);
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            folder + File.pathSeparator + OwnProject.CLASS_PATH,
            "Xor",
            folder.resolve("xor.zip").toString());
    Path said = folder.resolve("said");
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(said.toFile())
            .redirectError(folder.resolve("errors").toFile())
            .start();
    assertEquals(0, process.waitFor(), Files.readString(folder.resolve("errors")));
    String output = Files.readString(said, StandardCharsets.UTF_8);
    Matcher loss = Pattern.compile("loss (\\d+[.,]\\d+)").matcher(output);
    assertTrue(loss.find(), output);
    assertTrue(Double.parseDouble(loss.group(1).replace(',', '.')) < 0.1, output);
    assertTrue(output.contains("the same next step: true"), output);
  }
}
