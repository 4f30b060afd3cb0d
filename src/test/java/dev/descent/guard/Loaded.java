package dev.descent.guard;

import dev.descent.exercise.NotAllowed;
import java.io.IOException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Classes of an answer as the JVM sees them: verified, linked and set up. */
final class Loaded {
  private Loaded() {}

  /**
   * Those of a folder that can be set up, in any order. Throws what the JVM thinks of the others.
   */
  static void all(Path classes) throws IOException, ClassNotFoundException {
    try (Stream<Path> all = Files.walk(classes);
        URLClassLoader loader = loader(classes)) {
      List<String> names =
          all.map(file -> classes.relativize(file).toString())
              .filter(file -> file.endsWith(".class"))
              .map(file -> file.replaceFirst("\\.class$", "").replace('/', '.').replace('\\', '.'))
              .toList();
      for (String name : names) {
        try {
          Class.forName(name, true, loader);
        } catch (NotAllowed | NoClassDefFoundError e) {
          // Its static initialiser was cut, or that of a class which it needs.
          Class.forName(name, false, loader);
        }
      }
    }
  }

  static URLClassLoader loader(Path classes) throws IOException {
    return new URLClassLoader(new URL[] {classes.toUri().toURL()});
  }
}
