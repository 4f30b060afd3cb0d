package dev.descent.grade;

import dev.descent.UnfitMachineException;
import dev.descent.catalog.Exercise;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

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
    return compiled(
        exercise.id() + "-tests",
        List.of(Sources.Text.read(tests), Sources.Text.read(start)),
        cache,
        problem -> new UnfitMachineException(tests + ": " + problem));
  }

  /**
   * The classes of the first of some sources, which are compiled together, once for their text.
   *
   * @param name begins the name of the archive
   * @param failure makes what is thrown of why they do not compile
   */
  static Path compiled(
      String name,
      List<Sources.Text> texts,
      Path cache,
      Function<String, RuntimeException> failure) {
    StringBuilder version = new StringBuilder(name + "-java" + Runtime.version().feature());
    for (Sources.Text text : texts) {
      version.append("-").append(Folders.sum(text.text().getBytes(StandardCharsets.UTF_8)));
    }
    Path jar = cache.resolve(version + ".jar");
    if (!Files.isRegularFile(jar)) {
      Sources sources = Sources.of(texts, Sources.Debug.ALL);
      Optional<String> problem = sources.compile();
      if (problem.isPresent()) {
        throw failure.apply(problem.get());
      }
      ClassFiles.write(sources.classes(0), jar);
    }
    return jar;
  }
}
