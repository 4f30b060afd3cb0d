package dev.descent.grade;

import dev.descent.UnfitMachineException;
import dev.descent.exercise.Exercise;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * The graded tests of an exercise, compiled once and with the start. Whatever an answer is, these
 * run: nothing that a student has written is in the compilation of a test, so no name there means
 * anything but what it means to the author.
 */
final class TestClasses {
  private TestClasses() {}

  /**
   * The archive with the classes of the tests alone.
   *
   * @param start the untouched file
   * @param tests the graded tests
   * @param cache folder where it is, or is put
   * @throws UnfitMachineException if they do not compile, which is nobody's answer's fault
   */
  static Path of(Exercise exercise, Path start, Path tests, Path cache) throws IOException {
    return compiled(exercise.id() + "-tests", List.of(tests, start), cache);
  }

  /**
   * The classes of the first of some files, which are compiled together, once for what is in them.
   *
   * @param name begins the name of the archive
   */
  static Path compiled(String name, List<Path> files, Path cache) throws IOException {
    StringBuilder version = new StringBuilder(name + "-java" + Runtime.version().feature());
    for (Path file : files) {
      version.append("-").append(Folders.sum(file));
    }
    Path jar = cache.resolve(version + ".jar");
    if (!Files.isRegularFile(jar)) {
      Sources sources = Sources.read(files, Sources.Debug.ALL);
      String problem = sources.compile();
      if (problem != null) {
        throw new UnfitMachineException(files.get(0) + ": " + problem);
      }
      ClassFiles.write(sources.classes(0), jar);
    }
    return jar;
  }
}
