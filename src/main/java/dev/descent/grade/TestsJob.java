package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.pool.Job;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/**
 * Compiles the graded tests with the starts, in a worker JVM: most answers look to them as the
 * start does, and need not be compiled with them again.
 */
public final class TestsJob implements Job {
  /**
   * What to compile.
   *
   * @param files start and tests of each exercise
   */
  public record Request(List<Files> files) {}

  /**
   * The files of an exercise.
   *
   * @param start the untouched file
   * @param tests the graded tests
   * @param prepared folder for the classes
   */
  public record Files(String start, String tests, String prepared) {}

  private static final ObjectMapper JSON = new ObjectMapper();

  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws Exception {
    Map<Path, Path> folders = new LinkedHashMap<>();
    for (Files files : JSON.treeToValue(input, Request.class).files()) {
      folders.put(Path.of(files.start()), start(files.prepared()));
      folders.put(Path.of(files.tests()), tests(files.prepared()));
    }
    String problem = new Sources(folders, Sources.Debug.ALL).compile(null);
    if (problem != null) {
      throw new IllegalStateException(problem);
    }
    return Map.of();
  }

  /** Where the classes of the start are. */
  static Path start(String prepared) {
    return Path.of(prepared, "start");
  }

  /** Where the classes of the tests are. */
  static Path tests(String prepared) {
    return Path.of(prepared, "tests");
  }
}
