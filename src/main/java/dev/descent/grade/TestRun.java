package dev.descent.grade;

import dev.descent.exercise.CheckFailure;
import dev.descent.exercise.Grading;
import dev.descent.exercise.Points;
import dev.descent.exercise.Todo;
import java.lang.reflect.Method;
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
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Tag;
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

  /**
   * How a test ended.
   *
   * @param failure what it threw; null if it passed or was left out
   * @param skipped why it was left out; null if it ran
   */
  record Outcome(Throwable failure, String skipped) {
    TestGrade.State state() {
      if (skipped != null) {
        return TestGrade.State.NOT_CHECKED;
      }
      return failure == null
          ? TestGrade.State.PASSED
          : failure instanceof Todo ? TestGrade.State.TODO : TestGrade.State.FAILED;
    }

    boolean passed() {
      return state() == TestGrade.State.PASSED;
    }
  }

  private TestRun() {}

  /** A test method, and what its annotations say. */
  record GradedTest(String name, String sentence, int task, int points, List<String> tags) {
    static GradedTest of(Method method) {
      DisplayName sentence = method.getAnnotation(DisplayName.class);
      List<String> tags =
          Arrays.stream(method.getAnnotationsByType(Tag.class)).map(Tag::value).toList();
      int task = tags.stream().mapToInt(Grading::task).max().orElse(0);
      return new GradedTest(
          method.getName(),
          sentence == null ? method.getName() : sentence.value(),
          task,
          method.getAnnotation(Points.class).value(),
          tags);
    }

    /** What came of it; see {@link TestGrade} for what may be null. */
    TestGrade grade(
        TestGrade.State state,
        String message,
        String place,
        List<String> mistakes,
        CheckFailure.Curves curves) {
      return new TestGrade(name, sentence, task, points, state, message, place, mistakes, curves);
    }
  }

  /** The graded tests of a class, by name. */
  static Map<String, GradedTest> tests(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Points.class))
        .map(GradedTest::of)
        .collect(Collectors.toMap(GradedTest::name, test -> test));
  }

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
   * Runs them, in the order of their tasks.
   *
   * @param leaveOut tests that are not run and count as failed
   * @param watcher hears which test begins, and null when one has ended
   */
  static Map<String, Outcome> run(
      Class<?> type, long seed, Collection<GradedTest> leaveOut, Consumer<String> watcher) {
    List<String> names = leaveOut.stream().map(GradedTest::name).toList();
    String failed =
        leaveOut.stream()
            .flatMap(test -> Stream.concat(Stream.of(test.name()), test.tags().stream()))
            .collect(Collectors.joining(","));
    PostDiscoveryFilter filter =
        test ->
            test.getSource()
                .filter(
                    source -> source instanceof MethodSource m && names.contains(m.getMethodName()))
                .map(source -> FilterResult.excluded("left out"))
                .orElse(FilterResult.included(""));
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(type))
            .filters(filter)
            .configurationParameter(Grading.SEED, Long.toString(seed))
            .configurationParameter(Grading.FAILED, failed)
            .build();
    Nd4j.setDefaultDataTypes(DataType.FLOAT, DataType.FLOAT); // whoever was here before
    Map<String, Outcome> outcomes = new LinkedHashMap<>();
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
              Outcome outcome = new Outcome(thrown(result), null);
              // Of a test that runs with several arguments, the first failure.
              outcomes.merge(name(test), outcome, (old, next) -> old.passed() ? next : old);
              watcher.accept(null);
            } else {
              result.getThrowable().ifPresent(broken::set);
            }
          }

          @Override
          public void executionSkipped(TestIdentifier test, String reason) {
            outcomes.put(name(test), new Outcome(null, reason));
          }
        });
    Set<String> missing = new HashSet<>(tests(type).keySet());
    missing.removeAll(outcomes.keySet());
    names.forEach(missing::remove);
    if (broken.get() != null || !missing.isEmpty()) {
      throw new IllegalStateException(
          type.getSimpleName() + " did not run " + missing, broken.get());
    }
    return outcomes;
  }

  /** What the student's code threw, in a static initialiser, too; null if nothing. */
  private static Throwable thrown(TestExecutionResult result) {
    Throwable thrown = result.getThrowable().orElse(null);
    return thrown instanceof ExceptionInInitializerError && thrown.getCause() != null
        ? thrown.getCause()
        : thrown;
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName())
        .orElse(test.getLegacyReportingName());
  }
}
