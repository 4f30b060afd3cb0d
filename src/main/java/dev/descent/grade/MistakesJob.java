package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.Exercise;
import dev.descent.pool.Job;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
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
   * @param cache folder for the classes of tests and mistakes
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
    Exercise exercise = request.exercise();
    Path cache = Path.of(request.cache());
    Path tests =
        TestClasses.of(exercise, Path.of(request.start()), Path.of(request.tests()), cache);
    Map<String, List<TestResult>> results = new LinkedHashMap<>();
    for (var mistake : request.mistakes().entrySet()) {
      Path file = Path.of(mistake.getValue());
      Path classes =
          file.toString().endsWith(".jar")
              ? file
              : TestClasses.compiled(exercise.id() + "-" + mistake.getKey(), List.of(file), cache);
      List<TestResult> all = new ArrayList<>();
      try (URLClassLoader loader = TestRun.loader(tests, classes)) {
        new TestRun(exercise, loader, request.seed(), List.of())
            .run(
                new TestRun.Watcher() {
                  @Override
                  public void ended(TestResult result) {
                    all.add(result);
                  }
                });
      }
      results.put(mistake.getKey(), all);
    }
    return new Results(results);
  }
}
