package dev.descent.grade;

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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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
    boolean passed() {
      return failure == null && skipped == null;
    }

    boolean isTodo() {
      return failure instanceof Todo;
    }
  }

  /** Hears which test begins, and null when one has ended. */
  interface Watcher extends Consumer<String> {}

  private TestRun() {}

  /** A test method, and what its annotations say. */
  record Graded(String name, String sentence, int task, int points, List<String> tags) {
    static Graded of(Method method) {
      DisplayName sentence = method.getAnnotation(DisplayName.class);
      List<String> tags =
          Arrays.stream(method.getAnnotationsByType(Tag.class)).map(Tag::value).toList();
      int task =
          tags.stream()
              .filter(tag -> tag.matches("task-[1-9]\\d?"))
              .mapToInt(tag -> Integer.parseInt(tag.substring(5)))
              .max()
              .orElse(0);
      return new Graded(
          method.getName(),
          sentence == null ? method.getName() : sentence.value(),
          task,
          method.getAnnotation(Points.class).value(),
          tags);
    }
  }

  /** The graded tests of a class, by name. */
  static Map<String, Graded> tests(Class<?> type) {
    return Arrays.stream(type.getDeclaredMethods())
        .filter(method -> method.isAnnotationPresent(Points.class))
        .map(Graded::of)
        .sorted((a, b) -> a.name().compareTo(b.name()))
        .collect(Collectors.toMap(Graded::name, test -> test, (a, b) -> a, LinkedHashMap::new));
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
   * @param leaveOut names of tests that are not run and count as failed
   */
  static Map<String, Outcome> run(
      Class<?> type, long seed, Collection<Graded> leaveOut, Watcher watcher) {
    List<String> names = leaveOut.stream().map(Graded::name).toList();
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
              outcomes.put(name(test), new Outcome(result.getThrowable().orElse(null), null));
              watcher.accept(null);
            } else if (result.getThrowable().isPresent()) {
              throw new IllegalStateException(
                  type.getName() + " cannot be run", result.getThrowable().get());
            }
          }

          @Override
          public void executionSkipped(TestIdentifier test, String reason) {
            outcomes.put(name(test), new Outcome(null, reason));
          }
        });
    return outcomes;
  }

  private static String name(TestIdentifier test) {
    return test.getSource()
        .filter(MethodSource.class::isInstance)
        .map(source -> ((MethodSource) source).getMethodName())
        .orElse(test.getLegacyReportingName());
  }
}
