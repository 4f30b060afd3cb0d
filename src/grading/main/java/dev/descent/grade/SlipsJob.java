package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.slip.Slip;
import dev.descent.slip.Slips;
import dev.descent.worker.Backend;
import dev.descent.worker.Job;
import java.io.IOException;
import java.lang.reflect.Field;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Runs the graded tests on every slip that rules make in a right answer, in a worker JVM; each is
 * reported as soon as it was run, since one may crash a library and end the worker; the result is
 * their number. A test runs if it has called the method of the slip on the right answer.
 */
public final class SlipsJob implements Job<SlipsJob.Request, SlipsJob.Run, Integer> {
  private static final long ROUNDS = 1_000_000; // of loops, of the solution
  private static final int MORE_ROUNDS = 3; // times as many as the solution made
  private static final long FEW_ROUNDS = 50;

  /**
   * The slips to run.
   *
   * @param start the untouched file
   * @param tests the graded tests
   * @param answer the file of a right answer; in a handout the archive of {@link SlipClasses}
   * @param isArchive which of these it is
   * @param pairs null where each slip is run alone
   * @param cache folder for the classes of tests and slips
   * @param after slips are run from the one after this number on
   */
  record Request(
      Exercise exercise,
      String start,
      String tests,
      String answer,
      boolean isArchive,
      @Nullable Pairs pairs,
      String cache,
      long seed,
      int after) {
    Request after(int number) {
      return new Request(exercise, start, tests, answer, isArchive, pairs, cache, seed, number);
    }

    private Path jar() throws IOException {
      Path file = Path.of(answer);
      List<Integer> of = pairs == null ? List.of() : pairs.slips();
      return isArchive ? file : SlipClasses.of(exercise, file, of, Path.of(cache));
    }

    /** Tells whether slips are run with a test. */
    private boolean asks(String test) {
      return pairs == null || pairs.test().equals(test);
    }
  }

  /**
   * Two slips at a time.
   *
   * @param test the one test that they are run with
   * @param slips by their numbers
   */
  record Pairs(String test, List<Integer> slips) {}

  /**
   * A slip that was run.
   *
   * @param failed the results of the tests that it fails
   * @param begins whether it is about to be run: if nothing follows, it has ended the worker
   * @param place among all slips of the answer, from 1
   * @param of number of all
   */
  record Run(Slip slip, List<TestResult> failed, boolean begins, int place, int of) {
    /** Tells whether it fails a test. */
    boolean fails(GradedTest test) {
      return failed.stream().anyMatch(it -> it.test().equals(test));
    }
  }

  @Override
  public Integer run(Request request, Consumer<Run> progress) throws Exception {
    Backend.start();
    Exercise exercise = request.exercise();
    Path jar = request.jar();
    Path tests =
        TestClasses.of(
            exercise, Path.of(request.start()), Path.of(request.tests()), Path.of(request.cache()));
    SlipClasses.Listed listed = SlipClasses.listed(jar);
    int count = 0;
    try (URLClassLoader loader = TestRun.loader(tests, jar)) {
      Answer answer = Answer.of(Class.forName(exercise.className(), true, loader));
      Map<String, Long> reached = new HashMap<>();
      Map<String, Long> rounds = new HashMap<>();
      TestRun.toTheEnd(exercise, loader, request.seed(), test -> true)
          .run(
              new TestRun.Watcher() {
                @Override
                public void begins(GradedTest test) {
                  answer.set(0, ROUNDS);
                }

                @Override
                public void ended(TestResult result) {
                  reached.merge(result.test().name(), answer.reached(), (a, b) -> a | b);
                  rounds.merge(result.test().name(), ROUNDS - answer.rounds(), Math::max);
                }
              });
      for (int i = 0; i < listed.all().size(); i++) {
        Slip slip = listed.all().get(i);
        long changed = listed.methods().get(i);
        Set<String> chosen =
            reached.keySet().stream()
                .filter(request::asks)
                .filter(test -> (reached.getOrDefault(test, 0L) & changed) != 0)
                .collect(Collectors.toSet());
        // One in a method that is not graded, such as those of main, is none.
        if (slip.number() > request.after() && !chosen.isEmpty()) {
          progress.accept(new Run(slip, List.of(), true, i + 1, listed.all().size()));
          List<TestResult> failed = new ArrayList<>();
          TestRun.toTheEnd(exercise, loader, request.seed(), chosen::contains)
              .run(
                  new TestRun.Watcher() {
                    @Override
                    public void begins(GradedTest test) {
                      long most = rounds.getOrDefault(test.name(), 0L);
                      answer.set(slip.number(), MORE_ROUNDS * most + FEW_ROUNDS);
                    }

                    @Override
                    public void ended(TestResult result) {
                      if (chosen.contains(result.test().name()) && result.isWrong()) {
                        failed.add(result.inBrief());
                      }
                    }
                  });
          progress.accept(new Run(slip, failed, false, i + 1, listed.all().size()));
          count++;
        }
      }
    }
    return count;
  }

  /** The class with all slips. */
  private record Answer(Field choice, Field reachedBits, Field roundsLeft) {
    static Answer of(Class<?> type) throws NoSuchFieldException {
      return new Answer(
          field(type, Slips.CHOICE), field(type, Slips.REACHED), field(type, Slips.ROUNDS));
    }

    private static Field field(Class<?> type, String name) throws NoSuchFieldException {
      Field field = type.getDeclaredField(name);
      field.setAccessible(true);
      return field;
    }

    void set(int slip, long rounds) {
      try {
        choice.setInt(null, slip);
        reachedBits.setLong(null, 0);
        roundsLeft.setLong(null, rounds);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }

    long reached() {
      return get(reachedBits);
    }

    long rounds() {
      return get(roundsLeft);
    }

    private static long get(Field field) {
      try {
        return field.getLong(null);
      } catch (IllegalAccessException e) {
        throw new IllegalStateException(e);
      }
    }
  }
}
