package dev.descent.grade;

import dev.descent.exercise.CheckFailure;
import dev.descent.slip.Rule;
import dev.descent.slip.Slip;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Names the mistake behind a wrong answer: a known one, or a slip that a rule has made, that fails
 * a test at the same checks with the same answers as the student, on the same inputs.
 *
 * <p>Of several, the one is named that agrees best in this test (see {@link Agreement}), then the
 * one that agrees in most others; a known one, since a person has worded it, then a slip in the
 * solution, in another right answer, two at once; the one that fails fewest tests; and of slips the
 * one that the first rule has made.
 */
final class Diagnosis {
  private static final int MOST_GUESSES = 3;

  /** Names nothing. */
  static final Diagnosis NONE = new Diagnosis(List.of());

  private final List<Candidate> candidates;

  /** How well a mistake explains a wrong answer to a test, the best first. */
  private enum Agreement {
    /** Every check that a test goes through gives the same. */
    ALL,
    /** The first that fails does. */
    FIRST,
    /**
     * The mistake fails an earlier check as well: the student has made it in a part of the task.
     */
    PART
  }

  /**
   * What may have been done.
   *
   * @param name of a known mistake, or what the slip says
   * @param says what a student is told
   * @param slip null for a known mistake
   * @param turn those of a lower one are asked before: known mistakes have 0
   * @param tests what each test gave, by its name; of a slip those that it fails
   */
  private record Candidate(
      String name, String says, @Nullable Slip slip, int turn, Map<String, TestResult> tests) {
    /** Tells whether what it says has no names but those of a student's code. */
    boolean isReadable(Set<String> code) {
      return slip == null || slip.isReadable(code);
    }

    boolean isSame(TestResult student) {
      TestResult mine = tests.get(student.test().name());
      return mine == null
          ? slip != null && student.state() == TestGrade.State.PASSED
          : student.isSameAs(mine);
    }

    @Nullable Agreement agreement(TestResult student) {
      TestResult mine = tests.get(student.test().name());
      if (mine == null) {
        return null;
      }
      if (student.isSameAs(mine)) {
        Agreement agreement = student.hasSameLater(mine) ? Agreement.ALL : Agreement.FIRST;
        if (agreement == Agreement.FIRST && student.isNothingDone()) {
          return null; // there are many ways to do nothing in one case
        }
        return slip == null || isProof(slip, agreement, student, mine) ? agreement : null;
      }
      boolean proves = student.failure() != null && student.failure().proves();
      return slip == null && proves && !student.isNothingDone() && student.isPartOf(mine)
          ? Agreement.PART
          : null;
    }

    /** Tells whether a slip explains enough: of thousands some give the same few words. */
    private static boolean isProof(
        Slip slip, Agreement agreement, TestResult student, TestResult mine) {
      Failure a = student.failure();
      Failure b = mine.failure();
      return a != null
          && b != null
          && a.found() != null
          && b.found() != null // what is thrown has too many reasons
          && a.found().hasSameNumbers(b.found())
          && (agreement == Agreement.ALL || slip.rule() != Rule.PAIR && a.found().proves());
    }

    /** Tells whether a known mistake fails more than the student, who has made it in some cases. */
    boolean isInPart(TestResult test, List<TestResult> all) {
      return slip == null
          && (agreement(test) == Agreement.PART
              || all.stream()
                  .filter(one -> one.state() == TestGrade.State.PASSED)
                  .map(one -> tests.get(one.test().name()))
                  .anyMatch(mine -> mine != null && mine.failure() != null));
    }

    /**
     * Tells whether a slip fails a test that the student passes, or finds other values in another.
     * What is thrown tells nothing: its words may be of names.
     */
    boolean isRefuted(List<TestResult> all) {
      return slip != null && all.stream().anyMatch(this::isRefutedBy);
    }

    private boolean isRefutedBy(TestResult student) {
      TestResult mine = tests.get(student.test().name());
      return mine != null
          && (student.state() == TestGrade.State.PASSED
              || student.isWrong()
                  && student.hasFound()
                  && mine.hasFound()
                  && !student.isSameAs(mine));
    }

    long failed() {
      return tests.values().stream().filter(one -> one.failure() != null).count();
    }
  }

  /** A measure of how well a mistake explains a student's answers: better ones come first. */
  private record Fit(Candidate candidate, Agreement agreement, long agreed) {
    static final Comparator<Fit> BEST =
        Comparator.comparing(Fit::agreement)
            .thenComparing(Comparator.comparingLong(Fit::agreed).reversed())
            .thenComparingInt(fit -> fit.candidate().turn())
            .thenComparingLong(fit -> fit.candidate().failed());

    /** What can be said of a slip to a student whose code has other names. */
    Optional<String> inWords(Set<String> code) {
      return Optional.ofNullable(candidate.slip())
          .filter(slip -> agreement == Agreement.ALL && slip.rule() != Rule.PAIR)
          .map(slip -> slip.saysInWords(code));
    }
  }

