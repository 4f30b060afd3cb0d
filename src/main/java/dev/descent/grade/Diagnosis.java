package dev.descent.grade;

import dev.descent.exercise.CheckFailure;
import dev.descent.exercise.Exercise;
import java.io.IOException;
import java.net.URLClassLoader;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Names the mistake behind a wrong answer: runs the same tests with the same inputs on every known
 * mistake of the exercise. One that fails a test at the same check with the same answer as the
 * student is named; of several the one that agrees with the student in most tests, and of these the
 * one that fails fewest.
 */
final class Diagnosis {
  /** Names nothing. */
  static final Diagnosis NONE = new Diagnosis();

  private static final int KEPT = 40;

  /** The last ones: whoever is wrong saves again soon. */
  private static final Map<String, Diagnosis> LAST =
      new LinkedHashMap<>() {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Diagnosis> eldest) {
          return size() > KEPT;
        }
      };

  private final Map<String, Map<String, TestRun.Outcome>> mistakes = new LinkedHashMap<>();

  private Diagnosis() {}

  private Diagnosis(GradeJob.Request request, long seed) throws IOException {
    Path cache = Path.of(request.cache());
    // With the start's class, not with the student's, which may have other methods.
    Path tests = compiled(cache, "tests", Path.of(request.tests()), Path.of(request.start()));
    for (var mistake : request.mistakes().entrySet()) {
      Path classes = compiled(cache, mistake.getKey(), Path.of(mistake.getValue()));
      mistakes.put(mistake.getKey(), run(request.exercise(), classes, tests, seed));
    }
  }

  /** Runs the mistakes of an exercise, if nobody has done so just now. */
  static Diagnosis of(GradeJob.Request request, long seed) throws IOException {
    StringBuilder key = new StringBuilder(request.exercise().id() + " " + seed);
    key.append(" ").append(Folders.sum(Path.of(request.tests())));
    for (String source : request.mistakes().values()) {
      key.append(" ").append(Folders.sum(Path.of(source)));
    }
    Diagnosis known = LAST.get(key.toString());
    if (known == null) {
      known = new Diagnosis(request, seed);
      LAST.put(key.toString(), known);
    }
    return known;
  }

  private static Map<String, TestRun.Outcome> run(
      Exercise exercise, Path classes, Path tests, long seed) throws IOException {
    try (URLClassLoader loader = TestRun.loader(classes, tests)) {
      Class<?> type = Class.forName(exercise.testName(), false, loader);
      return TestRun.run(type, seed, List.of(), test -> {});
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The folder with the classes of some files; they are compiled once for what is in these. */
  private static Path compiled(Path cache, String name, Path... sources) throws IOException {
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
    String problem = new Sources(half, List.of(sources)).compile(null);
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

  /** How well a mistake explains a student's answers: better ones come first. */
  private record Fit(String mistake, long agreed, long failed) {
    static final Comparator<Fit> BEST =
        Comparator.comparingLong(Fit::agreed).reversed().thenComparingLong(Fit::failed);
  }

  /**
   * The names of the mistakes that give the student's answer in this test: most often one, and none
   * if it is a mistake of the student's own.
   */
  List<String> names(String test, Map<String, TestRun.Outcome> student) {
    List<Fit> fits =
        mistakes.entrySet().stream()
            .filter(mistake -> same(student.get(test), mistake.getValue().get(test)))
            .map(mistake -> fit(mistake.getKey(), mistake.getValue(), student))
            .sorted(Fit.BEST)
            .toList();
    return fits.stream()
        .filter(fit -> Fit.BEST.compare(fit, fits.get(0)) == 0)
        .map(Fit::mistake)
        .toList();
  }

  private static Fit fit(
      String name, Map<String, TestRun.Outcome> mistake, Map<String, TestRun.Outcome> student) {
    long agreed =
        student.keySet().stream()
            .filter(test -> same(student.get(test), mistake.get(test)))
            .count();
    long failed = mistake.values().stream().filter(outcome -> outcome.failure() != null).count();
    return new Fit(name, agreed, failed);
  }

  private static boolean same(TestRun.Outcome student, TestRun.Outcome mistake) {
    if (mistake == null || student.failure() == null || mistake.failure() == null) {
      return mistake != null && student.passed() && mistake.passed();
    }
    if (student.failure() instanceof CheckFailure a
        && mistake.failure() instanceof CheckFailure b) {
      return a.isSameAs(b);
    }
    return student.failure().getClass().getName().equals(mistake.failure().getClass().getName())
        && String.valueOf(student.failure().getMessage())
            .equals(String.valueOf(mistake.failure().getMessage()));
  }
}
