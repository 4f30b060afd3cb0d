package dev.descent.grade;

import dev.descent.exercise.Exercise;
import dev.descent.exercise.Grading;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
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

/** Runs the graded tests of one exercise against the classes in some folders. */
final class TestRun {
  private static final Launcher JUNIT = LauncherFactory.create();

  private TestRun() {}

  /** A loader for classes in these folders, where the first has precedence. */
  static URLClassLoader loader(Path... folders) {
    URL[] urls =
        Arrays.stream(folders)
            .map(
                folder -> {
                  try {
                    return folder.toUri().toURL();
                  } catch (MalformedURLException e) {
                    throw new IllegalStateException(e);
                  }
                })
            .toArray(URL[]::new);
    return new URLClassLoader(urls, TestRun.class.getClassLoader());
  }

  /**
   * Runs the tests of an exercise, in the order of their tasks.
   *
   * @param loader has the tests and the answer
   * @param leaveOut names of tests that are not run and count as failed
   * @param watcher hears which test begins, and null when one has ended
   */
  static Map<String, TestResult> run(
      Exercise exercise,
      ClassLoader loader,
      long seed,
      Collection<String> leaveOut,
      Consumer<String> watcher) {
    return run(exercise, loader, seed, leaveOut, watcher, true);
  }

  /**
   * Runs tests whatever they need.
   *
   * @param chosen names of tests; null for all
   */
  static Map<String, TestResult> runEach(
      Exercise exercise,
      ClassLoader loader,
      long seed,
      Collection<String> chosen,
      Consumer<String> watcher) {
    Set<String> others =
        new HashSet<>(chosen == null ? List.of() : tests(exercise, loader).keySet());
    others.removeAll(chosen == null ? List.of() : chosen);
    return run(exercise, loader, seed, others, watcher, false);
  }

  private static Map<String, TestResult> run(
      Exercise exercise,
      ClassLoader loader,
      long seed,
      Collection<String> leaveOut,
      Consumer<String> watcher,
      boolean needs) {
    Class<?> type = testClass(exercise, loader);
    Map<String, GradedTest> tests = tests(exercise, loader);
    String failed =
        leaveOut.stream()
            .map(tests::get)
            .flatMap(test -> Stream.concat(Stream.of(test.name()), test.tags().stream()))
            .collect(Collectors.joining(","));
    PostDiscoveryFilter filter =
        test ->
            test.getSource()
                .filter(
                    source ->
                        source instanceof MethodSource m && leaveOut.contains(m.getMethodName()))
                .map(source -> FilterResult.excluded("left out"))
                .orElse(FilterResult.included(""));
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(type))
            .filters(filter)
            .configurationParameter(Grading.SEED, Long.toString(seed))
            .configurationParameter(Grading.FAILED, failed)
            .configurationParameter(Grading.NEEDS, Boolean.toString(needs))
            .build();
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT); // whoever was here before
    Map<String, TestResult> results = new LinkedHashMap<>();
    AtomicReference<Throwable> broken = new AtomicReference<>(); // JUnit would swallow it
    JUNIT.execute(
        request,
        new TestExecutionListener() {
          @Override
          public void executionStarted(TestIdentifier test) {
            if (test.isTest()) {
              watcher.accept(name(test));
            }
          }

          @Override
          public void executionFinished(TestIdentifier test, TestExecutionResult result) {
            if (test.isTest()) {
              // What is thrown may be the student's, and be asked only while the watcher listens.
              Failure failure =
                  thrown(result).map(thrown -> Failure.of(thrown, exercise)).orElse(null);
              // Of a test that runs with several arguments, the first failure.
              results.merge(
                  name(test),
                  new TestResult(tests.get(name(test)), failure, null),
                  (old, next) -> old.failure() == null ? next : old);
              watcher.accept(null);
            } else {
              result.getThrowable().ifPresent(broken::set);
            }
          }

          @Override
          public void executionSkipped(TestIdentifier test, String reason) {
            results.put(name(test), new TestResult(tests.get(name(test)), null, reason));
          }
        });
    Set<String> missing = new HashSet<>(tests.keySet());
    missing.removeAll(results.keySet());
    missing.removeAll(leaveOut);
    if (broken.get() != null || !missing.isEmpty()) {
      throw new IllegalStateException(
          type.getSimpleName() + " did not run " + missing, broken.get());
    }
    return results;
  }

  /** The graded tests of an exercise, by name. */
  static Map<String, GradedTest> tests(Exercise exercise, ClassLoader loader) {
    return GradedTest.allOf(testClass(exercise, loader));
  }

  private static Class<?> testClass(Exercise exercise, ClassLoader loader) {
    try {
      return Class.forName(exercise.testName(), false, loader);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What was thrown, in a static initialiser, too. */
  private static Optional<Throwable> thrown(TestExecutionResult result) {
    return result
        .getThrowable()
        .map(
            thrown ->
                thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
                    ? thrown.getCause()
                    : thrown);
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName())
        .orElse(test.getLegacyReportingName());
  }
}