  /**
   * @param known what each known mistake gave, by its name
   * @param sentences what is said of each
   */
  Diagnosis(Map<String, List<TestResult>> known, Map<String, String> sentences) {
    this(
        known.entrySet().stream()
            .map(
                one ->
                    new Candidate(
                        one.getKey(),
                        sentences.getOrDefault(one.getKey(), one.getKey()),
                        null,
                        0,
                        byName(one.getValue())))
            .toList());
  }

  private Diagnosis(List<Candidate> candidates) {
    this.candidates = candidates;
  }

  /** The same with slips, which are asked after all that it has. */
  Diagnosis with(List<SlipsJob.Run> slips) {
    List<Candidate> all = new ArrayList<>(candidates);
    int turn = 1 + candidates.stream().mapToInt(Candidate::turn).max().orElse(0);
    slips.stream()
        .filter(run -> !run.failed().isEmpty())
        .map(
            run ->
                new Candidate(
                    run.slip().says(), run.slip().says(), run.slip(), turn, byName(run.failed())))
        .forEach(all::add);
    return new Diagnosis(all);
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
    candidates.forEach(one -> results.put(one.name(), List.copyOf(one.tests().values())));
    return results;
  }

  /** The names of the tests that each mistake fails, by its name. */
  Map<String, List<String>> failed() {
    Map<String, List<String>> failed = new LinkedHashMap<>();
    candidates.forEach(
        one ->
            failed.put(
                one.name(),
                one.tests().values().stream()
                    .filter(result -> result.failure() != null)
                    .map(result -> result.test().name())
                    .toList()));
    return failed;
  }

  /**
   * Tells whether a check has found something that nothing explains in full.
   *
   * @param all the student's results
   */
  boolean leavesOpen(List<TestResult> all) {
    return all.stream()
        .filter(test -> test.isWrong() && test.hasFound())
        .map(test -> best(test, all))
        .anyMatch(best -> best.isEmpty() || best.get(0).agreement() != Agreement.ALL);
  }

  /** The tests in which numbers were found that nothing gives. */
  List<GradedTest> unnamed(List<TestResult> all) {
    return all.stream()
        .filter(test -> test.failure() != null && test.failure().proves())
        .filter(test -> best(test, all).isEmpty())
        .map(TestResult::test)
        .toList();
  }

  /**
   * The name of the mistake that gives the student's answer in this test; none if it is a mistake
   * of the student's own, or could be any of many. A slip has no name, and is called by what it
   * says; so are two or three of which it could be any.
   *
   * <p>A slip whose sentence has names that are not in the student's code is told in words: so a
   * student reads nothing of variables, loops or conditions of somebody else.
   *
   * @param all the student's results, the test's among them
   * @param code the names in the student's code
   */
  List<String> names(TestResult test, List<TestResult> all, Set<String> code) {
    List<Fit> best =
        best(test, all).stream().sorted(Comparator.comparing(Diagnosis::rule)).toList();
    List<Fit> readable = best.stream().filter(fit -> fit.candidate().isReadable(code)).toList();
    if (readable.isEmpty()) {
      return best.stream().limit(1).flatMap(fit -> fit.inWords(code).stream()).toList();
    }
    Candidate first = readable.get(0).candidate();
    List<String> says = readable.stream().map(fit -> fit.candidate().says()).distinct().toList();
    if (says.size() == 1 && first.isInPart(test, all)) {
      return List.of("In some cases, this among them: " + says.get(0));
    }
    boolean proves = test.failure() != null && test.failure().proves();
    if (says.size() == 1 || first.slip() != null && proves) {
      return List.of(first.name()); // another place with the same numbers is as good
    }
    return says.size() > MOST_GUESSES
        ? List.of()
        : List.of("One of these: " + String.join(" Or: ", says));
  }

  private static int rule(Fit fit) {
    Slip slip = fit.candidate().slip();
    return slip == null ? -1 : slip.rule().ordinal();
  }

  private List<Fit> best(TestResult test, List<TestResult> all) {
    List<Fit> fits = new ArrayList<>();
    for (Candidate candidate : candidates) {
      Agreement agreement = candidate.agreement(test);
      if (agreement != null && isPossible(candidate, test, all) && !candidate.isRefuted(all)) {
        fits.add(new Fit(candidate, agreement, all.stream().filter(candidate::isSame).count()));
      }
    }
    fits.sort(Fit.BEST);
    return fits.stream().filter(fit -> Fit.BEST.compare(fit, fits.get(0)) == 0).toList();
  }

  /**
   * Tells whether a mistake can be the one behind a wrong answer. Where that is only NaN or
   * infinite, the mistake must give the student's answers in all tests.
   */
  private static boolean isPossible(
      Candidate candidate, TestResult test, List<TestResult> student) {
    return test.failure() == null
        || test.failure().evidence() != CheckFailure.Evidence.NOT_FINITE
        || student.stream()
            .filter(one -> one.state() != TestGrade.State.NOT_CHECKED)
            .allMatch(candidate::isSame);
  }
}
