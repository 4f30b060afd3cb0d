package dev.descent.grade;

import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Names the mistake behind a wrong answer. A known mistake that fails a test at the same check with
 * the same answer as the student, on the same inputs, is named; of several the one that agrees with
 * the student in most tests, and of these the one that fails fewest.
 *
 * <p>A mistake that fails at an earlier check as well comes after those that do not: the student
 * has made it in a part of the task only.
 */
final class Diagnosis {
  /** Names nothing. */
  static final Diagnosis NONE = new Diagnosis(Map.of());

  private final Map<String, Map<String, TestResult>> mistakes = new LinkedHashMap<>();

  /**
   * @param results what each known mistake gave, by its name
   */
  Diagnosis(Map<String, List<TestResult>> results) {
    results.forEach((mistake, tests) -> mistakes.put(mistake, byName(tests)));
  }

  private static Map<String, TestResult> byName(List<TestResult> results) {
    return results.stream()
        .collect(
            Collectors.toMap(
                result -> result.test().name(),
                Function.identity(),
                (a, b) -> {
                  throw new IllegalStateException(a.test().name() + " twice");
                },
                LinkedHashMap::new));
  }

  /** The results of each mistake, by its name. */
  Map<String, List<TestResult>> results() {
    Map<String, List<TestResult>> results = new LinkedHashMap<>();
    mistakes.forEach((mistake, tests) -> results.put(mistake, List.copyOf(tests.values())));
    return results;
  }

  /** The names of the tests that each mistake fails, by its name. */
  Map<String, List<String>> failed() {
    Map<String, List<String>> failed = new LinkedHashMap<>();
    mistakes.forEach(
        (mistake, tests) ->
            failed.put(
                mistake,
                tests.values().stream()
                    .filter(result -> result.failure() != null)
                    .map(result -> result.test().name())
                    .toList()));
    return failed;
  }

  /** A measure of how well a mistake explains a student's answers: better ones come first. */
  private record Fit(String mistake, boolean inPart, long agreed, long failed) {
    static final Comparator<Fit> BEST =
        Comparator.comparing(Fit::inPart)
            .thenComparing(Comparator.comparingLong(Fit::agreed).reversed())
            .thenComparingLong(Fit::failed);
  }

  /**
   * The names of the mistakes that give the student's answer in this test: most often one, and none
   * if it is a mistake of the student's own.
   *
   * @param all the student's results, the test's among them
   */
  List<String> names(TestResult test, List<TestResult> all) {
    List<Fit> fits =
        mistakes.entrySet().stream()
            .filter(mistake -> explains(mistake.getValue(), test, all))
            .map(mistake -> fit(mistake.getKey(), mistake.getValue(), test, all))
            .sorted(Fit.BEST)
            .toList();
    return fits.stream()
        .filter(fit -> Fit.BEST.compare(fit, fits.get(0)) == 0)
        .map(Fit::mistake)
        .toList();
  }

  /**
   * Tells whether a mistake can be the one behind a wrong answer. Where that is only NaN or
   * infinite, the mistake must give the student's answers in all tests.
   */
  private static boolean explains(
      Map<String, TestResult> mistake, TestResult test, List<TestResult> student) {
    if (test.failure() != null && !test.failure().tellsApart()) {
      return student.stream()
          .filter(one -> one.state() != TestGrade.State.NOT_CHECKED)
          .allMatch(one -> isSame(one, mistake));
    }
    return isSame(test, mistake) || isPart(test, mistake);
  }

  private static Fit fit(
      String name, Map<String, TestResult> mistake, TestResult test, List<TestResult> student) {
    long agreed = student.stream().filter(one -> isSame(one, mistake)).count();
    long failed = mistake.values().stream().filter(one -> one.failure() != null).count();
    return new Fit(name, !isSame(test, mistake), agreed, failed);
  }

  private static boolean isSame(TestResult student, Map<String, TestResult> mistake) {
    TestResult same = mistake.get(student.test().name());
    return same != null && student.isSameAs(same);
  }

  private static boolean isPart(TestResult student, Map<String, TestResult> mistake) {
    TestResult other = mistake.get(student.test().name());
    return other != null && student.isPartOf(other);
  }
}
