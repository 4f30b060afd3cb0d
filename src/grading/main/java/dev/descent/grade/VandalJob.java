package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.vandal.Vandal;
import dev.descent.vandal.Vandal.Plan;
import dev.descent.vandal.Vandal.Ruin;
import dev.descent.vandal.VandalLoader;
import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Tries the graded tests of an exercise with answers that destroy what they are given, in a worker
 * JVM; the result is {@link Results}. Two rules hold:
 *
 * <ul>
 *   <li>A test that such an answer passes is passed by its twin, too, which gives the same and
 *       destroys nothing. Right and wrong answers are made vandals of.
 *   <li>What the solution leaves as it is must stay as it is: if another answer destroys it, a test
 *       fails, and where it is an argument says so.
 * </ul>
 */
public final class VandalJob implements Job<VandalJob.Request, Void, VandalJob.Results> {
  /**
   * The answers to try.
   *
   * @param start the untouched file
   * @param tests the graded tests
   * @param solution the right answer
   * @param mistakes known wrong ones, each by its name
   * @param failed the names of the tests that each of them fails
   * @param cache folder for compiled classes
   */
  record Request(
      Exercise exercise,
      String start,
      String tests,
      KnownMistake solution,
      Map<String, KnownMistake> mistakes,
      Map<String, List<String>> failed,
      String cache,
      long seed) {}

  /**
   * The result for an exercise.
   *
   * @param problems broken rules, in words
   * @param vandals how many were tried
   */
  record Results(List<String> problems, int vandals) {}

  private static final String NAMED = "must stay as it is";

  @Override
  public Results run(Request request, Consumer<Void> progress) throws Exception {
    Backend.start();
    return new Trial(request).run();
  }

  /** The trial of an exercise. */
  private static final class Trial {
    private final Request request;
    private final List<String> problems = new ArrayList<>();
    private final Set<String> told = new HashSet<>();
    private int vandals;

    Trial(Request request) {
      this.request = request;
    }

    Results run() throws IOException {
      try (VandalLoader loader = loader("solution", request.solution())) {
        solution(loader);
      }
      for (var mistake : request.mistakes().entrySet()) {
        List<String> failed = request.failed().getOrDefault(mistake.getKey(), List.of());
        if (!failed.isEmpty()) {
          try (VandalLoader loader = loader(mistake.getKey(), mistake.getValue())) {
            hides(mistake.getKey(), Plan.ofWrong(false), failed, loader);
          }
        }
      }
      return new Results(problems, vandals);
    }

    private VandalLoader loader(String name, KnownMistake answer) throws IOException {
      Exercise exercise = request.exercise();
      Path cache = Path.of(request.cache());
      Path tests =
          TestClasses.of(exercise, Path.of(request.start()), Path.of(request.tests()), cache);
      return new VandalLoader(answer.classes(exercise.id() + "-" + name, cache), tests);
    }

    private void solution(VandalLoader loader) {
      Map<String, TestResult> harmless = results(Plan.plain(false), test -> true, loader);
      Map<String, Vandal.Given> given = Vandal.given();
      if (!passed(harmless).equals(harmless.keySet())) {
        problems.add(
            "%s: no vandal can be made of a solution that passes only %s"
                .formatted(request.exercise().id(), passed(harmless)));
        return;
      }
      for (Plan plan : Plan.ofRight()) {
        gains(plan, loader);
      }
      Map<String, TestResult> idle = results(Plan.plain(true), test -> true, loader);
      List<String> failed =
          idle.values().stream()
              .filter(it -> it.failure() != null)
              .map(it -> it.test().name())
              .toList();
      hides("solution", Plan.ofWrong(true), failed, loader);
      given.forEach(
          (thing, is) -> {
            if (!is.isChanged()) {
              stays(thing, is.tests(), loader);
            }
          });
    }

    /** Names the tests that a right answer passes when it destroys, and its twin does not. */
    private void gains(Plan plan, VandalLoader loader) {
      vandals++;
      Set<String> passed = passed(results(plan, test -> true, loader));
      if (!passed.isEmpty()) {
        Set<String> honest = passed(results(plan.asTwin(), passed::contains, loader));
        passed.stream()
            .filter(it -> !honest.contains(it))
            .forEach(it -> tell("solution", plan, it));
      }
    }

    /** Names the tests that a wrong answer fails, and passes when it destroys. */
    private void hides(
        String answer, List<Plan> plans, Collection<String> failed, VandalLoader loader) {
      for (Plan plan : plans) {
        vandals++;
        passed(results(plan, failed::contains, loader)).forEach(it -> tell(answer, plan, it));
      }
    }

    private void tell(String answer, Plan plan, String test) {
      if (told.add(plan.way() + test)) { // the first that shows it is enough
        problems.add(
            "%s: a vandal gains points: %s, which %s, passes %s"
                .formatted(request.exercise().id(), answer, plan, test));
      }
    }

    /** Tries the second rule: things stay as they are that the solution leaves so. */
    private void stays(String given, Set<String> tests, VandalLoader loader) {
      for (Ruin ruin : List.of(Ruin.NAN, Ruin.EMPTY)) {
        Plan plan = Plan.after(ruin, given);
        List<TestResult> failed =
            results(plan, tests::contains, loader).values().stream()
                .filter(it -> it.failure() != null)
                .toList();
        boolean isNamed =
            given.endsWith("(this)")
                ? !failed.isEmpty()
                : failed.stream().anyMatch(it -> message(it).contains(NAMED));
        vandals++;
        if (!isNamed && Vandal.hasRuined()) {
          problems.add(
              "%s: a vandal is not named: the solution, which %s, %s"
                  .formatted(
                      request.exercise().id(),
                      plan,
                      failed.isEmpty()
                          ? "gets all points"
                          : "is told "
                              + failed.stream()
                                  .map(it -> it.test().name() + ": " + message(it))
                                  .collect(Collectors.joining("; "))));
        }
      }
    }

    /**
     * Runs tests.
     *
     * @param chosen says by its name whether a test is run
     */
    private Map<String, TestResult> results(
        Plan plan, Predicate<String> chosen, VandalLoader loader) {
      Map<String, TestResult> results = new LinkedHashMap<>();
      Vandal.follow(plan);
      TestRun.of(request.exercise(), loader, request.seed(), chosen)
          .run(
              new TestRun.Watcher() {
                @Override
                public void begins(GradedTest test) {
                  Vandal.testBegins(test.name());
                }

                @Override
                public void ended(TestResult result) {
                  results.merge(
                      result.test().name(),
                      result,
                      (old, next) -> old.failure() == null ? next : old);
                }
              });
      return results;
    }

    private static String message(TestResult result) {
      return result.failure() == null ? "" : result.failure().message();
    }

    private static Set<String> passed(Map<String, TestResult> results) {
      return results.values().stream()
          .filter(it -> it.state() == TestGrade.State.PASSED)
          .map(it -> it.test().name())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }
}
