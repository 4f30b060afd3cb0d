package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.worker.Backend;
import dev.descent.worker.Job;
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
public final class MistakesJob implements Job<MistakesJob.Request, Void, MistakesJob.Results> {
  /**
   * The mistakes to run.
   *
   * @param start the untouched file
   * @param tests the graded tests
   * @param mistakes each by its name
   * @param cache folder for the classes of tests and mistakes
   */
  record Request(
      Exercise exercise,
      String start,
      String tests,
      Map<String, KnownMistake> mistakes,
      String cache,
      long seed) {
    /** Requests for as many of the mistakes each. */
    List<Request> parts(int count) {
      List<Map<String, KnownMistake>> parts = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        parts.add(new LinkedHashMap<>());
      }
      mistakes.forEach((name, one) -> parts.get(placed(parts) % count).put(name, one));
      return parts.stream()
          .map(part -> new Request(exercise, start, tests, part, cache, seed))
          .toList();
    }

    private static int placed(List<Map<String, KnownMistake>> parts) {
      return parts.stream().mapToInt(Map::size).sum();
    }
  }

  /** The results of each mistake, by its name. */
  record Results(Map<String, List<TestResult>> mistakes) {}

  @Override
  public Results run(Request request, Consumer<Void> progress) throws Exception {
    Backend.start();
    Exercise exercise = request.exercise();
    Path cache = Path.of(request.cache());
    Path tests =
        TestClasses.of(exercise, Path.of(request.start()), Path.of(request.tests()), cache);
    Map<String, List<TestResult>> results = new LinkedHashMap<>();
    for (var mistake : request.mistakes().entrySet()) {
      Path classes = mistake.getValue().classes(exercise.id() + "-" + mistake.getKey(), cache);
      List<TestResult> all = new ArrayList<>();
      try (URLClassLoader loader = TestRun.loader(tests, classes)) {
        TestRun.toTheEnd(exercise, loader, request.seed())
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
