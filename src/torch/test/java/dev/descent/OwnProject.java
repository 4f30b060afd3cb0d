package dev.descent;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** A project that has this library and a backend, and nothing that only this module needs. */
final class OwnProject {
  /** This library's classes, Deeplearning4j and a backend. */
  static final String CLASS_PATH =
      Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
          .filter(entry -> !entry.endsWith("test-classes"))
          .filter(entry -> !isOnlyHere(entry.replace('\\', '/')))
          .collect(Collectors.joining(File.pathSeparator));

  private OwnProject() {}

  private static boolean isOnlyHere(String entry) {
    return entry.matches(".*/(com/fasterxml|org/junit|ch/qos|org/jspecify)/.*");
  }

  /**
   * Compiles all sources of a folder into it. A warning is an error, except of jars that
   * Deeplearning4j's own jars name and that are not there.
   */
  static void compile(Path folder) throws Exception {
    List<String> arguments =
        new ArrayList<>(
            List.of("-Xlint:all,-path", "-Werror", "-cp", CLASS_PATH, "-d", folder.toString()));
    try (Stream<Path> files = Files.list(folder)) {
      files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
    }
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    int code =
        ToolProvider.getSystemJavaCompiler()
            .run(null, said, said, arguments.toArray(String[]::new));
    assertEquals(0, code, said.toString());
  }
}
