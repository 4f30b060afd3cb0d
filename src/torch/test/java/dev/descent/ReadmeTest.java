package dev.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The program of the page about this library, in a project that has nothing else. */
class ReadmeTest {
  @TempDir Path folder;

  /** This library's classes, Deeplearning4j, and a backend; nothing that only tests need. */
  private static String classPath() {
    return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
        .filter(entry -> !entry.endsWith("test-classes"))
        .filter(entry -> !entry.matches(".*/(com/fasterxml|org/junit|ch/qos)/.*"))
        .collect(Collectors.joining(File.pathSeparator));
  }

  @Test
  @DisplayName("the program compiles, trains, saves and restores, with a backend and no more")
  void program() throws Exception {
    Matcher code =
        Pattern.compile("```java\n(.*?)```", Pattern.DOTALL)
            .matcher(Files.readString(Path.of("README.md")));
    assertTrue(code.find());
    Path source = Files.writeString(folder.resolve("Xor.java"), code.group(1));
    String path = classPath();
    assertEquals(
        0,
        ToolProvider.getSystemJavaCompiler()
            .run(null, null, null, "-cp", path, "-d", folder.toString(), source.toString()));
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            folder + File.pathSeparator + path,
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
