package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.Exercise;
import dev.descent.pool.Job;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Runs the graded tests on every known mistake of an exercise, in a worker JVM; the result is
 * {@link Results}.
 */
public final class MistakesJob implements Job {
  /**
   * What to run.
   *
   * @param start the untouched file
   * @param tests the graded tests
   * @param mistakes name and file of each: a source, or a {@code .jar} with its classes
   * @param cache folder for compiled classes
   */
  public record Request(
      Exercise exercise,
      String start,
      String tests,
      Map<String, String> mistakes,
      String cache,
      long seed) {}

  /** What each mistake gave, by its name. */
  record Results(Map<String, List<TestResult>> mistakes) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws Exception {
    RunJob.warmUp().join();
    Request request = JSON.treeToValue(input, Request.class);
    Path cache = Path.of(request.cache());
    // With the start's class, not with the student's, which may have other methods.
    Path tests = compiled(cache, "tests", Path.of(request.tests()), Path.of(request.start()));
    Map<String, List<TestResult>> results = new LinkedHashMap<>();
    for (var mistake : request.mistakes().entrySet()) {
      Path file = Path.of(mistake.getValue());
      Path classes =
          file.toString().endsWith(".jar") ? file : compiled(cache, mistake.getKey(), file);
      try (URLClassLoader loader = TestRun.loader(classes, tests)) {
        Map<String, TestResult> of =
            TestRun.run(request.exercise(), loader, request.seed(), List.of(), test -> {});
        results.put(mistake.getKey(), List.copyOf(of.values()));
      }
    }
    return new Results(results);
  }

  /** The folder with the classes of some files; they are compiled once for what is in these. */
  static Path compiled(Path cache, String name, Path... sources) throws IOException {
    StringBuilder version = new StringBuilder("java" + Runtime.version().feature());
    for (Path source : sources) {
      version.append("-").append(Folders.sum(source));
    }
    Path folder = cache.resolve(name + "-" + version);
    if (Files.isDirectory(folder)) {
      return folder;
    }
    Files.createDirectories(cache);
    Path half = Files.createTempDirectory(cache, "half");
    Map<Path, Path> files = new LinkedHashMap<>();
    List.of(sources).forEach(source -> files.put(source, half));
    String problem = new Sources(files, Sources.Debug.ALL).compile(null);
    if (problem != null) {
      Folders.delete(half);
      throw new IllegalStateException(sources[0] + ": " + problem);
    }
    try {
      Files.move(half, folder);
    } catch (FileSystemException e) { // another process was quicker
      Folders.delete(half);
    }
    return folder;
  }
}
