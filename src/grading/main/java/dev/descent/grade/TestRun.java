package dev.descent.grade;

import dev.descent.catalog.Exercise;
import dev.descent.exercise.Grading;
import dev.descent.exercise.Measured;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.engine.reporting.ReportEntry;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.nd4j.linalg.api.buffer.DataType;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Runs the graded tests of one exercise against an answer.
 *
 * @param loader has the tests and the answer
 * @param done what came of tests that were run before: they are not run again
 * @param missing members that the tests use and the answer has no more
 * @param needs whether a test waits for those that it needs
 * @param goesOn whether a test goes on after wrong numbers
 */
record TestRun(
    Exercise exercise,
    ClassLoader loader,
    long seed,
    List<TestResult> done,
    List<String> missing,
    boolean needs,
    boolean goesOn) {
  private static final Launcher JUNIT = LauncherFactory.create();

  TestRun(Exercise exercise, ClassLoader loader, long seed, List<TestResult> done) {
    this(exercise, loader, seed, done, List.of());
  }

  TestRun(
      Exercise exercise,
      ClassLoader loader,
      long seed,
      List<TestResult> done,
      List<String> missing) {
    this(exercise, loader, seed, done, missing, true, false);
  }

  /** A run of some tests alone, by their names, whatever they need. */
  static TestRun of(Exercise exercise, ClassLoader loader, long seed, Predicate<String> chosen) {
    return of(exercise, loader, seed, chosen, false);
  }

  /** The same to their ends, whatever fails. */
  static TestRun toTheEnd(
      Exercise exercise, ClassLoader loader, long seed, Predicate<String> chosen) {
    return of(exercise, loader, seed, chosen, true);
  }

  private static TestRun of(
      Exercise exercise, ClassLoader loader, long seed, Predicate<String> chosen, boolean goesOn) {
    List<TestResult> others =
        GradedTest.allOf(testClass(exercise, loader)).values().stream()
            .filter(test -> !chosen.test(test.name()))
            .map(test -> new TestResult(test, null, null, null))
            .toList();
    return new TestRun(exercise, loader, seed, others, List.of(), false, goesOn);
  }

  /** A run of all tests to their ends, whatever fails. */
  static TestRun toTheEnd(Exercise exercise, ClassLoader loader, long seed) {
    return new TestRun(exercise, loader, seed, List.of(), List.of(), true, true);
  }

  /** Listens to a run. */
  interface Watcher {
    /** A test begins. */
    default void begins(GradedTest test) {}

    /** A test has ended, or is not run; one that runs with several arguments ends several times. */
    void ended(TestResult result);
  }

  /** A loader for classes in these archives, where the first has precedence. */
  static URLClassLoader loader(Path... jars) {
    URL[] urls =
        Arrays.stream(jars)
            .map(
                jar -> {
                  try {
                    return jar.toUri().toURL();
                  } catch (MalformedURLException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .toArray(URL[]::new);
    return new URLClassLoader(urls, TestRun.class.getClassLoader());
  }

  /** Runs them, in the order of their tasks. */
  void run(Watcher watcher) {
    Class<?> type = testClass(exercise, loader);
    Map<String, GradedTest> tests = GradedTest.allOf(type);
    Set<String> open = new HashSet<>(tests.keySet());
    done.forEach(result -> open.remove(result.test().name()));
    String failed =
        done.stream()
            .filter(result -> result.state() != TestGrade.State.PASSED)
            .map(TestResult::test)
            .flatMap(test -> Stream.concat(Stream.of(test.name()), test.tags().stream()))
            .collect(Collectors.joining(","));
    PostDiscoveryFilter filter =
        test ->
            FilterResult.includedIf(
                test.getSource()
                    .filter(MethodSource.class::isInstance)
                    .map(source -> open.contains(((MethodSource) source).getMethodName()))
                    .orElse(true));
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(type))
            .filters(filter)
            .configurationParameter(Grading.SEED, Long.toString(seed))
            .configurationParameter(Grading.FAILED, failed)
            .configurationParameter(Grading.NEEDS, Boolean.toString(needs))
            .configurationParameter(Grading.GOES_ON, Boolean.toString(goesOn))
            .build();
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT); // whoever was here before
    Set<String> left = new HashSet<>(open);
    AtomicReference<@Nullable Throwable> broken = new AtomicReference<>(); // JUnit would swallow it
    AtomicReference<@Nullable Measured> measured = new AtomicReference<>();
    JUNIT.execute(
        request,
        new TestExecutionListener() {
          @Override
          public void executionStarted(TestIdentifier test) {
            if (test.isTest()) {
              watcher.begins(graded(test));
            }
          }

          @Override
          public void reportingEntryPublished(TestIdentifier test, ReportEntry entry) {
            String what = entry.getKeyValuePairs().get(Grading.MEASURED);
            if (what != null) {
              double value = Double.parseDouble(entry.getKeyValuePairs().get(Grading.VALUE));
              measured.set(new Measured(what, value));
            }
          }

          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
              // What is thrown may be the student's, and be asked only while the watcher listens.
              Failure failure = result.getThrowable().map(TestRun.this::failure).orElse(null);
              ended(new TestResult(graded(test), failure, null, measured.getAndSet(null)));
            } else {
              result.getThrowable().ifPresent(broken::set);
            }
          }

          @Override
          public void executionSkipped(TestIdentifier test, String reason) {
            ended(TestResult.notRun(graded(test), reason));
          }

          private void ended(TestResult result) {
            left.remove(result.test().name());
            watcher.ended(result);
          }

          private GradedTest graded(TestIdentifier test) {
            return Objects.requireNonNull(tests.get(name(test)), name(test));
          }
        });
    if (broken.get() != null || !left.isEmpty()) {
      throw new IllegalStateException(type.getSimpleName() + " did not run " + left, broken.get());
    }
  }

  private static Class<?> testClass(Exercise exercise, ClassLoader loader) {
    try {
      return Class.forName(exercise.testName(), false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A failure for what was thrown, in a static initialiser, too. */
  private Failure failure(Throwable thrown) {
    Throwable cause = thrown instanceof ExceptionInInitializerError ? thrown.getCause() : null;
    return Failure.of(cause == null ? thrown : cause, exercise, missing);
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName())
        .orElse(test.getLegacyReportingName());
  }
}
