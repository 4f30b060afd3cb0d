package dev.descent.grade;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.descent.exercise.Exercise;
import dev.descent.pool.Job;
import dev.descent.vandal.Vandal;
import dev.descent.vandal.Vandal.Plan;
import dev.descent.vandal.Vandal.Ruin;
import dev.descent.vandal.VandalLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
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
public final class VandalJob implements Job {
  /**
   * What to try.
   *
   * @param start the untouched file
   * @param tests the graded tests
   * @param solution the right answer
   * @param mistakes name and file of known wrong ones
   * @param cache folder for compiled classes
   */
  public record Request(
      Exercise exercise,
      String start,
      String tests,
      String solution,
      Map<String, String> mistakes,
      String cache,
      long seed) {}

  /**
   * What was found.
   *
   * @param problems broken rules, in words
   * @param vandals how many were tried
   */
  record Results(List<String> problems, int vandals) {}

  private static final String NAMED = "must stay as it is";
  private static final ObjectMapper JSON = new ObjectMapper();

  private final List<String> problems = new ArrayList<>();
  private final Set<String> told = new HashSet<>();
  private Request request;
  private int vandals;

  @Override
  public Object run(JsonNode input, Consumer<Object> progress) throws Exception {
    RunJob.warmUp().join();
    long t0 = System.nanoTime();
    request = JSON.treeToValue(input, Request.class);
    Path cache = Path.of(request.cache());
    Path tests =
        MistakesJob.compiled(cache, "tests", Path.of(request.tests()), Path.of(request.start()));
    Map<String, String> answers = new LinkedHashMap<>();
    answers.put("solution", request.solution());
    answers.putAll(request.mistakes());
    for (var answer : answers.entrySet()) {
      Path file = Path.of(answer.getValue());
      try (VandalLoader loader =
          new VandalLoader(MistakesJob.compiled(cache, answer.getKey(), file), tests)) {
        if (answer.getKey().equals("solution")) {
          results(Plan.plain(false), null, loader);
          Map<String, Vandal.Given> given = Vandal.given();
          for (Plan plan : Plan.ofRight()) {
            tellGains(plan, "solution", passed(results(plan, null, loader)), loader);
          }
          hides("solution", true, loader);
          given.forEach(
              (thing, is) -> {
                if (!is.isChanged()) {
                  stays(thing, is.tests(), loader);
                }
              });
        } else {
          hides(answer.getKey(), false, loader);
        }
      }
    }
    try (var w = new java.io.FileWriter("/tmp/vandal-times", true)) {
      w.write(
          request.exercise().id()
              + " "
              + vandals
              + " "
              + (System.nanoTime() - t0) / 1000000
              + "\n");
    }
    return new Results(problems, vandals);
  }

  /** A wrong answer that hides that it is wrong: only tests that it fails can be gained. */
  private void hides(String answer, boolean idle, VandalLoader loader) {
    Set<String> failed = new TreeSet<>();
    results(Plan.plain(idle), null, loader)
        .values()
        .forEach(
            it -> {
              if (it.failure() != null) {
                failed.add(it.test().name());
              }
            });
    for (Plan plan : idle ? Plan.ofIdle() : Plan.ofWrong()) {
      vandals++;
      passed(results(plan, failed, loader)).forEach(test -> tell(plan, answer, test));
    }
  }

  /** What is passed with vandalism must be passed without it. */
  private void tellGains(Plan plan, String answer, Set<String> passed, VandalLoader loader) {
    vandals++;
    if (!passed.isEmpty()) {
      Set<String> honest = passed(results(plan.asTwin(), passed, loader));
      passed.stream().filter(it -> !honest.contains(it)).forEach(it -> tell(plan, answer, it));
    }
  }

  private void tell(Plan plan, String answer, String test) {
    if (told.add(plan.way() + test)) { // the first that shows it is enough
      problems.add(
          "%s: a vandal gains points: %s, which %s, passes %s"
              .formatted(request.exercise().id(), answer, plan, test));
    }
  }

  /** The second rule. */
  private void stays(String given, Set<String> tests, VandalLoader loader) {
    for (Ruin ruin : List.of(Ruin.NAN, Ruin.EMPTY)) {
      Plan plan = Plan.after(ruin, given);
      List<TestResult> failed =
          results(plan, tests, loader).values().stream()
              .filter(it -> it.failure() != null)
              .toList();
      boolean isNamed =
          given.endsWith("(this)")
              ? !failed.isEmpty()
              : failed.stream().anyMatch(it -> it.failure().message().contains(NAMED));
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
                                .map(it -> it.test().name() + ": " + it.failure().message())
                                .collect(Collectors.joining("; "))));
      }
    }
  }

  /**
   * Runs tests.
   *
   * @param tests which; null for all
   */
  private Map<String, TestResult> results(Plan plan, Set<String> tests, VandalLoader loader) {
    Vandal.follow(plan);
    long t0 = System.nanoTime();
    try {
      return TestRun.runEach(request.exercise(), loader, request.seed(), tests, Vandal::testBegins);
    } finally {
      try (var w = new java.io.FileWriter("/tmp/vandal-runs", true)) {
        w.write(
            request.exercise().id()
                + " "
                + (System.nanoTime() - t0) / 1000000
                + " "
                + plan
                + " "
                + tests
                + "\n");
      } catch (java.io.IOException e) {
      }
    }
  }

  private static Set<String> passed(Map<String, TestResult> results) {
    return results.values().stream()
        .filter(it -> it.state() == TestGrade.State.PASSED)
        .map(it -> it.test().name())
        .collect(Collectors.toCollection(TreeSet::new));
  }
}
